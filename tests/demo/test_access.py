"""The demo's pages exist only for somebody at this machine."""

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from karmayogi.demo.access import demo_only, is_allowed, is_loopback


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO, settings.BIND = True, "127.0.0.1"


def request(**meta):
    return RequestFactory().get("/demo/", **{"HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1", **meta})


def test_is_open_at_this_machine():
    assert is_allowed(request())


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "[::1]", "asha.localhost:8000", "LOCALHOST"]
)
def test_is_open_under_loopback_names(host):
    assert is_allowed(request(HTTP_HOST=host))


@pytest.mark.parametrize(
    "host",
    ["igot.gov.in", "localhost.evil.in", "127.0.0.1.nip.io", "10.0.0.1", "[2001:db8::1]:80", "", "evillocalhost"],
)
def test_is_closed_under_other_names(host):
    assert not is_allowed(request(HTTP_HOST=host))


@pytest.mark.parametrize("address", ["10.1.2.3", "192.168.1.5", "2001:db8::1", "", "unknown"])
def test_is_closed_to_other_machines(address):
    assert not is_allowed(request(REMOTE_ADDR=address))


def test_is_open_to_this_machine_over_ipv6():
    assert is_allowed(request(REMOTE_ADDR="::1"))


@pytest.mark.parametrize(
    "header",
    [
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Anything",
        "Via",
        "X-Real-Ip",
    ],
)
def test_is_closed_behind_a_proxy(header):
    assert not is_allowed(request(**{f"HTTP_{header.upper().replace('-', '_')}": "127.0.0.1"}))


@pytest.mark.parametrize("bind", ["0.0.0.0", "::", "10.0.0.7", "igot.gov.in", ""])
def test_is_closed_when_the_site_listens_to_the_network(settings, bind):
    settings.BIND = bind

    assert not is_allowed(request())


def test_is_closed_without_demo_mode(settings):
    settings.DEMO = False

    assert not is_allowed(request())
    with pytest.raises(Http404):
        demo_only(lambda _request: HttpResponse("open"))(request())


@pytest.mark.parametrize("name", ["localhost.", "127.8.9.10", "::1", "a.b.localhost"])
def test_loopback_names(name):
    assert is_loopback(name)
