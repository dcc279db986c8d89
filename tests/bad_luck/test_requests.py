"""The web process, and then the database, killed while every request of the thread is under way.

All requests are stopped by one lock at the audit trail, which each action writes near its end: what it did before is
written and not yet committed. Nothing of it may stay; sent again, each counts once; sent a third time, still once.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from uuid import uuid4

import pytest

from tests.bad_luck import making
from tests.bad_luck.visitor import Answer
from tests.journeys.material import video

OFFICIALS = 30
# What the steps below leave, beside the plan's enrolments: rows by table.
LEFT = {
    "core_storedfile": 2,  # the video, brought twice: each bringing is a file of its own, the resource shows the last
    "courses_reviewdecision": 2,  # submitted, published
    "courses_batch": 1,
    "core_job": 2,  # bringing in, publishing the plan
    "accounts_person": OFFICIALS,
    "ehrms_official": OFFICIALS,
    "ehrms_posting": OFFICIALS,
    "policy_publication": 1,
    "courses_progresssession": 1,
    "courses_progressbatch": 1,
    "courses_resourceprogress": 1,
    "courses_answer": 1,
    "courses_completion": 1,
    "competencies_attainment": 1,
    "courses_certificate": 1,
    "courses_certificateface": 1,
}


@dataclass(frozen=True)
class Step:
    """One request of the thread, and what a repetition of it is answered with."""

    send: Callable[[], Answer]
    first: int
    again: tuple[int, str] | None = None  # status and reason; None: as the first time


@pytest.fixture
def steps(house, tmp_path, request) -> dict[str, Step]:
    """Every step on things of its own, so that none waits for another."""
    mark = request.node.name[-12:].strip("[]_")
    dev, hari, chitra = house.visitor("dev"), house.visitor("hari"), house.visitor("chitra")
    asha, indu, farah = house.visitor("asha"), house.visitor("indu"), house.visitor("farah")
    with_video = making.draft(dev, f"Upload {mark}", with_video=True)
    to_submit = making.draft(dev, f"Submit {mark}")
    to_publish = making.in_review(dev, f"Publish {mark}")
    course = making.published(dev, hari, f"Learn {mark}")
    plan = making.plan(chitra, house, f"Plan {mark}", making.published(dev, hari, f"Planned {mark}"))
    exchange = making.checked(chitra, house, making.officials_file(f"R{mark}", OFFICIALS))
    lecture = video(tmp_path).read_bytes()
    reading = making.enrolled(house, asha, course)
    making.text_on_screen(house, asha, course)
    quizzed = making.enrolled(house, indu, course)
    making.text_on_screen(house, indu, course)
    indu.made("POST", "progress/", making.text_read(course, quizzed, str(uuid4())))
    attempt, answers = making.quiz_started(indu, course, quizzed)
    facts = making.text_read(course, reading, str(uuid4()))
    offering = {"offering": making.offering_uuid(house, course)}
    house.until_quiet()
    return {
        "upload": Step(
            lambda: dev.upload(f"{with_video.path}resources/{with_video.video}/file/", "lecture.mp4", lecture), 200
        ),
        "submit": Step(lambda: dev.api("POST", f"{to_submit.path}submissions/"), 201, (409, "IN_REVIEW")),
        "publish": Step(lambda: hari.api("POST", f"{to_publish.path}publications/"), 201, (404, "")),
        "apply": Step(lambda: chitra.api("POST", f"{exchange}application/"), 202, (409, "ALREADY_ASKED")),
        "plan": Step(lambda: chitra.api("POST", f"{plan}publication/"), 202),
        "enrol": Step(lambda: farah.api("POST", "enrolments/", offering), 201),
        "progress": Step(lambda: asha.api("POST", "progress/", facts), 200),
        "quiz": Step(lambda: indu.api("POST", f"attempts/{attempt}/submission/", answers), 201),
    }


def all_at_once(steps: dict[str, Step], house, kill: Callable[[], None]) -> dict[str, Answer]:
    """Send everything, wait until every request stands in the middle of its step, kill."""
    with ThreadPoolExecutor(len(steps)) as pool, closing(house.connect()) as holder:
        holder.cursor().execute("LOCK TABLE core_auditentry, courses_progressbatch IN SHARE MODE")
        sent = {name: pool.submit(step.send) for name, step in steps.items()}
        house.until_waiting(len(steps))
        kill()
        return {name: answer.result() for name, answer in sent.items()}


def test_web(house, steps):
    before = house.rows()

    answers = all_at_once(steps, house, lambda: house.kill("web"))

    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(steps, 0)
    assert house.rows() == before
    house.start("web")
    sent_again_counts_once(house, steps, before)


def test_database(house, steps):
    before = house.rows()

    answers = all_at_once(steps, house, house.kill_database)

    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(steps, 503)
    assert {answer.json()["code"] for answer in answers.values()} == {"UNAVAILABLE"}
    house.let_supervisor_heal(house.database)
    assert house.rows() == before
    sent_again_counts_once(house, steps, before)


def test_each_sent_twice_at_the_same_moment(house, steps):
    """Two tabs, a double click, a replay: of each pair both stand in the middle of the step when the lock goes."""
    before = house.rows()
    with ThreadPoolExecutor(2 * len(steps)) as pool:
        with closing(house.connect()) as holder:
            holder.cursor().execute("LOCK TABLE core_auditentry, courses_progressbatch IN SHARE MODE")
            sent = {name: [pool.submit(step.send) for _ in range(2)] for name, step in steps.items()}
            house.until_waiting(2 * len(steps))
        answers = {name: sorted(answer.result().status for answer in pair) for name, pair in sent.items()}

    assert answers == {
        "upload": [200, 200],
        "submit": [201, 409],
        "publish": [201, 409],
        "apply": [202, 409],
        "plan": [202, 202],
        "enrol": [201, 201],
        "progress": [200, 200],
        "quiz": [201, 201],
    }
    house.until_quiet()
    after = house.rows()
    assert {name: after[name] - before[name] for name in LEFT} == LEFT
    assert len({answer.result().json()["uuid"] for answer in sent["enrol"]}) == 1
    everybody_was_given_it_once(house, sent["plan"][0].result().json()["uuid"])

    farah = house.visitor("farah")
    leave = f"enrolments/{sent['enrol'][0].result().json()['uuid']}/withdrawal/"
    with ThreadPoolExecutor(2) as pool:
        with closing(house.connect()) as holder:
            holder.cursor().execute("LOCK TABLE core_auditentry IN SHARE MODE")
            left = [pool.submit(farah.api, "POST", leave, {"reason": "mistake"}) for _ in range(2)]
            house.until_waiting(2)
        assert {answer.result().status for answer in left} == {201}
    said = "SELECT count(*) FROM core_auditentry WHERE action = 'courses.enrolment.withdrawn'"
    assert house.one(said) == 1


def sent_again_counts_once(house, steps: dict[str, Step], before: dict[str, int]) -> None:
    first = {name: step.send() for name, step in steps.items()}
    again = {name: step.send() for name, step in steps.items()}
    house.until_quiet()
    after = house.rows()

    assert {name: answer.status for name, answer in first.items()} == {name: step.first for name, step in steps.items()}
    for name, step in steps.items():
        status, reason = step.again or (step.first, "")
        assert again[name].status == status, (name, again[name].text)
        assert not reason or again[name].json()["code"] == reason
    assert {name: after[name] - before[name] for name in LEFT} == LEFT
    assert len(house.ask("SELECT 1 FROM courses_enrolment WHERE uuid = %s", first["enrol"].json()["uuid"])) == 1
    everybody_was_given_it_once(house, first["plan"].json()["uuid"])


def everybody_was_given_it_once(house, publication: str) -> None:
    """One assignment, one enrolment and one message for each official of the ministry, those just brought in too."""
    officials = house.ask("SELECT person_id FROM ehrms_posting WHERE active_to IS NULL")
    given = house.ask(
        """SELECT o.person_id,
                  (SELECT count(*) FROM courses_assignment a WHERE a.source_uuid = p.uuid AND a.person_id = o.person_id),
                  (SELECT count(*) FROM courses_enrolment e JOIN policy_planitem i USING (offering_id)
                    WHERE i.plan_id = p.id AND e.person_id = o.person_id),
                  (SELECT count(*) FROM messaging_message m
                    WHERE m.key LIKE 'plan:' || p.uuid || '%%' AND m.person_id = o.person_id)
             FROM policy_publication r JOIN policy_capacitybuildingplan p ON p.id = r.plan_id
             JOIN ehrms_posting o ON o.active_to IS NULL
             JOIN institutions_organisation home ON home.id = o.organisation_id
            WHERE r.uuid = %s AND home.path @> ARRAY[p.organisation_id]::bigint[]""",
        publication,
    )
    assert len(given) > OFFICIALS
    assert len(given) < len(officials)  # the cast of other ministries is not asked
    assert {tuple(counts) for _person, *counts in given} == {(1, 1, 1)}
