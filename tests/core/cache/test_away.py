"""The cache while its server is away, on a real server that is really killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings as configured
from django.core.cache import caches

from core.cache import backend
from karmayogi.run.servers import broker_process, embedded_valkey
from karmayogi.run.supervised import Supervised
from karmayogi.run.wheels import site_packages

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path, settings, monkeypatch) -> Iterator[Supervised]:
    """A server of this test's own, which keeps what it held over a kill."""
    valkey = embedded_valkey(tmp_path, site_packages(ROOT / ".venv"))
    valkey.prepare()
    process = broker_process(valkey, logs=tmp_path / "logs")
    process.start_and_wait()
    settings.CACHES = {
        "default": {
            "BACKEND": "core.cache.backend.CacheThatMayBeAway",
            "LOCATION": valkey.url,
            "KEY_PREFIX": "km",
            "OPTIONS": CACHE_OPTIONS,
        }
    }
    monkeypatch.setattr(backend, "PAUSE_SECONDS", 0.0)
    yield process
    process.stop()


CACHE_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 2}


def kill(server: Supervised) -> None:
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()


def test_finds_nothing_and_fails_nobody_while_it_is_away(server):
    cache = caches["default"]
    cache.set("name", "Asha")
    kill(server)

    cache.set("other", 1)
    assert cache.get("name") is None
    assert cache.get("name", "nobody") == "nobody"
    assert cache.get_many(["name", "other"]) == {}
    assert "name" not in cache
    assert cache.add("name", "Bilal") is False
    assert cache.delete("absent") is False
    assert cache.touch("name") is False
    assert cache.set_many({"a": 1}) == ["a"]


def test_what_was_deleted_or_replaced_meanwhile_does_not_come_back(server):
    cache = caches["default"]
    cache.set_many({"session": "signed in", "roles": "old", "kept": "as it was"})
    cache.set("epoch", 7)
    kill(server)
    cache.delete("session")
    cache.set("roles", "new")
    cache.incr("epoch")

    server.start_and_wait()

    assert cache.get("session") is None
    assert cache.get("roles") is None
    assert cache.get("kept") == "as it was"
    assert cache.get("epoch") == 8


def test_counts_that_hold_somebody_back_go_on(server):
    cache = caches["default"]
    key = "verify:10.1.2.3:1"
    cache.add(key, 0, 90)
    assert cache.incr(key) == 1
    kill(server)

    cache.add(key, 0, 90)
    assert [cache.incr(key), cache.incr(key)] == [1, 2]
    cache.set("allauth:rl:login", [1.0, 2.0], 900)
    assert cache.get("allauth:rl:login") == [1.0, 2.0]
    assert cache.add("allauth:rl:login:lock", True, 10) is True
    assert cache.add("allauth:rl:login:lock", True, 10) is False
    assert cache.incr("feedback:10.1.2.3:2026112206") == 1


def test_counts_of_a_while_are_one_question_and_go_on_too(server):
    cache, key = caches["default"], "throttle:p1:1"
    assert [cache.count(key, 60), cache.count(key, 60)] == [1, 2]
    assert cache.get(key) == 2
    assert 0 < cache._cache.get_client().ttl(cache.make_key(key)) <= 60
    kill(server)

    assert [cache.count(key, 60), cache.count(key, 60)] == [1, 2]


def test_is_not_asked_again_at_once(server, monkeypatch):
    monkeypatch.setattr(backend, "PAUSE_SECONDS", 60.0)
    cache = caches["default"]
    cache.set("name", "Asha")
    kill(server)
    assert cache.get("name") is None
    server.start_and_wait()

    assert cache.get("name") is None  # an unreachable machine would have cost the connection timeout again


def test_the_site_uses_it():
    from karmayogi import settings as written

    assert written.CACHES["default"]["BACKEND"] == "core.cache.backend.CacheThatMayBeAway"
    assert configured.SESSION_ENGINE == "django.contrib.sessions.backends.cached_db"


def test_a_line_that_the_server_closed_is_opened_anew_and_nothing_is_away(server):
    cache = caches["default"]
    cache.set("name", "Asha")
    assert cache.get("name") == "Asha"

    redis.Redis.from_url(configured.CACHES["default"]["LOCATION"]).client_kill_filter(_type="normal")

    assert cache.get("name") == "Asha"
    assert cache.get_many(["name", "absent"]) == {"name": "Asha"}
    assert cache._absence.until == 0.0


def test_a_process_that_was_forked_off_opens_a_line_of_its_own(server):
    cache = caches["default"]
    cache.set("name", "Asha")
    assert cache.get("name") == "Asha"
    ours = cache._cache._line

    child = os.fork()
    if not child:
        os._exit(0 if cache.get("name") == "Asha" and cache._cache._line is not ours else 1)

    assert os.waitpid(child, 0)[1] == 0
    assert cache.get("name") == "Asha"
