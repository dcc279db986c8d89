"""Long work: every chunk counts once, whatever happens to the workers. Real threads and real commits."""

import threading
import time
import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.audit import entries
from core.audit.actor import Actor
from core.jobs.actions import CancellationRefused, cancel, resume_stalled, start, work, working
from core.jobs.kinds import KINDS, Chunk, JobStopped, RowError, job_kind
from core.jobs.models import Job, JobError
from core.jobs.tasks import run
from core.tenancy.context import Scope, acting_in, current_scope, everywhere

together = pytest.mark.django_db(transaction=True)
ACTOR = Actor(name="Chitra Nair", door="page", person_id=41, organisation_id=7)
SCOPE = Scope(person_id=41, organisation_ids=(7, 8), above_ids=(1, 7))


@pytest.fixture
def kind():
    """A kind of job for one test: `kind(handler)` gives its name."""
    names = []

    def declare(handler):
        name = f"tests.{uuid.uuid4().hex}"
        job_kind(name)(handler)
        names.append(name)
        return name

    yield declare
    for name in names:
        del KINDS[name]


def counting(chunks, before=lambda number: None, after=lambda number: None):
    """A handler that leaves one line in the audit trail for each chunk: its effect."""

    def handler(given):
        number = given.cursor or 0
        before(number)
        entries.record(given.actor, "tests.chunk", None, given.at, number=number)
        after(number)
        return Chunk(cursor=number + 1, done=10, total=chunks * 10, is_last=number + 1 == chunks)

    return handler


def begin(name, **more):
    with acting_in(SCOPE):
        return start(kind=name, title="Import of officials", params={}, actor=ACTOR, at=timezone.now(), **more)


def effects():
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT (facts->>'number')::int FROM core_auditentry WHERE action = 'tests.chunk' ORDER BY at")
        return [number for (number,) in cursor]


def state(job):
    with everywhere(reason="test", audited=False):
        return Job.objects.get(pk=job.pk)


def announced(job):
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute(
            "SELECT payload->>'state' FROM core_outboxevent WHERE topic = 'JobFinished' AND payload->>'job_uuid' = %s",
            [str(job.uuid)],
        )
        return [found for (found,) in cursor]


def in_threads(*calls):
    outcomes, faults = [None] * len(calls), []

    def doing(place, call):
        try:
            outcomes[place] = call()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=doing, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert faults == []
    return outcomes


@together
def test_does_every_chunk_in_order_and_ends(kind):
    job = begin(kind(counting(3)), steps=["Read", "Write"])

    assert run(job_uuid=str(job.uuid)) == "ended"

    ended = state(job)
    assert effects() == [0, 1, 2]
    assert (ended.state, ended.done, ended.refused, ended.total, ended.attempts) == ("finished", 30, 0, 30, 0)
    assert ended.ended_at is not None
    assert ended.lease is None
    assert announced(job) == ["finished"]


@together
def test_running_an_ended_job_again_changes_nothing(kind):
    job = begin(kind(counting(1)))
    run(job_uuid=str(job.uuid))

    assert run(job_uuid=str(job.uuid)) == "ended"

    assert effects() == [0]
    assert announced(job) == ["finished"]


@together
def test_looks_through_the_eyes_of_who_started_it(kind):
    eyes = []
    job = begin(kind(lambda given: eyes.append(current_scope()) or Chunk(is_last=True)))

    run(job_uuid=str(job.uuid))

    assert eyes == [SCOPE]


@together
def test_two_workers_at_once_do_each_chunk_once(kind):
    job = begin(kind(counting(6, before=lambda number: time.sleep(0.05))))

    outcomes = in_threads(lambda: work(job_uuid=job.uuid), lambda: work(job_uuid=job.uuid))

    assert sorted(outcomes) == ["busy", "ended"]
    assert effects() == [0, 1, 2, 3, 4, 5]
    assert state(job).done == 60
    assert announced(job) == ["finished"]


class Killed(BaseException):
    """The end of the process: no handler of ours catches it, as none runs after SIGKILL."""


