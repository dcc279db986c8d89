"""A ministry's own sign-in service in a real browser, with a real provider: set up, tried, linked, used; under the site's
content policy, which would stop a form that leads to another site."""

import pytest
from playwright.sync_api import Page, expect

from tests.institutions.sign_on.process import Provider, running_provider
from tests.institutions.sign_on.provider import CLIENT, SECRET
from tests.journeys.conftest import press


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    with running_provider(tmp_path_factory.mktemp("provider")) as running:
        yield running


def enter(page: Page, provider: Provider, address: str) -> None:
    page.goto(f"{provider.issuer}/enter/?as={address}")


def watched(page: Page) -> list[str]:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    return complaints


def test_from_the_ministrys_settings_to_a_civil_servant_signed_in(visit, provider, product):
    chitra, asha, somewhere_else = visit("chitra"), visit("asha"), visit(phone=True)
    complaints = [watched(page) for page in (chitra, asha, somewhere_else)]

    chitra.goto("/mdo/finance/sign-on/")
    for name, value in {"name": "Finance sign-in", "issuer": provider.issuer, "client_id": CLIENT}.items():
        chitra.locator(f"[name={name}]").fill(value)
    chitra.locator("[name=secret]").fill(SECRET)
    press(chitra, "form:has([name=issuer]) button")
    provider.register(chitra.locator("code.key-text").inner_text())
    enter(chitra, provider, "chitra@karmayogi.localhost")
    chitra.goto("/mdo/finance/sign-on/")
    chitra.get_by_role("link", name="Try it").click()
    chitra.get_by_role("link", name="Go on to Finance sign-in").click()
    expect(chitra.get_by_text("The trial worked")).to_be_visible()
    chitra.get_by_role("button", name="Switch it on").click()
    expect(chitra.get_by_text("The service is on.")).to_be_visible()

    enter(asha, provider, "asha@elsewhere.example")
    asha.goto("/account/linked-sign-ins/")
    asha.get_by_role("button", name="Link Finance sign-in").click()
    asha.get_by_role("link", name="Go on to Finance sign-in").click()
    expect(asha.get_by_text("From now on you can sign in by this service.")).to_be_visible()

    enter(somewhere_else, provider, "asha@elsewhere.example")
    somewhere_else.goto("/account/login/?next=/certificates/")
    somewhere_else.get_by_role("link", name="Sign in with your organisation").click()
    somewhere_else.get_by_label("Your work e-mail address").fill("asha@cbdt.karmayogi.localhost")
    somewhere_else.keyboard.press("Enter")
    somewhere_else.get_by_role("link", name="Go on to Finance sign-in").click()
    somewhere_else.wait_for_url(f"{product.url}/certificates/")
    chitra.locator("summary", has_text="Remove it").click()
    chitra.get_by_role("button", name="Remove the service and its links").click()
    expect(chitra.get_by_text("The service and all links to it are removed.")).to_be_visible()
    assert complaints == [[], [], []]
