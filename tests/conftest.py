"""The test database, made by the owner and used by the fenced runtime role, with the cast in it."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import user_logged_in
from django.core.cache import cache
from django.db import connections, transaction
from django.dispatch import receiver
from django.http import HttpRequest
from pytest_django.plugin import blocking_manager_key

from accounts.models import User
from karmayogi.celery import app as celery
from tests.cast import Cast, build_cast
from tests.product import migrated_template

PROVISION = Path(__file__).resolve().parents[1] / "deploy" / "postgres" / "provision.sql"


def pytest_configure() -> None:
    """Doubles for the outside alone: cache, broker, mail and files stay in this process."""
    hypothesis.settings.register_profile("here", suppress_health_check=[hypothesis.HealthCheck.too_slow], deadline=None)
    hypothesis.settings.load_profile("here")  # how busy the machine is says nothing about the product
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # ours takes its time on purpose
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    celery.conf.broker_url = "memory://"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """By their folder, before marks choose what runs."""
    for item in items:
        folders = item.path.parts
        if "bad_luck" in folders:
            item.add_marker(pytest.mark.slow)
        if "journeys" in folders:
            item.add_marker(pytest.mark.journey)


emptied: list[bool] = []  # by a test in transactions of its own, after which the cast is missing


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """The cast comes back for the next test that expects it; those in transactions build their own."""
    marker = item.get_closest_marker("django_db")
    in_transactions = "transactional_db" in getattr(item, "fixturenames", ()) or (
        marker is not None and marker.kwargs.get("transaction", False)
    )
    if emptied and not in_transactions:
        with item.config.stash[blocking_manager_key].unblock():
            build_cast()
        emptied.clear()


@receiver(user_logged_in)
def by_both_steps(request: HttpRequest, user: User, **_: object) -> None:
    """`force_login` stands for a whole sign-in, second step included; a test of one step signs in by the page."""
    if type(request) is HttpRequest:
        record_authentication(request, user, method="mfa", type="totp")


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A suffix lets several runs, and the processes of one, share one server."""
    suffix = os.environ.get("TEST_DB_SUFFIX", "") + os.environ.get("PYTEST_XDIST_WORKER", "")
    for alias in ("default", "owner"):
        database = connections[alias].settings_dict
        database["TEST"]["NAME"] = f"test_{database['NAME']}{'_' + suffix if suffix else ''}"


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """The owner creates and migrates; the runtime role only connects. Real fences, as in production."""
    keep = bool(request.config.getvalue("reuse_db")) and not request.config.getvalue("create_db")
    owner, runtime = connections["owner"], connections["default"]
    old_name = owner.settings_dict["NAME"]
    if not keep:
        owner.settings_dict["TEST"]["TEMPLATE"] = migrated_template()
    with django_db_blocker.unblock():
        owner.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=keep, serialize=False)
        runtime.close()
        runtime.settings_dict["NAME"] = owner.settings_dict["NAME"]
        _give_the_rights_of_a_real_database()
        runtime.ops.execute_sql_flush = _flush_as_owner
        build_cast()
    yield
    with django_db_blocker.unblock():
        runtime.close()
        if not keep:
            owner.creation.destroy_test_db(old_name, verbosity=0)


def _give_the_rights_of_a_real_database() -> None:
    """A new database lets everybody connect and make temporary tables; a provisioned one does not."""
    owner = connections["owner"]
    name = owner.ops.quote_name(owner.settings_dict["NAME"])
    rights = re.findall(r"^(?:GRANT|REVOKE) .* ON DATABASE karmayogi .*;$", PROVISION.read_text(), re.MULTILINE)
    with owner.cursor() as cursor:
        for right in rights:
            cursor.execute(right.replace("DATABASE karmayogi ", f"DATABASE {name} "))


def _flush_as_owner(_statements: list[str]) -> None:
    """Empty every table, which only their owner may; by a connection of its own, which no test can have blocked.

    Django would empty nothing: to it the tables belong to the other alias.
    """
    owner = connections["owner"]
    connection = owner.Database.connect(**owner.get_connection_params())
    emptied.append(True)
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(c.relname), ', ') FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace "
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
            " AND c.relname NOT IN ('django_migrations', 'django_content_type')"
        )
        cursor.execute(f"TRUNCATE {cursor.fetchone()[0]}")
    connection.close()


@pytest.fixture(scope="module")
def kept_for_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A transaction around all tests of a module: what its fixtures write is made once and undone at the end. Each test
    is undone inside it; none may be in transactions of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cast(db: None) -> Cast:
    """Asha, Bilal and the others: tests/cast.py."""
    return Cast.load()


@pytest.fixture(scope="module")
def passable_folder() -> Iterator[Callable[[], Path]]:
    """Makes folders that the database's user may pass through, which pytest's own are not when root runs it."""
    made: list[Path] = []

    def make() -> Path:
        made.append(Path(tempfile.mkdtemp(prefix="karmayogi-")))
        made[-1].chmod(0o711)
        return made[-1]

    yield make
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)