@together
def test_a_worker_killed_inside_a_chunk_leaves_nothing_half_done_and_another_goes_on(kind):
    deaths = [1]

    def die(number):
        if number == 1 and deaths:
            deaths.clear()
            raise Killed

    job = begin(kind(counting(3, after=die)))

    with pytest.raises(Killed):
        work(job_uuid=job.uuid)

    left = state(job)
    assert effects() == [0]
    assert (left.state, left.cursor, left.done, left.attempts) == ("running", 1, 10, 1)

    assert work(job_uuid=job.uuid) == "busy"  # the heartbeat is fresh: for all we know the first worker lives
    assert resume_stalled(at=timezone.now()) == 0

    with everywhere(reason="test", audited=False):
        Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(seconds=61))
    assert resume_stalled(at=timezone.now()) == 1
    assert work(job_uuid=job.uuid) == "ended"

    assert effects() == [0, 1, 2]
    assert state(job).done == 30


@together
def test_a_killed_database_connection_costs_one_attempt(kind):
    """Ended by the server after the effect of chunk 1 and before its commit; the worker lives and tries again."""
    reached, go, pids = threading.Event(), threading.Event(), []

    def hold(number):
        if number == 1 and not pids:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                pids.append(cursor.fetchone()[0])
            reached.set()
            go.wait(10)

    job = begin(kind(counting(3, after=hold)))
    turns = []
    thread = threading.Thread(target=lambda: (turns.append(work(job_uuid=job.uuid)), connection.close()))
    thread.start()
    assert reached.wait(5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", pids)
    go.set()
    thread.join(10)

    assert turns == ["again"]
    assert effects() == [0]
    assert state(job).attempts == 1

    assert work(job_uuid=job.uuid) == "ended"

    assert effects() == [0, 1, 2]
    assert state(job).done == 30


@together
def test_only_stalled_jobs_are_resumed(kind):
    now = timezone.now()
    name = kind(counting(1))
    jobs = [begin(name) for _number in range(5)]
    with everywhere(reason="test", audited=False):
        for job, (found, heartbeat, created) in zip(
            jobs,
            [
                ("running", now - timedelta(seconds=30), now),
                ("running", now - timedelta(seconds=90), now),
                ("waiting", None, now),
                ("waiting", None, now - timedelta(seconds=90)),
                ("finished", now - timedelta(seconds=90), now),
            ],
            strict=True,
        ):
            Job.objects.filter(pk=job.pk).update(state=found, heartbeat_at=heartbeat, created_at=created)

    assert resume_stalled(at=now) == 2


@together
def test_a_chunk_that_takes_long_is_not_taken_over(kind):
    """The heartbeat is old, but the chunk's lock says that its worker lives."""
    reached, go = threading.Event(), threading.Event()

    def slow(number):
        reached.set()
        go.wait(10)

    job = begin(kind(counting(1, before=slow)))
    thread = threading.Thread(target=lambda: (work(job_uuid=job.uuid), connection.close()))
    thread.start()
    assert reached.wait(5)
    with everywhere(reason="test", audited=False):
        Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(hours=1))

    assert work(job_uuid=job.uuid) == "busy"
    go.set()
    thread.join(10)

    assert effects() == [0]
    assert state(job).state == "finished"


@together
def test_another_worker_that_only_looks_does_not_make_this_one_let_go(kind):
    """The other holds the job's lock for the moment in which it reads that the job is taken."""
    calls, looking = [], threading.Event()

    def look():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [working.ADVISORY_SPACE, job.pk])
            looking.set()
            time.sleep(0.3)
        connection.close()

    def between_the_chunks():
        calls.append(timezone.now())
        if len(calls) == 3:  # first claim, first chunk, second claim
            threading.Thread(target=look).start()
            assert looking.wait(5)
        return calls[-1]

    job = begin(kind(counting(2)))

    assert work(job_uuid=job.uuid, now=between_the_chunks) == "ended"

    assert effects() == [0, 1]
    assert state(job).state == "finished"


@together
def test_cancelling_does_not_wait_and_stops_between_two_chunks(kind):
    reached, go = threading.Event(), threading.Event()

    def hold(number):
        if number == 1:
            reached.set()
            go.wait(10)

    job = begin(kind(counting(5, before=hold)))
    thread = threading.Thread(target=lambda: (work(job_uuid=job.uuid), connection.close()))
    thread.start()
    assert reached.wait(5)

    began = time.monotonic()
    cancel(job=job, actor=ACTOR, at=timezone.now())
    cancel(job=job, actor=ACTOR, at=timezone.now())
    took = time.monotonic() - began
    go.set()
    thread.join(10)

    ended = state(job)
    assert took < 1
    assert (ended.state, ended.done) == ("cancelled", 20)
    assert effects() == [0, 1]
    assert announced(job) == ["cancelled"]


