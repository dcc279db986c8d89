"""What packages tell of the questions inside them: counted once, shown in sums to their provider, of few people never."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tenancy.context import acting_in, everywhere
from courses.catalogue.models import CourseVersion
from courses.scorm.models import ScoInteraction
from courses.statistics.actions import fold_packaged
from courses.statistics.models import PackagedQuestion, PackagedResponse
from courses.statistics.queries import packaged_of
from tests.courses.attacks.player import enrolled
from tests.courses.scorm.making import NOW, Player, course
from tests.courses.statistics.test_counting import client

ADDRESS = "/provider/istm/courses/packaged/statistics/"
HOSTILE = "<script>alert(1)</script>" + "x" * 8000


def answer(identifier="q1", response="a", result="wrong", number=0, **more):
    return {
        "number": number, "identifier": identifier, "kind": "choice", "response": response, "correct": [],
        "result": result, "weighting": None, "latency": 10, "description": "",
    } | more  # fmt: skip


@pytest.fixture
def made(cast):
    return course(cast, edition="2004", parts=("one", "two"), titles={"two": "The &lt;b&gt;second&lt;/b&gt;"})


@pytest.fixture
def asha(cast, made):
    return enrolled(cast, made)


def count(minutes=60):
    with everywhere(reason="test", audited=False):
        return fold_packaged(at=NOW + timedelta(minutes=minutes))


def sums():
    with everywhere(reason="test", audited=False):
        return {
            (one.sco, one.identifier): (one.learners, one.answers, one.judged, one.right, one.latency, one.timed)
            for one in PackagedQuestion.objects.all()
        }, {
            (one.question.identifier, one.response): (one.learners, one.count, one.right)
            for one in PackagedResponse.objects.select_related("question")
        }  # fmt: skip


def as_if_of_many(times=10):
    """The cast has two learners; what they said, said by so many."""
    with everywhere(reason="test", audited=False):
        for table in (PackagedQuestion, PackagedResponse):
            for one in table.objects.all():
                one.learners *= times
                one.save()


def test_an_answer_is_counted_once_and_as_it_stood_in_the_end(cast, made, asha):
    player = Player(cast, asha, made.texts[0])
    player.say(at=0, interactions=[answer(), answer("q2", "", "", number=1)])
    assert count(minutes=20) == 0
    player.say(at=60, interactions=[answer(response="b", result="correct", latency=20)])

    assert [count(), count()] == [1, 0]

    assert sums() == ({("one", "q1"): (1, 1, 1, 1, 20, 1)}, {("q1", "b"): (1, 1, 1)})


def test_a_learner_is_counted_once_however_often_they_answer(cast, made, asha):
    for turn, response in enumerate("aab"):
        Player(cast, asha, made.texts[0]).say(at=turn, interactions=[answer(response=response)])
    count()
    Player(cast, asha, made.texts[0]).say(at=9, interactions=[answer(), answer("q1", "c", "neutral", number=1)])
    Player(cast, enrolled(cast, made, "indu"), made.texts[0], name="indu").say(at=9, interactions=[answer()])
    count()

    questions, responses = sums()
    assert questions == {("one", "q1"): (2, 6, 5, 0, 60, 6)}
    assert responses == {("q1", "a"): (2, 4, 0), ("q1", "b"): (1, 1, 0), ("q1", "c"): (1, 1, 0)}


def test_names_too_long_are_cut_and_kept_apart(cast, made, asha):
    told = [answer("u" * 4000, HOSTILE), answer("u" * 3999, number=1), answer("", number=2)]
    Player(cast, asha, made.texts[0]).say(at=0, interactions=told)
    count()

    questions, responses = sums()
    assert sorted(len(identifier) for _sco, identifier in questions) == [2, 253, 253]
    assert (("one", "#2") in questions, max(len(said) for _identifier, said in responses)) == (True, 250)


def test_the_provider_sees_sums_on_the_page_in_the_file_and_by_api(cast, made, asha):
    for at, result in enumerate(("correct", "wrong", "correct", "neutral")):
        Player(cast, asha, made.texts[0], "two").say(
            at=at, interactions=[answer(response=HOSTILE, result=result, description="<i>Which</i> Act?")]
        )
    Player(cast, asha, made.texts[0], "one").say(at=9, interactions=[answer("first", "x")])
    count()
    as_if_of_many()
    dev = client(cast, "dev")

    page = dev.get(ADDRESS).content.decode()
    file = dev.get(f"{ADDRESS}packages/export/").content.decode("utf-8-sig")
    told = dev.get(f"/api/v1{ADDRESS}packages/").json()

    assert "&lt;i&gt;Which&lt;/i&gt; Act?" in page
    assert "The &lt;b&gt;second&lt;/b&gt;" in page
    assert "<script>alert(1)" not in page
    assert ("67%" in page, "10 s" in page, "What was answered" in page) == (True, True, True)
    assert ",The <b>second</b>,q1,<i>Which</i> Act?,Choice,10,4,0.67,10.0," in file
    assert (told["few"], told["more"]) == (0, 0)
    assert [(one["part"], one["identifier"], one["right"], one["seconds"]) for one in told["questions"]] == [
        ("Part one", "first", 0.0, 10.0), ("The <b>second</b>", "q1", 2 / 3, 10.0),
    ]  # fmt: skip
    assert told["questions"][1]["responses"] == [
        {"text": HOSTILE[:250], "is_right": False, "learners": 10, "count": 4, "share": 1.0}
    ]


def test_what_few_learners_said_is_shown_by_no_door(cast, made, asha):
    Player(cast, asha, made.texts[0]).say(at=0, interactions=[answer("only-hers", "her words")])
    count()
    dev = client(cast, "dev")

    page = dev.get(ADDRESS).content.decode()
    file = dev.get(f"{ADDRESS}packages/export/").content.decode("utf-8-sig")
    told = dev.get(f"/api/v1{ADDRESS}packages/").json()

    assert "1 question was answered by fewer learners" in page
    assert told == {"questions": [], "few": 1, "more": 0}
    assert not any("only-hers" in said or "her words" in said for said in (page, file))

    with everywhere(reason="test", audited=False):
        PackagedQuestion.objects.update(learners=10)
    page = dev.get(ADDRESS).content.decode()
    told = dev.get(f"/api/v1{ADDRESS}packages/").json()
    assert ("only-hers" in page, "her words" in page) == (True, False)
    assert (told["questions"][0]["responses"], told["questions"][0]["others"]) == ([], 1)


def test_nobody_else_sees_them(cast, made, asha):
    Player(cast, asha, made.texts[0]).say(at=0, interactions=[answer()])
    count()
    as_if_of_many()

    for address in (ADDRESS, f"{ADDRESS}packages/export/", f"/api/v1{ADDRESS}packages/"):
        assert {name: client(cast, name).get(address).status_code for name in ("asha", "bilal", "chitra", "gita")} == {
            "asha": 404, "bilal": 404, "chitra": 404, "gita": 403,
        }  # fmt: skip
    for scope in (cast.learner_scope("asha"), cast.organisation_scope("finance", "chitra")):
        with acting_in(scope):
            assert not PackagedQuestion.objects.exists()
            assert not PackagedResponse.objects.exists()


def test_the_page_asks_as_often_for_many_questions_as_for_one(cast, made, asha):
    version = made.version
    player = Player(cast, asha, made.texts[0])

    def asked():
        count()
        as_if_of_many()
        with everywhere(reason="test", audited=False):
            version_again = CourseVersion.objects.get(pk=version.pk)
            with CaptureQueriesContext(connection) as queries:
                rows = packaged_of(version_again).rows
            return len(rows), len([one for one in queries if one["sql"].lstrip().startswith('SELECT "courses')])

    player.say(at=0, interactions=[answer()])
    few, once = asked()
    player.say(at=1, interactions=[answer(f"q{n}", number=n) for n in range(1, 150)])
    many, again = asked()

    assert (few, many) == (1, 149)
    assert once == again


def test_in_a_next_version_with_the_same_package_it_goes_on(cast, made, asha):
    from courses.authoring.actions.drafts import open_next_version
    from courses.catalogue.models import Course
    from tests.courses import making

    Player(cast, asha, made.texts[0]).say(at=0, interactions=[answer()])
    count()
    with everywhere(reason="test", audited=False):
        by = {"actor": making.actor_of(cast, "dev"), "at": NOW}
        version = open_next_version(course=Course.objects.get(pk=made.offering.pk), **by)
        CourseVersion.objects.filter(pk=version.pk).update(state="in_review", submitted_by=cast.dev)
        version = making.publish(version=version, actor=making.actor_of(cast, "hari"), at=NOW)

    with everywhere(reason="test", audited=False):
        assert ScoInteraction.objects.get().is_counted
        assert packaged_of(version).few == 1
