"""Signs that turn the direction of a text do not come in, through no door."""

from urllib.parse import quote

import pytest
from django.test import Client

from core.requests.texts import plain, plain_in
from core.tenancy.context import acting_in
from courses.notes.models import Note
from tests.courses.attacks.player import enrolled, video_course

TURNED = "Asha\u202e amreV\u2066\u2069"


@pytest.mark.parametrize("sign", [chr(one) for one in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
def test_each_of_them_is_taken_out(sign):
    assert plain(f"A{sign}sha") == "Asha"


def test_what_scripts_are_written_with_stays():
    joined = "क्\u200dष \u200c \u200e\u200f اردو"  # joiners, and marks that turn nothing behind them

    assert plain(joined) == joined


def test_a_long_text_stays_as_it_was_written():
    text = "\u2067" + "ا" * 500

    assert plain(text) == text


def test_json_is_cleaned_in_its_depth():
    said = {"na\u202eme": TURNED, "all": [TURNED, 3, None, {"one": TURNED}]}

    assert plain_in(said) == {"name": "Asha amreV", "all": ["Asha amreV", 3, None, {"one": "Asha amreV"}]}


@pytest.mark.django_db
def test_an_address_is_read_without_them(client):
    page = client.get(f"/courses/?q={quote(TURNED)}&q=b").content.decode()

    assert "\u202e" not in page
    assert "Asha" in client.get(f"/courses/?q={quote(TURNED)}").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["form", "program"])
def test_a_form_and_a_program_write_without_them(cast, door):
    made = video_course(cast, files={"en": 1000})
    enrolment = enrolled(cast, made)
    asha = Client()
    asha.force_login(cast.user("asha"), backend="accounts.backend.Backend")

    if door == "form":
        answer = asha.post(
            f"/courses/{made.offering.code}/learn/{made.texts[0].uuid}/notes/", {"text": TURNED, "at": "1"}
        )
    else:
        said = {"enrolment": str(enrolment.uuid), "resource": str(made.texts[0].uuid), "text": TURNED}
        answer = asha.post("/api/v1/notes/", said, "application/json")

    assert answer.status_code in (201, 302), answer.content
    with acting_in(cast.learner_scope("asha")):
        assert Note.objects.get().text == "Asha amreV"
