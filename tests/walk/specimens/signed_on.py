"""Sign-in services of organisations, a link to one, and e-mail domains."""

from datetime import datetime
from typing import Any

from core.tenancy.context import acting_in, everywhere
from tests.walk.specimens.people import who


def signed_on(cast: Any, at: datetime) -> dict[str, str]:
    """Finance's service is on and linked to Asha; CBDT's was tried and failed. Finance asks for a domain of Railways."""
    from institutions import facade as institutions
    from institutions.sign_on.actions import domains, setting_up
    from institutions.sign_on.models import SignOnLink

    said = {"iss": "https://sso.finance.example", "sub": "f:7c1", "email": "chitra@karmayogi.localhost"}
    made = {}
    for place, name in (("finance", "वित्त मंत्रालय साइन-इन"), ("cbdt", "सीबीडीटी साइन-इन")):
        by = {"organisation": cast.organisations[place], "at": at, **who(cast, "chitra", place)}
        with acting_in(cast.organisation_scope(place, "chitra")):
            made[place] = setting_up.save_service(
                name=f"{place.title()} sign-in", name_hi=name, issuer=f"https://sso.{place}.example", client_id="karmayogi",
                secret="specimen", **by,
            )  # fmt: skip
            trial = {"claims": said, "would": "HOLDS_ROLE", "refusal": "", "detail": ""}
            if place == "cbdt":
                trial = {"claims": {}, "would": "", "refusal": "CLOCK", "detail": ""}
            setting_up.note_trial(revision=made[place].revision, **trial, **by)
            if place == "finance":
                setting_up.switch(on=True, **by)
                asked = domains.ask(domain="railnet.gov.in", note="एनआईसी का पत्र 12/2026", **by)
                other = domains.ask(domain="revenue.example", note="एनआईसी का पत्र 13/2026", **by)
    domains.decide(request=other, confirms=False, answer="पत्र में यह डोमेन नहीं है।", at=at, **who(cast, "farah", "india"))
    SignOnLink.objects.create(
        service=made["finance"], user=cast.user("asha"), subject="f:1", email="asha@karmayogi.localhost",
        linked_by="address", linked_at=at, last_used_at=at,
    )  # fmt: skip
    with everywhere(reason="specimens", audited=False):
        institutions.approve_domains(domains={"karmayogi.localhost": "finance"}, at=at, **who(cast, "farah", "india"))
    return {
        "service": str(made["finance"].uuid), "service_off": str(made["cbdt"].uuid), "domain_request": str(asked.uuid),
    }  # fmt: skip
