"""Bringing a package: recognised, unpacked at once or by a worker, replaced, refused in words, copied, published."""

import codecs
import gzip

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

import courses.tasks  # noqa: F401 (declares the kinds of jobs, as a worker does)
from core.files.models import StoredFile
from core.files.queries import described
from core.jobs.actions import work
from core.jobs.models import Job
from core.tenancy.context import everywhere
from courses.authoring import queries, rules
from courses.authoring.actions import drafts, outline, packaging, publishing, reviewing
from courses.authoring.actions.contents import ContentRefused
from courses.authoring.actions.drafts import DraftRefused
from courses.authoring.actions.packaging import bring_package
from courses.catalogue.models import Course, Module, Resource
from courses.packages import rules as package_rules
from courses.packages.actions import PackageRefused
from courses.packages.models import Package
from courses.packages.rules import packed_key, storage_key
from tests.courses.authoring.making import AT, actor, at_istm
from tests.courses.authoring.test_doors import API, PAGES
from tests.courses.packages.making import HTML, LINK, PAGE, many_listed, raw, special, zipped

OTHER = {"index.htm": b"<title>Second</title>", "b.css": b"p{}"}


@pytest.fixture
def resource(cast, draft):
    with at_istm(cast):
        module = Module.objects.select_related("version").get()
        return outline.add_resource(
            module=module, kind="package", title="Try it", title_hi="करके देखें", seen=None, actor=actor(cast, "dev"), at=AT
        )  # fmt: skip


def bring(cast, resource, files=HTML, name="course.zip", data=None):
    upload = SimpleUploadedFile(name, data if data is not None else zipped(files))
    with at_istm(cast):
        return bring_package(resource=resource, upload=upload, actor=actor(cast, "dev"), at=AT)


def kept(package: Package, path: str) -> bytes | None:
    key = storage_key(package.prefix, path)
    if not default_storage.exists(key):
        return None
    with default_storage.open(key) as file:
        return file.read()


def in_storage() -> set[str]:
    """Folders of unpacked packages."""
    found = set()
    for year in folders("courses/packages"):
        for month in folders(f"courses/packages/{year}"):
            found |= {name for name in folders(f"courses/packages/{year}/{month}") if files(f"{year}/{month}/{name}")}
    return found


def now(job: Job) -> Job:
    with everywhere(reason="test", audited=False):
        return Job.objects.get(pk=job.pk)


def folders(place: str) -> list[str]:
    try:
        return default_storage.listdir(place)[0]
    except FileNotFoundError:
        return []


def files(place: str) -> list[str]:
    return default_storage.listdir(f"courses/packages/{place}")[1]


def test_keeps_the_files_that_a_browser_needs_and_says_what_was_found(cast, resource):
    files = HTML | {
        "shell.php": b"<?php",
        "setup.exe": b"MZ",
        ".htaccess": b"x",
        "__MACOSX/._x": b"",
        "LICENSE": b"MIT",
        "mobile/data.gz": gzip.compress(b"of Storyline, for a program of theirs"),
    }

    package = bring(cast, resource, files).package

    assert (package.kind, package.title, package.launch) == ("html", "Files & folders", "index.html")
    assert (package.entries, package.size) == (4, sum(map(len, HTML.values())))
    assert package.left_out == ["shell.php", "setup.exe", ".htaccess", "LICENSE", "mobile/data.gz"]
    assert (package.left_out_count, kept(package, "mobile/data.gz")) == (5, None)
    assert {path: kept(package, path) for path in HTML} == HTML
    with default_storage.open(packed_key(storage_key(package.prefix, "app.js"))) as packed:
        assert gzip.decompress(packed.read()) == HTML["app.js"]
    assert [kept(package, path) for path in ("shell.php", "setup.exe", ".htaccess", "__MACOSX/._x")] == [None] * 4
    with at_istm(cast):
        resource.refresh_from_db()
        assert (resource.file_uuid, resource.minutes) == (package.file_uuid, package_rules.MINUTES)


