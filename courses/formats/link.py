"""Whether an address may be handed to learners: a public page of the web, reached safely. Nothing is fetched."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from courses.formats.refusals import Unreadable

LONGEST = 2000
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "test", "invalid", "example")


def checked(address: str) -> str:
    """The address as it is kept, or why not. A site is named, never numbered: numbers are how inner networks are reached."""
    address = address.strip()
    if len(address) > LONGEST:
        raise Unreadable("TOO_LONG", most=LONGEST)
    if re.search(r"[\s\x00-\x1f\x7f\\<>\"]", address):
        raise Unreadable("NO_ADDRESS")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Unreadable("NO_ADDRESS") from error
    if parts.scheme != "https":
        raise Unreadable("NOT_HTTPS" if parts.scheme == "http" else "NO_ADDRESS")
    if parts.username is not None or parts.password is not None:
        raise Unreadable("CREDENTIALS")
    if not host:
        raise Unreadable("NO_ADDRESS")
    if port not in (None, 443):
        raise Unreadable("OTHER_PORT")
    _check_host(host)
    return address


def site_of(address: str) -> str:
    """The name of the site, as a learner is told it."""
    return urlsplit(address).hostname or ""


def _check_host(host: str) -> None:
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        raise Unreadable("NUMBERED")
    try:
        plain = host.rstrip(".").encode("idna").decode()
    except UnicodeError as error:
        raise Unreadable("NO_ADDRESS") from error
    labels = plain.split(".")
    if not all(LABEL.fullmatch(label) for label in labels):
        raise Unreadable("NO_ADDRESS")
    if labels[-1].isdigit() or labels[-1].startswith("0x"):
        raise Unreadable("NUMBERED")
    if len(labels) < 2 or labels[-1] in INSIDE:
        raise Unreadable("INSIDE")
