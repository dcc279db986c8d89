"""The real servers from the wheels: roles, a second start, a killed server."""

import os
import shutil
import signal
import time
from pathlib import Path

import psycopg2
import pytest

from karmayogi.run.data_folder import DataFolder
from karmayogi.run.postgres import OWNER, RUNTIME, SUPERUSER, Postgres
from karmayogi.run.servers import broker_process, database_process, embedded_postgres, embedded_valkey
from karmayogi.run.supervised import Supervised
from karmayogi.run.unfinished import begin_anew, is_unfinished
from karmayogi.run.wheels import site_packages

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def data(passable_folder) -> Path:
    return passable_folder()


@pytest.fixture(scope="module")
def database(data) -> "tuple[Postgres, Supervised]":
    postgres = embedded_postgres(data, site_packages(ROOT / ".venv"))
    postgres.prepare()
    process = database_process(postgres, logs=data / "logs")
    process.start_and_wait()
    postgres.provision()
    yield postgres, process
    process.stop()


def ask(postgres: Postgres, question: str, *, role: str = SUPERUSER) -> list[tuple]:
    connection = psycopg2.connect(postgres.url(role))
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()
    finally:
        connection.close()


ROLES = """SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole
    FROM pg_roles WHERE rolname IN
    ('karmayogi_owner', 'karmayogi_runtime', 'karmayogi_platform', 'karmayogi_national_reader') ORDER BY rolname"""
ROLES_WANTED = [
    ("karmayogi_national_reader", False, False, False, False, False),
    ("karmayogi_owner", True, False, False, True, False),
    ("karmayogi_platform", False, False, False, False, False),
    ("karmayogi_runtime", True, False, False, False, False),
]
GRANTS = """SELECT roleid::regrole::text, member::regrole::text, inherit_option, set_option, admin_option
    FROM pg_auth_members WHERE member = 'karmayogi_runtime'::regrole ORDER BY 1"""


def test_roles_are_what_the_fences_need(database):
    postgres, _ = database

    assert ask(postgres, ROLES) == ROLES_WANTED
    assert ask(postgres, GRANTS) == [
        ("karmayogi_national_reader", "karmayogi_runtime", False, True, False),
        ("karmayogi_platform", "karmayogi_runtime", False, True, False),
    ]


def test_provisioning_twice_is_the_same_as_once(database):
    postgres, _ = database
    before = ask(postgres, ROLES), ask(postgres, GRANTS)

    postgres.provision()

    assert (ask(postgres, ROLES), ask(postgres, GRANTS)) == before


def test_database_belongs_to_the_owner_and_compares_by_code_point(database):
    postgres, _ = database

    assert ask(
        postgres,
        "SELECT datdba::regrole::text, pg_encoding_to_char(encoding), datlocprovider::text, datlocale"
        " FROM pg_database WHERE datname = 'karmayogi'",
    ) == [("karmayogi_owner", "UTF8", "b", "C.UTF-8")]


def test_runtime_may_make_no_table_and_a_wrong_password_opens_nothing(database):
    postgres, _ = database
    assert ask(postgres, "SELECT current_user", role=OWNER) == [(OWNER,)]

    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(postgres, "CREATE TABLE mine (id int); SELECT 1", role=RUNTIME)
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(postgres.url(RUNTIME).replace(postgres.password(RUNTIME), "guess"))


def test_killed_database_comes_back_with_its_data(database, capsys):
    postgres, process = database
    connection = psycopg2.connect(postgres.url(OWNER))
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    connection.close()

    os.kill(process.process.pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while process.endings == 0 or process.is_coming_back:
        assert time.monotonic() < until
        process.watch()
        time.sleep(0.05)

    assert ask(postgres, "SELECT answer FROM kept", role=OWNER) == [(42,)]
    assert capsys.readouterr().out.splitlines() == [
        "The database ended (killed by SIGKILL); starting it again.",
        "The database is back.",
    ]


def test_second_start_keeps_port_and_data(database):
    postgres, process = database
    process.stop()

    again = embedded_postgres(postgres.home.parent, site_packages(ROOT / ".venv"))
    again.prepare()
    assert (again.port, again.cluster) == (postgres.port, postgres.cluster)
    process.start_and_wait()

    assert ask(again, "SELECT count(*) FROM pg_database WHERE datname = 'karmayogi'") == [(1,)]


def test_first_start_that_was_interrupted_begins_anew_and_no_other_does(database):
    postgres, _ = database
    folder = DataFolder(postgres.home.parent)
    (folder.path / "media").mkdir()
    (folder.path / "media" / "half.pdf").touch()
    connection = psycopg2.connect(postgres.url(OWNER))  # as a loading that was not killed together with its start has
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE half AS SELECT 1 AS one")
    assert not is_unfinished(folder)  # nothing says that nobody has used it
    folder.mark_unused()
    assert is_unfinished(folder)

    begin_anew(postgres, folder)

    assert ask(postgres, "SELECT count(*) FROM pg_tables WHERE tablename = 'half'", role=OWNER) == [(0,)]
    assert not (folder.path / "media").exists()
    assert ask(postgres, ROLES) == ROLES_WANTED
    folder.mark_demo_loaded()
    assert not is_unfinished(folder)
    connection.close()


def test_broker_answers_only_with_its_password(data):
    import redis

    valkey = embedded_valkey(data, site_packages(ROOT / ".venv"), throw_away=True)
    valkey.prepare()
    process = broker_process(valkey, logs=data / "logs")
    process.start_and_wait()
    try:
        with redis.Redis.from_url(valkey.url) as client:
            assert client.ping() is True
        with redis.Redis(port=valkey.port, retry=None) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()
    finally:
        process.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has the problem")
def test_database_of_root_goes_elsewhere_when_no_other_user_may_enter(passable_folder):
    data = passable_folder()
    data.chmod(0o700)

    first = embedded_postgres(data, site_packages(ROOT / ".venv"), throw_away=True)
    again = embedded_postgres(data, site_packages(ROOT / ".venv"), throw_away=True)
    try:
        assert first.cluster.parent.parent == Path("/var/tmp")
        assert first.run_as.can_enter(first.cluster.parent)
        assert first.run_as.can_enter(first.programs)
        assert again.cluster == first.cluster
    finally:
        shutil.rmtree(first.cluster.parent)