def test_a_hindi_page_that_does_not_say_its_encoding_is_kept_so_that_browsers_read_it(cast, resource):
    page, script, older = "<p>अवकाश".encode(), 'say("अवकाश")'.encode(), "<p>R\xe9sum\xe9".encode("cp1252")

    package = bring(cast, resource, {"index.html": page, "app.js": script, "old.htm": older}).package

    with default_storage.open(packed_key(storage_key(package.prefix, "index.html"))) as packed:
        assert gzip.decompress(packed.read()) == codecs.BOM_UTF8 + page
    assert {path: kept(package, path) for path in ("index.html", "app.js", "old.htm")} == {
        "index.html": codecs.BOM_UTF8 + page,
        "app.js": script,
        "old.htm": older,
    }


def test_another_package_takes_its_place_with_an_origin_of_its_own(cast, resource, django_capture_on_commit_callbacks):
    first = bring(cast, resource).package

    with django_capture_on_commit_callbacks(execute=True):
        second = bring(cast, resource, OTHER).package

    with at_istm(cast):
        assert [one.uuid for one in Package.objects.all()] == [second.uuid]
    assert second.uuid != first.uuid
    assert (second.title, second.launch) == ("Second", "index.htm")
    assert kept(first, "index.html") is None
    assert kept(second, "b.css") == b"p{}"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04" + bytes(300), "DAMAGED_ARCHIVE"),
        (zipped({"readme.txt": b"x"}), "NOTHING_TO_START"),
        (zipped({"a.html": PAGE, "b.html": PAGE}), "NOTHING_TO_START"),
        (raw([(b"../index.html", PAGE)]), "PATH_LEADS_OUT"),
        (special("a.html", LINK), "LINK"),
        (many_listed(200_000), "TOO_MANY_ENTRIES"),
        (raw([(b"index.html", PAGE)], flags=1), "ENCRYPTED"),
        (raw([(b"index.html", PAGE), (b"a.js", bytes(1000))], said_size=999), "DAMAGED_ENTRY"),
        (zipped({"index.html": PAGE, "photo.jpg": zipped({"x.html": PAGE})}), "NESTED_ARCHIVE"),
        (raw([(b"index.html", PAGE), (b"a.bin", bytes(11 * 1024 * 1024))]), "PACKED_TOO_TIGHTLY"),
    ],
)  # fmt: skip
def test_a_hostile_archive_is_refused_with_its_reason_and_nothing_is_kept(cast, resource, data, reason):
    before = in_storage()

    with pytest.raises(PackageRefused) as caught, transaction.atomic():
        bring(cast, resource, data=data)

    assert caught.value.reason == reason
    assert "“course.zip”" in str(caught.value)
    with everywhere(reason="test", audited=False):
        assert not Package.objects.exists()
        assert not StoredFile.objects.exists()
    assert in_storage() == before


def test_every_reason_of_the_reader_has_its_sentence(cast):
    import ast
    import inspect

    from courses.formats import archive, archive_names, h5p

    said = {"SAME_NAME_TWICE", "NAMES_CLASH"}
    for module in (archive, archive_names, h5p):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Unreadable":
                said |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()

    facts = {"file": "a", "name": "b", "other": "c", "most": 1, "megabytes": 1}
    assert len(said) > 20
    assert all(str(PackageRefused(reason, **facts)) for reason in said)


def test_is_refused_in_words_by_both_doors(resource, browser):
    place, data = f"resources/{resource.uuid}/file/", zipped({"inner.zip": b"PK", "index.html": PAGE})
    dev = browser("dev")

    page = dev.post(PAGES + place, {"file": SimpleUploadedFile("a.zip", data)})
    body = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile("a.zip", data)})
    api = dev.put(API + place, body, content_type=MULTIPART_CONTENT)

    assert (page.status_code, api.status_code, api.json()["code"]) == (422, 409, "NESTED_ARCHIVE")
    assert "In “a.zip”, the file “inner.zip” is itself an archive." in page.content.decode()
    assert api.json()["detail"].startswith("In “a.zip”, the file “inner.zip” is itself an archive.")


def test_both_doors_bring_it_and_show_what_is_inside(resource, browser):
    place = f"resources/{resource.uuid}/"
    dev = browser("dev")
    assert dev.get(f"{API}{place}package/").status_code == 404

    page = dev.post(f"{PAGES}{place}file/", {"file": SimpleUploadedFile("a.zip", zipped(HTML))}, follow=True)
    body = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile("b.zip", zipped(OTHER | {"x.exe": b"MZ"}))})
    api = dev.put(f"{API}{place}file/", body, content_type=MULTIPART_CONTENT)

    text = page.content.decode()
    assert page.status_code == 200
    assert all(words in text for words in ("The package is here.", "Files &amp; folders", "4 files"))
    inside = {
        "kind": "html", "title": "Second", "launch": "index.htm", "file_name": "b.zip", "size": 24, "entries": 2,
        "left_out": ["x.exe"], "left_out_count": 1,
    }  # fmt: skip
    assert (api.status_code, api.json()["package"]) == (200, inside)
    assert dev.get(f"{API}{place}package/").json() == inside


