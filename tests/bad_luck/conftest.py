"""The product on servers of its own, which these tests may kill: database, broker, web, worker and beat."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg2
import pytest
from celery import current_app
from kombu import Connection

from karmayogi.reactions import SUBSCRIPTIONS
from karmayogi.run.databases import OwnersDatabase
from karmayogi.run.postgres import OWNER, RUNTIME, SUPERUSER, Postgres
from karmayogi.run.servers import broker_process, database_process, embedded_postgres, embedded_valkey
from karmayogi.run.supervised import Supervised
from karmayogi.run.wheels import site_packages
from tests.bad_luck.visitor import Visitor
from tests.product import ROOT, Product, demo_template, running_product, with_database

LONGEST = 60.0


class House:
    """The running product with its servers: what is in the database, who waits there, and the kills."""

    def __init__(self, product: Product, database: Supervised, broker: Supervised, superuser: str) -> None:
        self.product, self.database, self.broker, self.superuser = product, database, broker, superuser

    def visitor(self, person: str | None = None) -> Visitor:
        return Visitor(self.product.url, person)

    def connect(self) -> "psycopg2.extensions.connection":
        return psycopg2.connect(self.superuser)

    def ask(self, question: str, *values: object) -> list[tuple]:
        connection = self.connect()
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(question, values)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def one(self, question: str, *values: object) -> object:
        ((answer,),) = self.ask(question, *values)
        return answer

    def until(self, question: str, wanted: object, *values: object) -> None:
        deadline = time.monotonic() + LONGEST
        while (found := self.one(question, *values)) != wanted:
            assert time.monotonic() < deadline, f"{question} {values} gives {found}, not {wanted}; {self.failures()}"
            self.start_what_ended()
            time.sleep(0.05)

    def until_waiting(self, backends: int) -> None:
        """So many sessions stand before a lock that a test holds."""
        self.until(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
            backends,
        )

    def until_quiet(self) -> None:
        """Every job has ended, and every announcement was heard by everybody; a subscriber's row comes with its first
        batch."""
        self.send("core.outbox.tasks.relay")
        self.until(
            """SELECT (SELECT count(*) FROM core_job WHERE ended_at IS NULL)
                    + %s - (SELECT count(*) FROM core_subscriber, core_outboxevent_id_seq WHERE position >= last_value)""",
            0,
            len(SUBSCRIPTIONS),
        )

    def failures(self) -> list[tuple]:
        return self.ask("SELECT kind, state, attempts, failure FROM core_job WHERE ended_at IS NULL") + self.ask(
            "SELECT name, failures, last_error FROM core_subscriber WHERE failures > 0"
        )

    def rows(self) -> dict[str, int]:
        """How many rows each table has; not sessions, the relay's positions, and mails that leave in their own time."""
        ours = self.ask(
            """SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
               WHERE nspname = 'public' AND relkind IN ('r', 'p') AND NOT relispartition
                 AND relname !~ '^(django_|account_|auth_|usersessions_|core_subscriber|messaging_(sentmail|delivery))'"""
        )
        counted = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for (name,) in ours)
        return {name: number for name, number in self.ask(counted)}

    def kill(self, *parts: str) -> None:
        for part in parts:
            self.product.stop(part, signal.SIGKILL)

    def start(self, *parts: str) -> None:
        for part in parts:
            self.product.start(part)
        if "web" in parts:
            self.product.wait_until_up()

    def kill_database(self) -> None:
        """An immediate stop: no session may finish, nothing is written in peace."""
        self.database.process.send_signal(signal.SIGQUIT)
        self.database.process.wait(20)

    def let_supervisor_heal(self, process: Supervised) -> None:
        """What `make run` does all the time."""
        deadline = time.monotonic() + LONGEST
        while process.has_ended() or process.start_again_at is not None or process.is_coming_back:
            assert time.monotonic() < deadline
            process.watch()
            time.sleep(0.02)

    def start_what_ended(self) -> None:
        """A worker may end by itself when the broker goes while it answers; whoever runs it starts it again."""
        for part, process in list(self.product.processes.items()):
            if process.poll() is not None:
                self.product.stop(part)
                self.product.start(part)

    def let_a_minute_pass(self) -> None:
        """A worker that was killed is given up after a minute without a sign of life; then beat's sweep asks again."""
        self.ask(
            "UPDATE core_job SET heartbeat_at = heartbeat_at - interval '2 minutes',"
            " created_at = created_at - interval '2 minutes' WHERE ended_at IS NULL"
        )
        self.send("core.jobs.tasks.resume_stalled")

    def send(self, task: str) -> None:
        """What beat does every few seconds."""
        with Connection(self.product.environment["REDIS_URL"]) as line:
            current_app.send_task(task, connection=line)


def copied(postgres: Postgres, folder: Path) -> None:
    """The tables of the run's demo, into a server of its own."""
    log, dump = folder / "copy.log", folder / "template.dump"
    template = with_database(os.environ["DATABASE_OWNER_URL"], demo_template().database)
    OwnersDatabase(template, postgres.programs, log).call(
        "pg_dump", "--format=custom", "--no-owner", f"--file={dump}", failure="The template could not be written out"
    )
    OwnersDatabase(postgres.url(OWNER), postgres.programs, log).call(
        "pg_restore", "--exit-on-error", "--no-owner", "--no-comments", str(dump), failure="It could not be read in"
    )


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    folder = Path(tempfile.mkdtemp(prefix="karmayogi-"))
    folder.chmod(0o711)  # the database's user must pass through when root runs this
    packages = site_packages(ROOT / ".venv")
    postgres, valkey = embedded_postgres(folder, packages), embedded_valkey(folder, packages)
    with ExitStack() as at_the_end:
        at_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
        at_the_end.callback(shutil.rmtree, postgres.cluster.parent, ignore_errors=True)
        postgres.prepare()
        valkey.prepare()
        database = database_process(postgres, logs=folder / "logs")
        broker = broker_process(valkey, logs=folder / "logs")
        for server in (database, broker):
            server.start_and_wait()
            at_the_end.callback(server.stop)
        postgres.provision()
        copied(postgres, folder)
        servers = {
            "DATABASE_URL": postgres.url(RUNTIME),
            "DATABASE_OWNER_URL": postgres.url(OWNER),
            "REDIS_URL": valkey.url,
        }
        product = at_the_end.enter_context(
            running_product(folder, servers, parts=("web", "worker", "beat"), threads=16)
        )
        yield House(product, database, broker, postgres.url(SUPERUSER))
