"""A learner's own notes: written once, found again, nobody else's, kept over a new version and a transfer."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from core.tenancy.context import acting_in, everywhere
from courses.authoring.actions import drafts, publishing
from courses.catalogue.models import Course, CourseVersion, Resource
from courses.enrolment.models import Batch, Enrolment
from courses.notes import actions, queries
from courses.notes.actions import NoteRefused
from courses.notes.models import Note
from tests.courses import making
from tests.courses.attacks.player import enrolled, video_course
from tests.courses.making import NOW, actor_of, published


@pytest.fixture
def made(cast):
    return video_course(cast, files={"en": 1000, "hi": 600})


@pytest.fixture
def film(cast, made) -> Resource:
    enrolled(cast, made)
    return made.texts[0]


def browser(cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name), backend="accounts.backend.Backend")
    return client


def write(cast, resource, text="Rule 3", *, name="asha", **more):
    with acting_in(cast.learner_scope(name)):
        return actions.write(
            person_id=cast.people[name].pk, offering=resource.version.offering, resource=resource, text=text,
            **({"place": 90, "language": "en", "at": NOW} | more),
        )  # fmt: skip


def texts(cast, name="asha", **by) -> list[str]:
    with acting_in(cast.learner_scope(name)):
        return [note.text for note in queries.notes_of(cast.people[name].pk, **by)]


def place(resource) -> str:
    return f"/courses/{resource.version.offering.code}/learn/{resource.uuid}/"


def test_a_note_is_kept_at_its_place_and_shown_beside_the_film(cast, film):
    asha = browser(cast, "asha")
    said = {"text": "Rule 3\n\n<b>three</b> duties", "at": "1:30", "uuid": str(uuid4())}

    first, second = asha.post(place(film) + "notes/", said), asha.post(place(film) + "notes/", said)
    page = asha.get(place(film)).content.decode()

    assert (first.status_code, first["Location"]) == (302, f"{place(film)}?t=90&of=en#notes")
    assert second["Location"] == first["Location"]
    assert texts(cast) == ["Rule 3\n\n<b>three</b> duties"]
    assert f'<a href="{place(film)}?t=90&amp;of=en#stage" data-seek="90">1:30</a>' in page
    assert "<p>&lt;b&gt;three&lt;/b&gt; duties</p>" in page


def test_its_place_is_the_same_moment_in_the_film_of_another_language(cast, film):
    write(cast, film, place=500)
    asha = browser(cast, "asha")
    asha.post(place(film) + "choices/", {"spoken": "hi"})
    with everywhere(reason="test", audited=False):
        rendition = film.renditions.get(language="hi")

    page = asha.get(f"{place(film)}?t=500&of=en")

    assert page.status_code == 200
    assert rendition.length == 600


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"text": "", "at": "1:30"}, "This field is required."),
        ({"text": "  \n ", "at": "1:30"}, "This field is required."),
        ({"text": "a", "at": "soon"}, "Write the time as in 2:30 or 1:02:30."),
        ({"text": "a", "at": "59:00"}, "There is no such place in this part of the course."),
        ({"text": "a" * 5001, "at": ""}, "5000"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_form_and_what_was_written_stays(cast, film, said, words):
    answer = browser(cast, "asha").post(place(film) + "notes/", said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert said["text"].strip() in answer.content.decode()
    assert texts(cast) == []


def test_in_a_quiz_no_notes_are_kept(cast):
    whole = published(cast)
    with acting_in(cast.learner_scope("asha")):
        making.enrol(cast, whole)

    with pytest.raises(NoteRefused) as refused:
        write(cast, whole.quiz)

    assert refused.value.reason == "NOT_HERE"
    assert browser(cast, "asha").post(place(whole.quiz) + "notes/", {"text": "a"}).status_code == 404
    assert texts(cast) == []


def test_beside_a_reading_a_note_has_no_place(cast):
    whole = published(cast)
    with acting_in(cast.learner_scope("asha")):
        making.enrol(cast, whole)
    asha = browser(cast, "asha")

    asha.post(place(whole.texts[0]) + "notes/", {"text": "Keep this"})

    with acting_in(cast.learner_scope("asha")):
        assert Note.objects.get().place is None
    assert "Keep this" in asha.get(place(whole.texts[0])).content.decode()


def test_a_person_has_two_thousand_at_most(cast, film, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    write(cast, film)

    with pytest.raises(NoteRefused) as refused:
        write(cast, film)

    assert (refused.value.reason, texts(cast)) == ("TOO_MANY", ["Rule 3"])


def test_it_is_changed_and_deleted_without_script(cast, film):
    note = write(cast, film)
    asha = browser(cast, "asha")
    address = f"/notes/{note.uuid}/"

    shown = asha.get(address).content.decode()
    empty = asha.post(address, {"text": " "})
    changed = asha.post(address, {"text": "Rule 3, first", "next": place(film)})
    outside = asha.post(address, {"text": "Rule 3, first", "next": "https://evil.example/"})

    assert "Rule 3" in shown
    assert empty.status_code == 422
    assert (changed["Location"], outside["Location"]) == (place(film), "/notes/")
    assert texts(cast) == ["Rule 3, first"]
    assert asha.post(address + "removal/").status_code == 302
    assert asha.post(address + "removal/").status_code == 404
    assert texts(cast) == []


def test_a_note_changed_in_two_tabs_is_not_overwritten_unseen(cast, film):
    note = write(cast, film)
    asha = browser(cast, "asha")
    seen = {"seen": note.changed_at.isoformat()}
    asha.post(f"/notes/{note.uuid}/", {"text": "Rule 3 and 4", **seen})

    refused = asha.post(f"/notes/{note.uuid}/", {"text": "Rule 5", **seen})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "This note was changed elsewhere since you opened it. Yours is not saved yet." in page
    assert page.index("Rule 5</textarea>") < page.index("Rule 3 and 4")
    assert texts(cast) == ["Rule 3 and 4"]
    now = re.search(r'name="seen" value="([^"]+)"', page)[1]
    assert asha.post(f"/notes/{note.uuid}/", {"text": "Rules 3 to 5", "seen": now}).status_code == 302
    assert texts(cast) == ["Rules 3 to 5"]
    call = asha.put(f"/api/v1/notes/{note.uuid}/", {"text": "Rule 6", **seen}, "application/json")
    assert (call.status_code, call.json()["code"]) == (409, "OVERTAKEN")


def test_my_notes_are_found_by_words_across_courses_and_taken_away_as_a_file(cast, film):
    other = published(cast, code="second", title="Leave Rules")
    with acting_in(cast.learner_scope("asha")):
        making.enrol(cast, other)
    write(cast, film, "Three duties")
    write(cast, other.texts[0], "Half pay, सवेतन अवकाश", place=None, at=NOW + timedelta(minutes=1))
    asha = browser(cast, "asha")

    assert texts(cast, words="half PAY") == ["Half pay, सवेतन अवकाश"]
    assert texts(cast, words="leave सवेतन") == ["Half pay, सवेतन अवकाश"]
    assert texts(cast, words="three pay") == []
    assert texts(cast, course="noting") == ["Three duties"]
    page = asha.get("/notes/?q=duties").content.decode()
    assert "Three duties" in page
    assert "Half pay" not in page
    assert "No note says that" in asha.get("/notes/?q=zzz&page=99").content.decode()
    assert "Three duties" in asha.get("/courses/noting/").content.decode()
    file = asha.get("/notes/file/")
    assert file["Content-Disposition"] == 'attachment; filename="notes.txt"'
    said = file.content.decode()
    assert said.startswith("\ufeffLeave Rules\n===========\n\nText 1 · ")
    assert "\nHalf pay, सवेतन अवकाश\n\nNoting and Drafting\n" in said
    assert "Text 1 · 1:30 · " in said


@pytest.mark.parametrize("name", ["bilal", "chitra", "dev", "hari", "gita"])
def test_nobody_else_reads_changes_or_deletes_it(cast, film, name):
    note = write(cast, film)
    someone = browser(cast, name)
    address, door = f"/notes/{note.uuid}/", f"/api/v1/notes/{note.uuid}/"

    answers = [
        someone.get(address), someone.post(address, {"text": "x"}), someone.post(address + "removal/"),
        someone.get(door), someone.put(door, {"text": "x"}, "application/json"), someone.delete(door),
    ]  # fmt: skip

    assert {answer.status_code for answer in answers} == {404}
    assert someone.get("/api/v1/notes/").json()["results"] == []
    assert texts(cast) == ["Rule 3"]


def test_the_fence_hides_it_from_every_role_of_ones_own_organisation(cast, film):
    write(cast, film)

    for scope in (
        cast.organisation_scope("finance", "chitra"), cast.organisation_scope("istm", "dev"), cast.learner_scope("indu"),
    ):  # fmt: skip
        with acting_in(scope):
            assert not Note.objects.exists()


def test_an_identity_that_another_took_gives_the_note_one_of_its_own(cast, film, made):
    taken = write(cast, film).uuid
    enrolled(cast, made, "farah")

    note = write(cast, film, "Farah's", name="farah", uuid=taken)

    assert note.uuid != taken
    assert (texts(cast), texts(cast, "farah")) == (["Rule 3"], ["Farah's"])


def test_a_new_version_keeps_it_at_the_same_part(cast, film, made):
    write(cast, film)
    with everywhere(reason="test", audited=False):
        course = Course.objects.get(offering=made.offering)
        draft = drafts.open_next_version(course=course, actor=actor_of(cast, "dev"), at=NOW)
        CourseVersion.objects.filter(pk=draft.pk).update(state="in_review", submitted_by=cast.dev)
        draft.refresh_from_db()
        publishing.publish(version=draft, actor=actor_of(cast, "hari"), at=NOW)
        twin = Resource.objects.get(version=draft)
        assert (twin.origin, twin.uuid == film.uuid) == (film.origin, False)
        Enrolment.objects.update(version=draft, batch=Batch.objects.get(version=draft))

    assert f"{place(twin)}?t=90&amp;of=en#stage" in browser(cast, "asha").get(place(twin)).content.decode()
    assert f"{place(twin)}?t=90&amp;of=en#stage" in browser(cast, "asha").get("/notes/").content.decode()


def test_a_note_on_a_part_that_is_gone_still_says_what_it_was_about(cast, film):
    note = write(cast, film)
    with everywhere(reason="test", audited=False):
        Note.objects.filter(pk=note.pk).update(origin=uuid4())

    page = browser(cast, "asha").get("/notes/").content.decode()

    assert "Rule 3" in page
    assert "Text 1 · 1:30" in page
    assert "?t=90" not in page


def test_programs_write_read_change_and_delete_them(cast, film):
    asha = browser(cast, "asha")
    with acting_in(cast.learner_scope("asha")):
        enrolment = str(Enrolment.objects.get().uuid)
    said = {"enrolment": enrolment, "resource": str(film.uuid), "text": "Rule 3", "place": 90, "uuid": str(uuid4())}

    written = asha.post("/api/v1/notes/", said, "application/json")
    again = asha.post("/api/v1/notes/", said, "application/json")

    assert (written.status_code, again.json()) == (201, written.json())
    assert {name: written.json()[name] for name in ("course", "kind", "place", "text")} == {
        "course": "noting", "kind": "video", "place": 90, "text": "Rule 3",
    }  # fmt: skip
    door = f"/api/v1/notes/{said['uuid']}/"
    assert asha.get(door).json() == written.json()
    assert [one["text"] for one in asha.get("/api/v1/notes/?q=rule&course=noting").json()["results"]] == ["Rule 3"]
    assert asha.get("/api/v1/notes/?q=leave").json()["results"] == []
    assert asha.put(door, {"text": "Rule 4"}, "application/json").json()["text"] == "Rule 4"
    assert "Rule 4" in asha.get("/api/v1/notes/file/").content.decode()
    refused = asha.post("/api/v1/notes/", said | {"uuid": str(uuid4()), "place": 5000}, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "NO_SUCH_PLACE")
    assert asha.post("/api/v1/notes/", said | {"text": "a\x00b"}, "application/json").status_code == 400
    assert browser(cast, "bilal").post("/api/v1/notes/", said, "application/json").status_code == 404
    assert asha.delete(door).status_code == 204
    assert asha.get(door).status_code == 404