@together
def test_cancelling_an_ended_job_is_refused(kind):
    job = begin(kind(counting(1)))
    run(job_uuid=str(job.uuid))

    with pytest.raises(CancellationRefused) as refusal:
        cancel(job=job, actor=ACTOR, at=timezone.now())

    assert refusal.value.reason == "HAS_ENDED"
    assert str(refusal.value) == "The work has already ended; there is nothing to cancel."
    assert state(job).cancel_requested_at is None


@together
def test_is_tried_three_times_and_then_given_up_with_a_sentence(kind):
    def fails(given):
        entries.record(given.actor, "tests.chunk", None, given.at, number=0)
        raise ValueError("secret detail")

    job = begin(kind(fails))

    assert [work(job_uuid=job.uuid) for _attempt in range(4)] == ["again", "again", "ended", "ended"]

    ended = state(job)
    assert ended.state == "failed"
    assert ended.failure.startswith("The work stopped three times at the same place and was given up.")
    assert "secret" not in ended.failure
    assert effects() == []
    assert announced(job) == ["failed"]


@together
def test_a_worker_that_dies_three_times_at_one_chunk_ends_the_job(kind):
    job = begin(kind(counting(1)))
    with everywhere(reason="test", audited=False):
        Job.objects.filter(pk=job.pk).update(
            state="running", attempts=3, lease=uuid.uuid4(), heartbeat_at=timezone.now() - timedelta(minutes=2)
        )

    assert work(job_uuid=job.uuid) == "ended"

    assert state(job).state == "failed"
    assert effects() == []


@together
def test_a_handler_may_stop_the_job_with_its_own_sentence(kind):
    def stops(given):
        raise JobStopped("The file has no column “code”.")

    job = begin(kind(stops))

    assert work(job_uuid=job.uuid) == "ended"

    assert (state(job).state, state(job).failure) == ("failed", "The file has no column “code”.")


@together
def test_an_unknown_kind_ends_with_a_sentence():
    job = begin("tests.never-declared")

    assert work(job_uuid=job.uuid) == "ended"

    assert state(job).failure == "This kind of work is not known to this version of the platform."


@together
def test_refused_rows_are_kept_with_their_reasons(kind):
    errors = (RowError(row=3, field="code", value="=1+1", sentence="The code has been used before."),)
    job = begin(kind(lambda given: Chunk(done=1, refused=1, errors=errors, is_last=True)))

    run(job_uuid=str(job.uuid))

    with acting_in(Scope(person_id=41)):
        assert list(JobError.objects.values_list("row", "field", "value", "sentence")) == [
            (3, "code", "=1+1", "The code has been used before.")
        ]
    with acting_in(Scope(person_id=42, organisation_ids=(9,))):
        assert not JobError.objects.exists()
        assert not Job.objects.exists()
    with acting_in(Scope(person_id=42, organisation_ids=(7,))):
        assert Job.objects.get().refused == 1


@together
def test_a_long_job_gives_its_worker_back(kind, monkeypatch):
    monkeypatch.setattr(working, "TURN_SECONDS", 0)
    job = begin(kind(counting(3)))

    assert [work(job_uuid=job.uuid) for _turn in range(3)] == ["turn", "turn", "ended"]

    assert effects() == [0, 1, 2]


@together
def test_nothing_is_queued_when_the_start_is_rolled_back(kind):
    name = kind(counting(1))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        begin(name)
        1 / 0  # noqa: B018

    with everywhere(reason="test", audited=False):
        assert not Job.objects.exists()


@together
def test_a_national_reader_may_start_a_job(kind):
    with acting_in(Scope(person_id=41, is_national=True)):
        job = start(kind=kind(counting(1)), title="Export", params={}, actor=ACTOR, at=timezone.now())

    run(job_uuid=str(job.uuid))

    assert state(job).state == "finished"
