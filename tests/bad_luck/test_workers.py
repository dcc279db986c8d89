"""The worker, and then the database, killed in the middle of what workers do: with one chunk done and the next under way.

A job is taken up by another worker after a minute; an announcement with the next relay. Both begin where the committed
rows say.
"""

from contextlib import closing
from uuid import uuid4

import pytest

from tests.bad_luck import making
from tests.bad_luck.test_requests import everybody_was_given_it_once

OFFICIALS = 1040  # the chunk of both jobs is 1,000
# A row that somebody is about to write holds up whoever writes the same one, in the midst of their statement.
SAME_OFFICIAL = """
INSERT INTO ehrms_official SELECT (jsonb_populate_record(o, jsonb_build_object(
    'id', -1, 'uuid', gen_random_uuid(), 'person_id', -1, 'employee_code', %s))).*
  FROM ehrms_official o WHERE o.employee_code = 'MOF-0001'
"""
SAME_ASSIGNMENT = """
INSERT INTO courses_assignment SELECT (jsonb_populate_record(a, jsonb_build_object(
    'id', -1, 'uuid', gen_random_uuid(), 'person_id', (SELECT max(person_id) FROM ehrms_official),
    'source_uuid', p.uuid, 'offering_id', i.offering_id))).*
  FROM courses_assignment a, policy_planitem i JOIN policy_capacitybuildingplan p ON p.id = i.plan_id
 WHERE a.id = (SELECT min(id) FROM courses_assignment) AND p.uuid = %s
"""


@pytest.mark.parametrize("killed", ["worker", "database"])
def test_a_thousand_officials_are_brought_in_and_given_a_plan_once(house, killed):
    dev, hari, chitra = house.visitor("dev"), house.visitor("hari"), house.visitor("chitra")
    plan = making.plan(chitra, house, f"Plan, {killed}", making.published(dev, hari, f"For all, {killed}"))
    exchange = making.checked(chitra, house, making.officials_file(f"W{killed}", OFFICIALS))
    house.until_quiet()
    before = house.rows()

    # The last official is in the second chunk; the persons of that chunk are written before.
    with closing(house.connect()) as holder:
        holder.cursor().execute(SAME_OFFICIAL, [f"W{killed}{OFFICIALS - 1}"])
        chitra.made("POST", f"{exchange}application/")
        house.until_waiting(1)
        kill(house, killed)
    half = house.rows()
    brought = ("accounts_person", "ehrms_official", "ehrms_posting")
    assert [half[name] - before[name] for name in brought] == [1000, 1000, 1000]
    recover(house, killed)
    house.until_quiet()
    after = house.rows()
    assert [after[name] - before[name] for name in brought] == [OFFICIALS, OFFICIALS, OFFICIALS]

    # The last person of the audience is in the second chunk.
    with closing(house.connect()) as holder:
        holder.cursor().execute(SAME_ASSIGNMENT, [plan.split("/")[-2]])
        run = chitra.made("POST", f"{plan}publication/")
        house.until_waiting(1)
        kill(house, killed)
    done = house.one("SELECT people FROM policy_publication WHERE uuid = %s", run["uuid"])
    assert done in (1000, 2000)  # in the second turn of this test there are more officials
    recover(house, killed)
    house.until_quiet()

    everybody_was_given_it_once(house, run["uuid"])
    ((people, assigned, enrolled),) = house.ask(
        "SELECT people, assigned, enrolled FROM policy_publication WHERE uuid = %s", run["uuid"]
    )
    assert people == assigned == enrolled > done
    ended = house.ask("SELECT state, done, refused FROM core_job ORDER BY id DESC LIMIT 2")
    assert ended == [("finished", people, 0), ("finished", OFFICIALS, 0)]
    assert house.one("SELECT count(*) FROM core_parkedevent") == 0


@pytest.mark.parametrize("killed", ["worker", "database"])
def test_a_completion_gives_one_certificate_and_counts_once(house, killed):
    dev, hari, asha = house.visitor("dev"), house.visitor("hari"), house.visitor("asha")
    course = making.published(dev, hari, f"Certified, {killed}")
    enrolment = making.enrolled(house, asha, course)
    making.text_on_screen(house, asha, course)
    asha.made("POST", "progress/", making.text_read(course, enrolment, str(uuid4())))
    attempt, answers = making.quiz_started(asha, course, enrolment)
    house.until_quiet()
    before = house.rows()

    # One worker process stands in the middle of the certificate, the other in the middle of the figures.
    counted = house.one(COMPLETIONS_OF_FINANCE)
    with closing(house.connect()) as holder:
        holder.cursor().execute("LOCK TABLE courses_certificateface, monitoring_leafday IN SHARE MODE")
        asha.made("POST", f"attempts/{attempt}/submission/", answers)
        house.send("core.outbox.tasks.relay")
        house.send("core.outbox.tasks.relay")
        house.until_waiting(2)
        kill(house, killed)
    half = house.rows()
    assert half["courses_completion"] - before["courses_completion"] == 1
    assert half["courses_certificate"] == before["courses_certificate"]
    assert house.one(COMPLETIONS_OF_FINANCE) == counted
    recover(house, killed)
    house.until_quiet()

    after = house.rows()
    assert {name: after[name] - before[name] for name in ("courses_certificate", "courses_certificateface")} == {
        "courses_certificate": 1,
        "courses_certificateface": 1,
    }
    assert house.one(COMPLETIONS_OF_FINANCE) == counted + 1
    certificate = house.one("SELECT uuid FROM courses_certificate ORDER BY id DESC LIMIT 1")
    assert house.one("SELECT count(*) FROM messaging_message WHERE key = %s", f"certificate:{certificate}:issued") == 1


COMPLETIONS_OF_FINANCE = """
SELECT coalesce(sum(completed_a + completed_b + completed_c + completed_d), 0) FROM monitoring_subtreeday f
  JOIN institutions_organisation o ON o.id = f.organisation_id WHERE o.code = 'finance'
"""


def test_the_figures_are_those_of_a_rebuild(house):
    """After all of the above, whatever order the tests ran in."""
    house.until_quiet()
    tables = ("leafday", "subtreeday", "leafhead", "subtreehead")
    kept = {name: figures(house, name) for name in tables}

    house.product.manage("rebuild_figures")

    rebuilt = {name: figures(house, name) for name in tables}
    assert {name: sorted(set(rebuilt[name]) ^ set(kept[name])) for name in tables} == {name: [] for name in tables}


def figures(house, name: str) -> list[tuple]:
    """Rows that say something; a cell that went back to zero may stay or go.

    Not who was last active when: `making.text_on_screen` moved that.
    """
    day = "day::text, enrolled, completed_a, completed_b, completed_c, completed_d, minutes"
    what = day if name.endswith("day") else "registered, assigned, assigned_done"
    rows = house.ask(f"SELECT organisation_id, {what} FROM monitoring_{name} ORDER BY 1, 2")
    return [row for row in rows if any(row[2 if name.endswith("day") else 1 :])]


def kill(house, part: str) -> None:
    house.kill("worker") if part == "worker" else house.kill_database()
    if part == "database":
        house.let_supervisor_heal(house.database)


def recover(house, part: str) -> None:
    if part == "worker":
        house.start("worker")
    house.let_a_minute_pass()
