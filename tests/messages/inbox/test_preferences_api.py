"""Preferences by program: the whole page said anew, and what is not understood."""

import pytest

from core.tenancy.context import acting_in
from messages.inbox.kinds import KINDS
from messages.inbox.models import Preference

API = "/api/v1/messages/preferences/"
OPTIONAL = next(kind.name for kind in KINDS.values() if kind.by_email and kind.is_optional)
WANTED = {"language": "hi", "without_email": [OPTIONAL], "quiet_from": "21:00:00", "quiet_to": "07:00:00"}


def put(client, **other):
    return client.put(API, WANTED | other, "application/json")


def test_are_kept_and_read_again(client, cast):
    client.force_login(cast.user("asha"))
    assert client.get(API).json() == {"language": "en", "without_email": [], "quiet_from": None, "quiet_to": None}

    assert put(client).json() == WANTED

    assert client.get(API).json() == WANTED
    with acting_in(cast.learner_scope("asha")):
        assert Preference.objects.get().without_email == [OPTIONAL]


@pytest.mark.parametrize(
    "other",
    [
        {"language": "xx"},
        {"without_email": ["no.such.kind"]},
        {"without_email": "x"},
        {"quiet_to": None},
        {"quiet_from": "x"},
    ],
)
def test_what_is_not_understood_changes_nothing(client, cast, other):
    client.force_login(cast.user("asha"))

    answer = put(client, **other)

    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID")
    with acting_in(cast.learner_scope("asha")):
        assert not Preference.objects.exists()
