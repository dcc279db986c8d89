"""Reading a document page by page with plain links: what was in front of the reader counts, what was skipped does not."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from core.files.queries import described
from core.tenancy.context import acting_in, everywhere
from courses.catalogue.models import CourseVersion, Resource
from courses.documents.actions import draw
from courses.documents.rules import text_key
from courses.enrolment.models import Batch, Completion
from courses.progress.models import LearningClock, ProgressSession, ResourceProgress
from courses.progress.rules import ranges
from tests.cast import Cast
from tests.courses import making
from tests.courses.documents.test_drawing import made_pdf, stored
from tests.courses.making import NOW, actor_of, enrol

PAGES = 4


@pytest.fixture(scope="module")
def resource_once(kept_for_module):
    cast = Cast.load()
    file = stored(made_pdf("#pagebreak()".join(f"Page {number} says this." for number in range(1, PAGES + 1))))
    version = making.draft(cast, quiz=False, texts=1)
    with everywhere(reason="test", audited=False):
        making.give_files(version, "pdf", {"en": PAGES}, file.uuid)
        Resource.objects.filter(version=version).update(minutes=8)
        CourseVersion.objects.filter(pk=version.pk).update(state="in_review", submitted_by=cast.dev)
        version = making.publish(version=version, actor=actor_of(cast, "hari"), at=NOW)
        resource = Resource.objects.get(version=version)
        made = making.Made(version.offering, version, [resource], None, Batch.objects.get(version=version))
    with acting_in(cast.learner_scope("asha")):
        enrol(cast, made)
    draw(file.uuid)
    return resource.pk


@pytest.fixture
def resource(cast, resource_once):
    """A course of one document of four pages; Asha is enrolled."""
    with everywhere(reason="test", audited=False):
        return Resource.objects.get(pk=resource_once)


@pytest.fixture
def reader(cast):
    client = Client()
    client.force_login(cast.user("asha"))
    return client


def file_of(resource):
    with everywhere(reason="test", audited=False):
        uuid = resource.renditions.get().file_uuid
    return described([uuid])[uuid]


def time_passes(seconds):
    """The server's clock goes on; told by setting back what was noted."""
    with everywhere(reason="test", audited=False):
        for clock in LearningClock.objects.all():
            LearningClock.objects.update(last_at=clock.last_at - timedelta(seconds=seconds))
        for session in ProgressSession.objects.all():
            ProgressSession.objects.filter(pk=session.pk).update(
                started_at=session.started_at - timedelta(seconds=seconds)
            )
        for row in ResourceProgress.objects.all():
            ResourceProgress.objects.update(
                opened_at=row.opened_at - timedelta(seconds=seconds),
                updated_at=row.updated_at - timedelta(seconds=seconds),
            )


def link(page, rel):
    found = re.search(rf'rel="{rel}" href="([^"#]+)', page.content.decode())
    return found[1].replace("&amp;", "&") if found else None


def seen():
    with everywhere(reason="test", audited=False):
        row = ResourceProgress.objects.get()
    return ranges(row.seen), row.uncounted


def test_turning_every_page_completes_without_script(cast, reader, resource):
    page = reader.get(f"/courses/noting/learn/{resource.uuid}/")
    assert "Page 1 says this." in page.content.decode()
    for number in range(2, PAGES + 1):
        time_passes(20)
        page = reader.get(link(page, "next"))
        assert f"Page {number} says this." in page.content.decode()
    assert link(page, "next") is None
    time_passes(20)
    fields = dict(re.findall(r'<input type="hidden" name="(s|seen|page)" value="([^"]+)"', page.content.decode()))

    done = reader.post(f"/courses/noting/learn/{resource.uuid}/done/", fields)

    assert done.status_code == 302
    with everywhere(reason="test", audited=False):
        assert Completion.objects.get().grade == "C"


def test_pages_turned_faster_than_they_can_be_seen_do_not_count(reader, resource):
    page = reader.get(f"/courses/noting/learn/{resource.uuid}/")
    for _number in range(2, PAGES + 1):
        page = reader.get(link(page, "next"))

    assert seen() == ([], 3)
    assert "3 pages did not count" in page.content.decode()


def test_the_page_last_read_is_where_one_goes_on(reader, resource):
    page = reader.get(f"/courses/noting/learn/{resource.uuid}/")
    time_passes(30)
    reader.get(link(page, "next"))

    again = reader.get(f"/courses/noting/learn/{resource.uuid}/")

    assert "Page 2 says this." in again.content.decode()
    assert seen() == ([(0, 1)], 0)


@pytest.mark.parametrize("query", ["?page=0", "?page=99", "?page=x&seen=-1&s=no", "?page=²", "?seen=5", "?page=1&s="])
def test_a_page_that_is_none_shows_the_first(reader, resource, query):
    page = reader.get(f"/courses/noting/learn/{resource.uuid}/{query}")

    assert page.status_code == 200
    assert "Page 1 says this." in page.content.decode()


def test_an_invented_session_gains_nothing(reader, resource):
    page = reader.get(f"/courses/noting/learn/{resource.uuid}/")
    time_passes(60)

    reader.get(f"/courses/noting/learn/{resource.uuid}/?page=2&seen=1&s={uuid4()}")

    assert seen() == ([], 1)
    assert link(page, "next")


def test_without_drawn_pages_the_whole_document_is_shown(reader, resource):
    default_storage.delete(text_key(file_of(resource).sha256, 1))

    page = reader.get(f"/courses/noting/learn/{resource.uuid}/").content.decode()

    assert "<iframe" in page
    assert "note.pdf" in page