def test_only_who_writes_the_course_brings_or_sees_it(cast, resource, browser):
    bring(cast, resource)
    place = f"resources/{resource.uuid}/"

    for name, page, api in (("hari", 403, 403), ("asha", 404, 404), ("bilal", 404, 404)):
        client = browser(name)
        assert client.post(f"{PAGES}{place}file/", {}).status_code == page
        assert client.get(f"{API}{place}package/").status_code == api
    with cast_learner(cast, "bilal"):
        assert not Package.objects.exists()


def cast_learner(cast, name):
    from core.tenancy.context import acting_in

    return acting_in(cast.learner_scope(name))


def test_a_reading_takes_no_package(cast, draft):
    with at_istm(cast):
        text = Resource.objects.select_related("version").get(version=draft, kind="text")

    with pytest.raises(ContentRefused) as caught:
        bring(cast, text)

    assert caught.value.reason == "NOT_A_PACKAGE"


def test_a_version_in_review_takes_none(cast, resource):
    bring(cast, resource)
    with at_istm(cast):
        reviewing.submit(version=resource.version, actor=actor(cast, "dev"), at=AT)

    with pytest.raises(DraftRefused) as caught:
        bring(cast, resource, OTHER)

    assert caught.value.reason == "IN_REVIEW"


def test_a_package_is_missing_before_review_until_it_is_brought(cast, resource):
    def missing():
        with at_istm(cast):
            return [one.code for one in rules.missing(queries.version_facts(resource.version))]

    before = missing()
    bring(cast, resource)

    assert (before, missing()) == (["NO_PACKAGE"], [])


# --- By a worker ---------------------------------------------------------------------------------------------------


