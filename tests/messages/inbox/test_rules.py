"""Quiet hours and texts. No database."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.display.dates import in_date_long
from messages.inbox.kinds import KINDS, message_kind, render
from messages.inbox.rules import not_before


def at(clock, day=22):
    """Indian clock time as UTC."""
    hour, minute = map(int, clock.split(":"))
    minutes = hour * 60 + minute - 330
    if minutes < 0:
        return datetime(2026, 11, day - 1, (minutes + 1440) // 60, minutes % 60, tzinfo=UTC)
    return datetime(2026, 11, day, minutes // 60, minutes % 60, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "quiet_from", "quiet_to", "allowed"),
    [
        (at("12:00"), None, None, at("12:00")),
        (at("12:00"), time(21), time(7), at("12:00")),
        (at("22:00"), time(21), time(7), at("07:00", day=23)),
        (at("21:00"), time(21), time(7), at("07:00", day=23)),
        (at("02:00"), time(21), time(7), at("07:00")),
        (at("07:00"), time(21), time(7), at("07:00")),
        (at("13:10"), time(13), time(14), at("14:00")),
        (at("14:00"), time(13), time(14), at("14:00")),
        (at("14:00"), time(9), time(9), at("14:00")),
    ],
)
def test_a_mail_waits_for_the_end_of_the_quiet_hours(now, quiet_from, quiet_to, allowed):
    assert not_before(now, quiet_from, quiet_to) == allowed


@pytest.fixture
def kind():
    yield message_kind("tests.due", label=_("Tests"), subject=_("%(title)s"), body=_("%(title)s by %(due)s"))
    del KINDS["tests.due"]


def test_params_are_shown_in_the_reader_s_language(kind):
    params = {"title": {"en": "Noting", "hi": "टिप्पण"}, "due": {"date": "2026-12-31"}}

    with translation.override("en"):
        assert render("tests.due", params).body == "Noting by 31 December 2026"
    with translation.override("hi"):
        assert render("tests.due", params).body == f"टिप्पण by {in_date_long(date(2026, 12, 31))}"


def test_a_missing_param_leaves_a_gap(kind):
    assert render("tests.due", {"title": "Noting"}).body == "Noting by …"


def test_a_percent_sign_in_a_param_is_text(kind):
    assert render("tests.due", {"title": "100 %(due)s", "due": "x"}).subject == "100 %(due)s"


def test_a_subject_is_one_line(kind):
    assert render("tests.due", {"title": "a\r\nBcc: x"}).subject == "a Bcc: x"


def test_a_kind_of_a_newer_version_is_shown_in_general_words():
    assert render("from.the.future", {}).subject == "A message from Karmayogi"
