"""The provider's process, once for all tests here, and the way of a browser between it and this site."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from core.audit.actor import Actor, platform
from core.tenancy.context import acting_in, everywhere
from institutions import facade as institutions
from institutions.sign_on.actions import setting_up
from institutions.sign_on.journey import return_address
from institutions.sign_on.models import ServiceState, SignOnService
from tests.institutions.sign_on.process import Provider, running_provider
from tests.institutions.sign_on.provider import CLIENT, SECRET

AT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def provider_process(tmp_path_factory: Any) -> Iterator[Provider]:
    with running_provider(tmp_path_factory.mktemp("provider")) as running:
        yield running


@pytest.fixture
def provider(provider_process: Provider, settings: Any) -> Iterator[Provider]:
    settings.SIGN_ON_LOOPBACK_HTTP = True
    yield provider_process
    provider_process.wrongly()


def set_up(cast: Any, provider: Provider, place: str = "finance", *, on: bool = True) -> SignOnService:
    """The service of an organisation, tried and on; karmayogi.localhost is CBDT's domain, below Finance."""
    actor = Actor(name="Chitra", door="page", person_id=cast.chitra.pk, organisation_id=cast.organisations[place].pk)
    where = cast.organisations[place]
    with acting_in(cast.organisation_scope(place)):
        service = setting_up.save_service(
            organisation=where, name=f"{place.title()} sign-in", name_hi="", issuer=provider.issuer, client_id=CLIENT,
            secret=SECRET, actor=actor, at=AT,
        )  # fmt: skip
        if on:
            setting_up.note_trial(
                organisation=where, revision=service.revision, claims={}, would="LINK", refusal="", detail="",
                actor=actor, at=AT,
            )  # fmt: skip
            setting_up.switch(organisation=where, on=True, actor=actor, at=AT)
    with everywhere(reason="test", audited=False):
        institutions.approve_domains(domains={"karmayogi.localhost": "cbdt"}, actor=platform(), at=AT)
    service.refresh_from_db()
    assert service.state == (ServiceState.ON if on else ServiceState.DRAFT)
    provider.register(return_address(service))
    return service


@pytest.fixture
def service(cast: Any, provider: Provider) -> SignOnService:
    return set_up(cast, provider)


@dataclass
class Browser:
    """One browser: our site's cookies in `here`, the provider's in `there`."""

    here: Client = field(default_factory=lambda: Client(headers={"host": "localhost"}))
    there: requests.Session = field(default_factory=requests.Session)

    def enter(self, service: SignOnService, address: str, *, verified: bool = True) -> None:
        """Sign in at the provider, as its own login page would have it."""
        how = {"as": address, "verified": "yes" if verified else "no"}
        self.there.get(f"{service.issuer}/enter/", params=how, timeout=5)

    def asked(self, service: SignOnService, query: str = "") -> str:
        """Where our site leads: the question to the provider."""
        answer = self.here.get(f"/account/sign-on/{service.uuid}/go/{query}")
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]

    def answered(self, question: str) -> str:
        """Where the provider leads back to: path and query on our site."""
        answer = self.there.get(question, allow_redirects=False, timeout=5)
        while answer.headers["Location"].startswith(("/enter/", "/again/")):  # prompt=login
            onward = parse_qs(urlsplit(answer.headers["Location"]).query)["next"][0]
            answer = self.there.get(f"{question.partition('/identity')[0]}{onward}", allow_redirects=False, timeout=5)
        back = urlsplit(answer.headers["Location"])
        assert back.hostname == "localhost", answer.headers["Location"]
        return f"{back.path}?{back.query}"

    def travel(self, service: SignOnService, address: str, query: str = "", *, verified: bool = True) -> Any:
        """There and back; the answer of our site."""
        self.enter(service, address, verified=verified)
        return self.here.get(self.answered(self.asked(service, query)))

    @property
    def is_in(self) -> bool:
        return "_auth_user_id" in self.here.session


@pytest.fixture
def browser() -> Browser:
    return Browser()
