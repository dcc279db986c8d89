"""What a package keeps survives another device; what it says is a claim that the server's clock has to allow."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.tenancy.context import acting_in, everywhere
from courses.authoring.actions import outline, publishing, reviewing
from courses.authoring.actions.packaging import bring_package
from courses.catalogue.models import Resource
from courses.enrolment.models import Batch, Enrolment
from courses.h5p import queries, rules
from courses.h5p.actions import H5PRefused, keep_states, take_statements
from courses.h5p.models import H5PState, H5PStatement
from courses.h5p.rules import Said
from courses.packages.queries import package_of
from courses.progress.actions import ProgressRefused, open_resource, read
from courses.progress.models import ResourceProgress
from courses.progress.queries import states_of
from tests.cast import Cast
from tests.courses import making
from tests.courses.authoring.making import AT, actor, at_istm, begin
from tests.courses.packages.making import h5p, zipped

PHONE, DESK = UUID(int=1), UUID(int=2)
ONE = {"0": {"state": '{"count":1}'}}
TWO = {"0": {"state": '{"count":2}'}}
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def seat_once(kept_for_module):
    cast = Cast.load()
    with at_istm(cast):
        version = begin(cast).draft
        by = {"actor": actor(cast, "dev"), "at": AT}
        module = outline.add_module(version=version, title="Files", title_hi="फाइलें", seen=None, **by)
        resource = outline.add_resource(
            module=module, kind="package", title="Press it", title_hi="दबाएँ", minutes=4, seen=None, **by
        )
        upload = SimpleUploadedFile("press.h5p", zipped(h5p()))
        assert bring_package(resource=resource, upload=upload, **by).package.kind == "h5p"
        reviewing.submit(version=version, **by)
        publishing.publish(version=version, actor=actor(cast, "hari"), at=AT)
        batch = Batch.objects.get(version=version)
    with acting_in(cast.learner_scope("asha")):
        made = making.Made(version.offering, version, [], None, batch)
        enrolled = making.enrol(cast, made, at=AT)
        resource = Resource.objects.get(pk=resource.pk)
        open_resource(enrolment=enrolled, resource=resource, at=AT)
    return enrolled.pk, resource.pk


@pytest.fixture
def seat(cast, seat_once):
    """Asha's enrolment in a course that is one H5P package, and the resource."""
    with acting_in(cast.learner_scope("asha")):
        return Enrolment.objects.get(pk=seat_once[0]), Resource.objects.get(pk=seat_once[1])


@pytest.fixture
def asha(cast, seat):
    with acting_in(cast.learner_scope("asha")):
        yield making.actor_of(cast, "asha")


def keep(seat, states, *, revision, session=DESK, sequence=1):
    return keep_states(
        enrolment=seat[0], resource=seat[1], states=states, revision=revision, session=session, sequence=sequence, at=AT
    )


def tell(seat, asha, *said, at=AT, session=DESK):
    return take_statements(
        enrolment=seat[0], resource=seat[1], statements=said, session=session, actor=asha, at=at
    )  # fmt: skip


def is_done():
    return ResourceProgress.objects.filter(completed_at__isnull=False).exists()


# --- Where one stands ------------------------------------------------------------------------------------------------


def test_what_is_kept_on_one_device_is_there_on_another(seat, asha):
    assert queries.states_of(seat[0].pk, seat[1].pk) == ({}, 0)

    first = keep(seat, ONE, revision=0)
    second = keep(seat, TWO, revision=first, sequence=2)

    assert (first, second) == (1, 2)
    assert queries.states_of(seat[0].pk, seat[1].pk) == (TWO, 2)
    assert keep(seat, ONE, revision=2, session=PHONE) == 3


def test_an_older_window_does_not_overwrite_what_another_device_kept(seat, asha):
    keep(seat, ONE, revision=0)
    keep(seat, TWO, revision=1, session=PHONE)

    with pytest.raises(H5PRefused) as caught:
        keep(seat, ONE, revision=1, sequence=2)

    assert caught.value.reason == "OVERTAKEN"
    assert queries.states_of(seat[0].pk, seat[1].pk) == (TWO, 2)


def test_a_saving_sent_twice_or_late_changes_nothing(seat, asha):
    keep(seat, ONE, revision=0, sequence=1)
    keep(seat, TWO, revision=1, sequence=3)

    assert keep(seat, TWO, revision=1, sequence=3) == 2
    assert keep(seat, ONE, revision=1, sequence=2) == 2
    assert queries.states_of(seat[0].pk, seat[1].pk) == (TWO, 2)


@pytest.mark.parametrize(
    "states",
    [
        {"0": {"state": "x" * rules.MOST_STATES}},
        {"0": "text"},
        {"0": {"state": 5}},
        {"x" * 65: {"state": "1"}},
        {"0": {"x" * 65: "1"}},
        {"0": {"state": "a\x00b"}},
        {str(number): {"state": "1"} for number in range(501)},
    ],
)
def test_what_has_another_shape_or_is_too_much_is_not_kept(seat, asha, states):
    with pytest.raises(H5PRefused) as caught:
        keep(seat, states, revision=0)

    assert caught.value.reason == "TOO_MUCH"
    assert not H5PState.objects.exists()


def test_another_person_and_another_office_find_none_of_it(cast, seat):
    with acting_in(cast.learner_scope("asha")):
        keep(seat, ONE, revision=0)

    for name in ("bilal", "indu"):
        with acting_in(cast.learner_scope(name)):
            assert not H5PState.objects.exists()


# --- What it says ----------------------------------------------------------------------------------------------------