@pytest.fixture
def everything_is_large(monkeypatch):
    monkeypatch.setattr(package_rules, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(packaging, "SECONDS_A_CHUNK", -1.0)  # an entry a chunk


def test_a_large_one_is_unpacked_by_a_worker_and_replaces_when_it_is_done(
    cast, resource, everything_is_large, monkeypatch
):
    monkeypatch.setattr(package_rules, "MOST_AT_ONCE", 100)
    before = bring(cast, resource, OTHER).package
    monkeypatch.setattr(package_rules, "MOST_AT_ONCE", 1)

    job = bring(cast, resource).job

    with at_istm(cast):
        assert Package.objects.get().uuid == before.uuid
    assert work(job_uuid=job.uuid) == "ended"
    job = now(job)
    assert (job.state, job.done, job.total, job.step) == ("finished", 4, 4, 1)
    assert job.result == {"link": f"{PAGES}resources/{resource.uuid}/"}
    with at_istm(cast):
        package = Package.objects.get()
    assert (package.title, package.entries) == ("Files & folders", 4)
    assert {path: kept(package, path) for path in HTML} == HTML


def test_a_worker_killed_half_way_leaves_no_package_and_the_next_one_goes_on(
    cast, resource, everything_is_large, monkeypatch
):
    job = bring(cast, resource).job
    put = packaging.packages._put
    seen = []

    def dying(archive, entry, prefix, replaced):
        seen.append(entry.path)
        if len(seen) == 3:
            # killed while the third file was half written
            default_storage.save(storage_key(prefix, entry.path), ContentFile(b"half"))
            raise KeyboardInterrupt
        put(archive, entry, prefix, replaced)

    monkeypatch.setattr(packaging.packages, "_put", dying)
    with pytest.raises(KeyboardInterrupt):
        work(job_uuid=job.uuid)
    with everywhere(reason="test", audited=False):
        assert not Package.objects.exists()
        Job.objects.update(lease=None)  # its heartbeat grows old

    assert work(job_uuid=job.uuid) == "ended"

    assert seen == ["index.html", "Images/Logo.PNG", "app.js", "app.js", "चित्र/पहला.svg"]
    with at_istm(cast):
        package = Package.objects.get()
    assert {path: kept(package, path) for path in HTML} == HTML


def test_a_worker_that_finds_a_false_size_ends_the_job_with_its_sentence_and_keeps_nothing(
    cast, resource, everything_is_large
):
    before = in_storage()
    lying = raw([(b"index.html", PAGE), (b"a.js", b"1"), (b"b.js", b"123")], said_size=len(PAGE))
    job = bring(cast, resource, data=lying).job

    assert work(job_uuid=job.uuid) == "ended"

    job = now(job)
    assert (job.state, job.failure) == (
        "failed",
        "In “course.zip”, the file “a.js” is damaged, or larger than the archive says. Export or zip it again.",
    )
    assert in_storage() == before
    with everywhere(reason="test", audited=False):
        assert not Package.objects.exists()


def test_a_job_whose_draft_went_to_review_meanwhile_changes_nothing(cast, resource, monkeypatch):
    first = bring(cast, resource).package
    monkeypatch.setattr(package_rules, "MOST_AT_ONCE", 1)
    job = bring(cast, resource, OTHER).job
    with at_istm(cast):
        reviewing.submit(version=resource.version, actor=actor(cast, "dev"), at=AT)

    assert work(job_uuid=job.uuid) == "ended"

    job = now(job)
    assert (job.state, job.failure) == (
        "failed", "This version is in review and cannot be changed. A reviewer can return it to you.",
    )  # fmt: skip
    with at_istm(cast):
        assert Package.objects.get().uuid == first.uuid


def test_the_page_says_how_far_it_is_and_why_it_failed(cast, resource, browser, everything_is_large):
    dev = browser("dev")
    place = f"{PAGES}resources/{resource.uuid}/"

    answer = dev.post(f"{place}file/", {"file": SimpleUploadedFile("a.zip", zipped(HTML))}, follow=True)
    with everywhere(reason="test", audited=False):
        job = Job.objects.get()
        resource.delete()

    text = answer.content.decode()
    assert all(words in text for words in ("in the background", "0 of 4 files so far", f"/jobs/{job.uuid}/"))
    assert work(job_uuid=job.uuid) == "ended"
    job = now(job)
    assert job.failure == "The part of the course that this was brought for was deleted meanwhile."


# --- Versions ------------------------------------------------------------------------------------------------------


def test_published_it_never_changes_and_the_next_version_has_its_own_of_the_same_files(
    cast, resource, django_capture_on_commit_callbacks
):
    bring(cast, resource)
    with at_istm(cast):
        reviewing.submit(version=resource.version, actor=actor(cast, "dev"), at=AT)
        version = publishing.publish(version=resource.version, actor=actor(cast, "hari"), at=AT)
        published = Package.objects.get()
        assert (published.is_published, published.is_national) == (True, True)
    with cast_learner(cast, "bilal"):
        assert Package.objects.get().uuid == published.uuid

    with at_istm(cast):
        course = Course.objects.get(offering=version.offering_id)
        drafts.open_next_version(course=course, actor=actor(cast, "dev"), at=AT)
        copied = Package.objects.get(is_published=False)
        part = Resource.objects.select_related("version").get(pk=copied.resource_id)
    assert (copied.prefix, copied.launch) == (published.prefix, published.launch)
    assert copied.uuid != published.uuid
    with django_capture_on_commit_callbacks(execute=True):
        bring(cast, part, OTHER)
    assert kept(published, "index.html") == PAGE

    for change in ({"launch": "other.html"}, {"is_published": False}):
        with everywhere(reason="test", audited=False), pytest.raises(DatabaseError), transaction.atomic():
            Package.objects.filter(pk=published.pk).update(**change)


def test_a_package_of_a_draft_is_replaced_and_never_changed(cast, resource):
    package = bring(cast, resource).package

    with at_istm(cast), pytest.raises(DatabaseError, match="another one is another row"), transaction.atomic():
        Package.objects.filter(pk=package.pk).update(launch="evil.html")


def test_what_was_brought_is_kept_as_it_was(cast, resource):
    data = zipped(HTML)
    package = bring(cast, resource, data=data).package

    face = described([package.file_uuid])[package.file_uuid]
    with default_storage.open(face.key) as file:
        assert file.read() == data
