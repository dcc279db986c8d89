"""Keys of the cache, with two databases of one cluster on one real server."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as configured
from django.core.cache import caches
from django.db import connection, connections

from core.cache import keys
from karmayogi.run.servers import broker_process, embedded_valkey
from karmayogi.run.wheels import site_packages

ROOT = configured.BASE_DIR


@pytest.fixture
def nobody_asked(monkeypatch):
    monkeypatch.setattr(keys, "_known", {})


@pytest.fixture
def make_anew(django_db_blocker) -> Iterator[Callable[[], str]]:
    """Makes a database beside the tests' own, as its owner; called again, drops it and makes it again."""
    name = f"{connection.settings_dict['NAME']}_other"
    owner = connections["owner"]
    with django_db_blocker.unblock():
        outside = owner.Database.connect(**owner.get_connection_params())
    outside.autocommit = True

    def drop() -> None:
        connection.close()
        with outside.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')

    def make() -> str:
        drop()
        with outside.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return name

    yield make
    drop()
    outside.close()


@pytest.fixture
def moved_to(monkeypatch, nobody_asked):
    """Let the process stand on another database from here on."""

    def move(name: str) -> None:
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "NAME", name)

    yield move
    connection.close()


@pytest.fixture
def shared_server(tmp_path, settings) -> Iterator[None]:
    valkey = embedded_valkey(tmp_path, site_packages(ROOT / ".venv"))
    valkey.prepare()
    process = broker_process(valkey, logs=tmp_path / "logs")
    process.start_and_wait()
    settings.CACHES = {
        "default": {
            "BACKEND": "core.cache.backend.CacheThatMayBeAway",
            "LOCATION": valkey.url,
            "KEY_PREFIX": "km",
            "KEY_FUNCTION": "core.cache.keys.own_key",
        }
    }
    yield
    process.stop()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_databases_on_one_server_never_read_each_others_values(shared_server, make_anew, moved_to):
    other = make_anew()
    mine = connection.settings_dict["NAME"]
    moved_to(mine)
    caches["default"].set("principal:1", "Asha")

    moved_to(other)
    assert caches["default"].get("principal:1") is None
    caches["default"].set("principal:1", "somebody else")

    moved_to(mine)
    assert caches["default"].get("principal:1") == "Asha"


@pytest.mark.django_db(transaction=True)
def test_a_database_made_anew_under_the_old_name_is_another(make_anew, moved_to):
    moved_to(make_anew())
    before = keys.identity()

    moved_to(make_anew())
    keys._known.clear()

    assert keys.identity() != before


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("role", ["karmayogi_runtime", "karmayogi_national_reader", "karmayogi_platform"])
def test_every_role_of_the_product_names_it_the_same(nobody_asked, role):
    as_runtime = keys.identity()
    keys._known.clear()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [role])

    assert keys.identity() == as_runtime


@pytest.mark.django_db
def test_the_database_is_asked_once(nobody_asked, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = keys.own_key("a", "km", 1)
        second = keys.own_key("b", "km", 1)

    assert first.rpartition(":")[0] == second.rpartition(":")[0]
    assert first == f"km:{keys.identity()}:1:a"


@pytest.mark.django_db(transaction=True)
def test_before_the_database_could_be_asked_it_is_as_if_the_cache_were_away(settings, moved_to, monkeypatch):
    settings.CACHES = {
        "default": {
            "BACKEND": "core.cache.backend.CacheThatMayBeAway",
            "LOCATION": "redis://127.0.0.1:1/0",
            "KEY_FUNCTION": "core.cache.keys.own_key",
        }
    }
    moved_to(connection.settings_dict["NAME"])
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")

    caches["default"].set("name", "Asha")
    assert caches["default"].get("name", "nobody") == "nobody"