def test_says_it_is_done_and_is_believed_when_the_clock_allows(seat, asha):
    assert tell(seat, asha, Said(1, "attempted"), Said(2, "answered", part="a", score=1, most=1), at=AT) == (False, 0)
    assert tell(seat, asha, Said(3, "completed", score=3, most=3), at=AT + MINUTE / 2) == (False, 30)
    assert not is_done()

    assert tell(seat, asha, at=AT + MINUTE) == (True, 0)

    assert is_done()
    assert queries.last_score(seat[0], seat[1].pk) == (3, 3)
    leaf = next(row["leaf"] for row in states_of(seat[0].pk, seat[0].version_id))
    assert (leaf.is_complete, leaf.score) == (True, None)  # never a mark


def test_done_at_once_by_a_forged_statement_is_not_believed(seat, asha):
    for number in range(5):
        assert tell(seat, asha, Said(number, "passed", score=100, most=100))[0] is False

    assert not is_done()


def test_a_part_that_is_done_ends_nothing(seat, asha):
    assert tell(seat, asha, Said(1, "completed", part="a"), at=AT + 10 * MINUTE) == (False, 0)
    assert not is_done()


def test_a_package_that_never_says_so_is_done_by_its_learners_word(seat, asha):
    with pytest.raises(ProgressRefused):
        read(enrolment=seat[0], resource=seat[1], actor=asha, at=AT + MINUTE / 2)

    read(enrolment=seat[0], resource=seat[1], actor=asha, at=AT + MINUTE)

    assert is_done()


def test_a_statement_sent_twice_is_kept_once(seat, asha):
    for _time in range(3):
        tell(seat, asha, Said(1, "answered", part="a", score=1, most=2, is_success=False, response="x" * 3000))

    kept = H5PStatement.objects.get()
    assert (kept.verb, kept.part, kept.score, kept.most, kept.is_success) == ("answered", "a", 1, 2, False)
    assert kept.response == "x" * 1000


def test_says_no_more_than_a_learner_can_have_done(seat, asha, monkeypatch):
    monkeypatch.setattr(rules, "MOST_KEPT", 2)
    tell(seat, asha, Said(1, "answered"), Said(2, "answered"))

    with pytest.raises(H5PRefused) as caught:
        tell(seat, asha, Said(3, "answered"))

    assert caught.value.reason == "TOO_MANY"
    assert H5PStatement.objects.count() == 2


# --- The doors -------------------------------------------------------------------------------------------------------


@pytest.fixture
def client(cast, seat):
    def client(name="asha"):
        client = Client()
        client.force_login(cast.user(name))
        return client, f"/api/v1/enrolments/{seat[0].uuid}/resources/{seat[1].uuid}/h5p/"

    return client


def put(client, url, **more):
    body = {"session": str(DESK), "sequence": 1, "revision": 0, "states": ONE, **more}
    return client.put(url, body, content_type="application/json")


def test_the_player_keeps_and_gets_back(client):
    asha, url = client()

    assert asha.get(url).json() == {"states": {}, "revision": 0}
    assert put(asha, url).json() == {"revision": 1}
    assert asha.get(url).json() == {"states": ONE, "revision": 1}
    assert put(asha, url, session=str(PHONE), revision=0).status_code == 409


@pytest.mark.parametrize(
    "change",
    [
        {"states": 5},
        {"states": {"0": 5}},
        {"sequence": -1},
        {"sequence": 2**31},
        {"revision": "x"},
        {"session": "x"},
        {"more": 1},
    ],
)
def test_a_body_of_another_shape_is_a_problem(client, change):
    asha, url = client()

    answer = put(asha, url, **change)

    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID")


@pytest.mark.parametrize(
    "said",
    [
        {"sequence": 1, "verb": "bribed"},
        {"sequence": -1, "verb": "answered"},
        {"sequence": 1, "verb": "answered", "part": "x" * 65},
        {"sequence": 1, "verb": "answered", "part": "a\x00"},
        {"sequence": 1, "verb": "answered", "score": 1e30},
        {"sequence": 1, "verb": "answered", "response": "\x00"},
        {"verb": "answered"},
    ],
)
def test_a_statement_of_another_shape_is_a_problem(client, said):
    asha, url = client()

    answer = asha.post(f"{url}statements/", {"session": str(DESK), "statements": [said]}, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID")


def test_others_find_nothing_there(client):
    for name, status in (("bilal", 404), ("indu", 404), ("dev", 404)):
        other, url = client(name)
        assert other.get(url).status_code == status
        assert put(other, url).status_code == status
        said = {"session": str(uuid4()), "statements": []}
        assert other.post(f"{url}statements/", said, "application/json").status_code == status
    assert Client().get(url).status_code == 401


def test_the_page_gives_the_package_what_it_kept_and_its_own_origin(client, seat):
    asha, url = client()
    put(asha, url)

    page = asha.get(f"/courses/{seat[0].offering.code}/learn/{seat[1].uuid}/").content.decode()

    with everywhere(reason="test", audited=False):
        package = package_of(seat[1])
    assert f"http://{package.uuid.hex}.localhost:" in page
    assert '\\"count\\":1' in page
    assert "/h5p/" in page


def test_a_reading_keeps_no_states(cast, client, seat):
    with everywhere(reason="test", audited=False):
        resource = Resource.objects.get(pk=seat[1].pk)
    with acting_in(cast.learner_scope("asha")), pytest.raises(H5PRefused) as caught:
        resource.pk = 0
        keep((seat[0], resource), ONE, revision=0)
    assert caught.value.reason == "NOT_H5P"
