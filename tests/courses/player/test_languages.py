"""Taking a film or a document in another language than the page's: chosen once, remembered, one progress."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.tenancy.context import acting_in, everywhere
from courses.authoring.actions import captioning, contents, outline, publishing, reviewing
from courses.catalogue.models import Resource
from courses.enrolment import actions as enrolment
from courses.enrolment.models import Batch, Enrolment
from courses.player.models import LearningChoices
from courses.progress.models import ResourceProgress
from tests.accounts.keys.making import make, program
from tests.courses.authoring.making import AT, actor, at_istm, begin, fill
from tests.courses.formats.test_files import made_pdf, made_video
from tests.courses.making import learner

CODE = "noting-and-drafting"


@pytest.fixture(autouse=True)
def in_memory(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.fixture
def parts(cast) -> dict[str, Resource]:
    """A published course with a film (4 s in English, 2 s in Hindi) and a document (English only); Asha is enrolled."""
    by = {"actor": actor(cast, "dev"), "at": AT}
    with at_istm(cast):
        version = begin(cast).draft
        fill(cast, version)
        made = {
            kind: outline.add_resource(
                module=version.modules.get(), kind=kind, title=kind, title_hi="भाग", seen=None, **by
            )
            for kind in ("video", "pdf")
        }
        for language, seconds in (("en", 4), ("hi", 2)):
            upload = SimpleUploadedFile(f"{language}.mp4", made_video(seconds))
            contents.bring_file(resource=made["video"], upload=upload, language=language, **by)
        said = b"WEBVTT\n\n00:02.000 --> 00:03.000\nSaid late\n"
        captioning.bring_captions(resource=made["video"], language="en", upload=SimpleUploadedFile("a.vtt", said), **by)
        contents.bring_file(resource=made["pdf"], upload=SimpleUploadedFile("h.pdf", made_pdf(2)), **by)
        reviewing.submit(version=version, **by)
        publishing.publish(version=version, actor=actor(cast, "hari"), at=AT)
    with acting_in(cast.learner_scope("asha")):
        enrolment.enrol(
            learner=learner(cast, "asha"), batch=Batch.objects.get(), actor=actor(cast, "asha", "cbdt"), at=AT
        )
    return made


@pytest.fixture
def asha(cast) -> Client:
    client = Client()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    return client


def place(resource) -> str:
    return f"/courses/{CODE}/learn/{resource.uuid}/"


def test_the_film_comes_in_the_language_of_the_page_until_another_is_chosen(asha, parts):
    address = place(parts["video"])

    in_english = asha.get(address).content.decode()
    in_hindi = asha.get(address, headers={"accept-language": "hi"}).content.decode()
    chosen = asha.post(address + "choices/", {"spoken": "hi"})
    afterwards = asha.get(address).content.decode()

    assert 'data-language="en"' in in_english
    assert 'data-language="hi"' in in_hindi
    assert (chosen.status_code, chosen["Location"]) == (302, address)
    assert 'data-language="hi"' in afterwards
    assert '<html lang="en"' in afterwards
    assert '<option value="hi" lang="hi" selected>' in afterwards


def test_captions_of_the_longer_film_keep_step_with_the_shorter_one(asha, parts):
    address = place(parts["video"])
    asha.post(address + "choices/", {"spoken": "hi", "captions": "en"})

    page = asha.get(address).content.decode()

    assert f'src="{address}captions/en.vtt?of=hi" srclang="en" label="English" default' in page
    assert '<a href="?t=1#stage" data-seek="1">0:01</a> <span>Said late' in page
    assert "00:00:01.000 --> 00:00:01.500" in asha.get(address + "captions/en.vtt?of=hi").content.decode()
    assert "00:00:02.000 --> 00:00:03.000" in asha.get(address + "captions/en.vtt?of=en").content.decode()


def test_a_program_reads_them_by_its_key_in_the_times_of_the_film_it_plays(cast, asha, parts):
    asha.post(place(parts["video"]) + "choices/", {"spoken": "hi"})
    with everywhere(reason="test", audited=False):
        enrolled = Enrolment.objects.get()
    here = f"/api/v1/enrolments/{enrolled.uuid}/resources/{parts['video'].uuid}/"
    key = program(make(cast, "asha", may_write=False))

    (track,) = key.get(here).json()["captions"]
    answer = key.get(track["url"], headers={"accept": "text/vtt"})

    assert track == {"language": "en", "url": f"{here}captions/en/?of=hi"}
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/vtt; charset=utf-8")
    assert "00:00:01.000 --> 00:00:01.500" in answer.content.decode()
    assert "00:00:02.000 --> 00:00:03.000" in key.get(f"{here}captions/en/").content.decode()
    assert key.get(f"{here}captions/hi/").status_code == 404
    assert [program(make(cast, name)).get(track["url"]).status_code for name in ("bilal", "dev", "chitra")] == [404] * 3
    assert program(None).get(track["url"]).status_code == 401


def test_one_choice_leaves_the_other_and_an_unknown_one_changes_nothing(cast, asha, parts):
    address = place(parts["video"])
    asha.post(address + "choices/", {"spoken": "hi"})
    asha.post(address + "choices/", {"captions": "en"})
    asha.post(address + "choices/", {"spoken": "fr"}, follow=True)

    with acting_in(cast.learner_scope("asha")):
        kept = LearningChoices.objects.get()
    assert (kept.spoken, kept.captions) == ("hi", "en")
    assert (
        "That is none of the choices; nothing was changed."
        in asha.post(address + "choices/", {"spoken": "fr"}, follow=True).content.decode()
    )


def test_what_is_there_in_one_language_is_given_in_it_and_that_is_said(asha, parts):
    asha.post(place(parts["video"]) + "choices/", {"spoken": "hi"})

    page = asha.get(place(parts["pdf"])).content.decode()

    assert "This is there only in English." in page
    assert "choices-row" not in page


def test_a_program_reads_the_files_with_its_place_in_each_and_chooses(cast, asha, parts):
    with acting_in(cast.learner_scope("asha")):
        enrolled = Enrolment.objects.get()
    address = f"/api/v1/enrolments/{enrolled.uuid}/resources/{parts['video'].uuid}/"
    asha.get(address)
    with everywhere(reason="test", audited=False):
        ResourceProgress.objects.update(position=2)

    first = asha.get(address).json()
    put = asha.put("/api/v1/learning-choices/", {"spoken": "hi"}, "application/json")
    second = asha.get(address).json()

    assert [(one["language"], one["length"], one["position"]) for one in first["files"]] == [("en", 4, 2), ("hi", 2, 1)]
    assert (first["language"], first["length"], first["position"]) == ("en", 4, 2)
    assert (put.status_code, put.json()) == (200, {"spoken": "hi", "captions": "", "weight": ""})
    assert asha.get("/api/v1/learning-choices/").json() == {"spoken": "hi", "captions": "", "weight": ""}
    assert second["language"] == "hi"
    assert second["file_url"] == next(one["url"] for one in second["files"] if one["language"] == "hi")
    refused = asha.put("/api/v1/learning-choices/", {"spoken": "fr"}, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (400, "INVALID")
    fact = {"resource": str(parts["video"].uuid), "from": 0, "to": 1, "language": "'); drop"}
    body = {"enrolment": str(enrolled.uuid), "session": str(enrolled.uuid), "sequence": 1, "facts": [fact]}
    assert asha.post("/api/v1/progress/", body, "application/json").json()["code"] == "INVALID"


def test_nobody_sees_or_changes_the_choices_of_another(cast, asha, parts):
    asha.put("/api/v1/learning-choices/", {"spoken": "hi"}, "application/json")

    for scope in (cast.learner_scope("bilal"), cast.organisation_scope("finance", "chitra")):
        with acting_in(scope):
            assert not LearningChoices.objects.exists()
