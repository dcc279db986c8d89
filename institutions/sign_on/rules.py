"""What a sign-in service is asked and believed: addresses, domains, whose login a subject opens."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

WAY_SECONDS = 10 * 60  # how long somebody may be on the way to a service and back
DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
# Where anybody gets an address. No organisation can have one of these confirmed as its own.
OPEN_TO_ANYBODY = frozenset(
    {
        "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.in", "yahoo.in", "ymail.com", "rediffmail.com", "rediff.com",
        "outlook.com", "outlook.in", "hotmail.com", "hotmail.co.in", "live.com", "live.in", "msn.com", "icloud.com",
        "me.com", "aol.com", "proton.me", "protonmail.com", "zoho.com", "zohomail.in", "mail.com", "gmx.com", "yandex.com",
    }
)  # fmt: skip
# Networks that Python takes for public, and through which a private address can be reached nevertheless.
TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("2002::/16"), ip_network("2001::/32"))


def domain_of(address: str) -> str:
    return address.strip().lower().rpartition("@")[2]


def domain_refusal(domain: str) -> str | None:
    """Why a domain cannot be asked for: NOT_A_DOMAIN or OPEN_TO_ANYBODY; None: it can."""
    if not DOMAIN.fullmatch(domain):
        return "NOT_A_DOMAIN"
    return "OPEN_TO_ANYBODY" if domain in OPEN_TO_ANYBODY else None


def url_refusal(url: str, *, loopback_http: bool) -> str | None:
    """Why an address of a service is not asked: NOT_AN_ADDRESS, NOT_HTTPS; None: it may be.

    `loopback_http`: whether http on this machine itself is allowed (a demo, a test).
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "NOT_AN_ADDRESS"
    if not host or parts.username is not None or parts.password is not None or parts.fragment or not url.isprintable():
        return "NOT_AN_ADDRESS"
    if parts.scheme == "https" or (parts.scheme == "http" and loopback_http and is_loopback(host)):
        return None
    return "NOT_HTTPS" if parts.scheme == "http" else "NOT_AN_ADDRESS"


def issuer_refusal(issuer: str, *, loopback_http: bool) -> str | None:
    """An issuer has neither query nor fragment (OpenID Connect Discovery, section 2)."""
    return "NOT_AN_ADDRESS" if "?" in issuer else url_refusal(issuer, loopback_http=loopback_http)


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet: neither to this machine nor to a network behind it."""
    found = ip_address(address.partition("%")[0])
    if (mapped := getattr(found, "ipv4_mapped", None)) is not None:
        found = mapped
    if any(found in network for network in TRANSLATED if network.version == found.version):
        return False
    return found.is_global and not found.is_multicast


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Claims:
    """Who a service says has signed in there. `subject` never changes for one human being; the address may."""

    subject: str
    email: str = ""
    is_verified: bool = False  # the service has made sure that the address is this human being's
    name: str = ""

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Claims":
        email, name = said.get("email"), said.get("name")
        return cls(
            subject=said["sub"],
            email=email.strip().lower() if isinstance(email, str) and _is_text(email, 254) else "",
            is_verified=said.get("email_verified") is True or said.get("email_verified") == "true",
            name=name if isinstance(name, str) and _is_text(name, 200) else "",
        )


def _is_text(said: str, longest: int) -> bool:
    return len(said) <= longest and said.isprintable()


def shown(claims: Mapping[str, Any]) -> dict[str, str]:
    """The claims as a trial shows them: as text, short, without what belongs to this one way."""
    kept = [(str(name), str(value)) for name, value in claims.items() if name not in ("nonce", "at_hash", "c_hash")][
        :40
    ]
    return {printable(name)[:60]: printable(value)[:200] for name, value in kept}


def printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in text[:400])


@dataclass(frozen=True, slots=True)
class Domain:
    """Whose the domain of an address is, as one service sees it."""

    is_confirmed: bool = False
    is_served: bool = False  # it belongs to the service's organisation or one below it without a service of its own


@dataclass(frozen=True, slots=True)
class Account:
    """What is known here about the person who has the address, with a login or without one."""

    has_login: bool
    is_open: bool = True
    is_verified: bool = True  # the login's owner has shown that the address is theirs
    belongs: bool = False  # at home in the service's organisation or below it
    holds_role: bool = False
    is_linked: bool = False  # to another subject of the same service


LINK, OPEN = "LINK", "OPEN"


def first_sign_in(claims: Claims, domain: Domain, account: Account | None) -> str:
    """What a subject that no login is linked to comes to: LINK, OPEN (a login for the listed official), or a refusal.

    Nobody is matched by an address that either side has not verified: whoever signed up first with an address of
    somebody else would otherwise let that somebody into an account that they can enter too. Whoever holds a role links
    it by themselves: an admin who changes the service must not become a person with more power.
    """
    if not claims.email:
        return "NO_EMAIL"
    if not claims.is_verified:
        return "EMAIL_UNVERIFIED"
    if not domain.is_confirmed:
        return "DOMAIN_NOT_CONFIRMED"
    if not domain.is_served:
        return "DOMAIN_OF_ANOTHER"
    if account is None:
        return "NOT_KNOWN"
    if not account.is_open:
        return "CLOSED"
    if not account.is_verified:
        return "ACCOUNT_UNVERIFIED"
    if not account.belongs:
        return "NOT_OF_ORGANISATION"
    if account.is_linked:
        return "LINKED_OTHERWISE"
    if account.holds_role:
        return "HOLDS_ROLE"
    return LINK if account.has_login else OPEN


def asked_link(claims: Claims, domain: Domain, *, belongs: bool) -> str | None:
    """Why the signed-in person may not link the subject to their login; None: they may.

    They have shown here and there who they are, so the address proves nothing more; one of another organisation's
    domain shows that this service speaks for whom it should not.
    """
    if not belongs:
        return "NOT_OF_ORGANISATION"
    return "DOMAIN_OF_ANOTHER" if domain.is_confirmed and not domain.is_served else None


def returning(*, is_open: bool, belongs: bool) -> str | None:
    """Why a linked login is not opened; None: it is. A former organisation's service opens nothing any more."""
    if not is_open:
        return "CLOSED"
    return None if belongs else "MOVED_AWAY"
