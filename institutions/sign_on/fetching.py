"""Asking an address that somebody else named, without being led into our own network or kept waiting.

Only https, only to the address that was looked up and found to be public (so a name cannot change its mind between the
look-up and the connection), no redirects, one deadline for everything, and no more than a little text.
"""

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from institutions.sign_on.rules import is_loopback, is_public, url_refusal

DEADLINE = 8.0  # seconds, from the first byte out to the last one in
LARGEST = 256 * 1024
AGENT = "Karmayogi sign-in"


class FetchRefused(Exception):  # noqa: N818 (an answer, not a fault)
    """`reason`: a word of institutions.sign_on.sentences."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    said: dict[str, Any]


def get(url: str, *, headers: Mapping[str, str] | None = None) -> Answer:
    return _ask("GET", url, None, headers or {})


def post(url: str, form: Mapping[str, str], *, headers: Mapping[str, str] | None = None) -> Answer:
    return _ask(
        "POST", url, urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
    )


def _ask(method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    if refusal := url_refusal(url, loopback_http=settings.SIGN_ON_LOOPBACK_HTTP):
        raise FetchRefused(refusal, url[:200])
    parts = urlsplit(url)
    host = parts.hostname or ""
    ends_at = time.monotonic() + DEADLINE
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = _Pinned(host, port, _addresses(host, port), parts.scheme == "https", ends_at)
    guard = threading.Timer(DEADLINE, connection.cut)
    guard.daemon = True
    guard.start()
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, path, body, {"User-Agent": AGENT, "Accept": "application/json", **headers})
        answer = connection.getresponse()
        if 300 <= answer.status < 400:
            raise FetchRefused("REDIRECTED", host)
        text = answer.read(LARGEST + 1)
    except TimeoutError:
        raise FetchRefused("TOO_SLOW", host) from None
    except ssl.SSLError as wrong:
        raise FetchRefused("CERTIFICATE", str(wrong)[:200]) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise FetchRefused("TOO_SLOW" if connection.was_cut else "UNREACHABLE", host) from None
    finally:
        guard.cancel()
        connection.close()
    if connection.was_cut:
        raise FetchRefused("TOO_SLOW", host)
    if len(text) > LARGEST:
        raise FetchRefused("TOO_LARGE", host)
    return Answer(answer.status, _object(text, host))


def _object(text: bytes, host: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise FetchRefused("NOT_JSON", host) from None
    if not isinstance(said, dict):
        raise FetchRefused("NOT_JSON", host)
    return said


def _addresses(host: str, port: int) -> list[str]:
    """Where the name leads; all of it must be public, unless a setting names the host or it is this machine's own."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchRefused("UNKNOWN_HOST", host[:200]) from None
    addresses = [str(one[4][0]) for one in found]
    if host in settings.SIGN_ON_PRIVATE_HOSTS or (settings.SIGN_ON_LOOPBACK_HTTP and is_loopback(host)):
        return addresses
    if not all(is_public(address) for address in addresses):
        raise FetchRefused("PRIVATE_ADDRESS", host[:200])
    return addresses


class _Pinned(http.client.HTTPConnection):
    """Connects to addresses that were judged already; the certificate must be the name's."""

    def __init__(self, host: str, port: int, addresses: list[str], is_secure: bool, ends_at: float) -> None:
        super().__init__(host, port)
        self.addresses, self.is_secure, self.ends_at = addresses, is_secure, ends_at
        self.default_port = 443 if is_secure else 80  # so that the Host header leaves it out
        self.was_cut = False
        self.line: socket.socket | None = None  # also when http.client has let go of `sock` and only reads on

    def connect(self) -> None:
        for place, address in enumerate(self.addresses):
            try:
                self.sock = socket.create_connection((address, self.port), max(0.1, self.ends_at - time.monotonic()))
                break
            except OSError:
                if place == len(self.addresses) - 1:
                    raise
        self.line = self.sock
        if self.is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """The time is over, however slowly something still drips in."""
        self.was_cut = True
        if self.line is not None:
            try:
                self.line.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
