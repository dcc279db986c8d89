"""Plans of the demo, made and published as their ministries would: Finance's by Chitra, others by the platform."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from accounts import facade as accounts
from core.audit.actor import Actor
from core.tenancy.context import Scope, acting_in, everywhere
from courses import facade as courses
from institutions.organisations.models import Organisation
from karmayogi.demo.cast import EMAIL_DOMAIN
from policy.plans import actions as plans
from policy.plans.models import CapacityBuildingPlan


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """`items`: course -> due. `by`: who of the cast, or nobody."""

    organisation: str
    title: str
    title_hi: str
    financial_year: str
    at: datetime
    items: dict[str, date]
    by: str = ""
    closed_at: datetime | None = None


PLANS = (
    DemoPlan(
        "finance", "Ministry of Finance training plan 2025–26", "वित्त मंत्रालय प्रशिक्षण योजना 2025–26", "2025-26",
        datetime(2025, 5, 5, 5, tzinfo=UTC),
        {"induction-to-government": date(2025, 7, 31), "procurement-gfr-and-gem": date(2025, 12, 31),
         "prevention-of-sexual-harassment": date(2026, 1, 31)},
        by="chitra", closed_at=datetime(2026, 4, 6, 5, tzinfo=UTC),
    ),
    DemoPlan(
        "railway-board", "Railway Board training plan 2026–27", "रेलवे बोर्ड प्रशिक्षण योजना 2026–27", "2026-27",
        datetime(2026, 6, 8, 5, tzinfo=UTC),
        {"preventive-vigilance": date(2026, 9, 30), "cyber-hygiene": date(2026, 12, 31)},
    ),
    DemoPlan(
        "posts", "Department of Posts training plan 2026–27", "डाक विभाग प्रशिक्षण योजना 2026–27", "2026-27",
        datetime(2026, 7, 6, 5, tzinfo=UTC),
        {"grievance-redress": date(2026, 10, 31), "cyber-hygiene": date(2027, 1, 31)},
    ),
    DemoPlan(
        "health-welfare", "Health training plan 2026–27", "स्वास्थ्य प्रशिक्षण योजना 2026–27", "2026-27",
        datetime(2026, 5, 18, 5, tzinfo=UTC),
        {"prevention-of-sexual-harassment": date(2026, 8, 31), "e-office-basics": date(2026, 12, 15)},
    ),
    DemoPlan(
        "railways", "Ministry of Railways training plan 2026–27", "रेल मंत्रालय प्रशिक्षण योजना 2026–27", "2026-27",
        datetime(2026, 7, 20, 5, tzinfo=UTC),
        {"grievance-redress": date(2026, 12, 15), "parliamentary-procedure": date(2027, 2, 26)},
    ),
    DemoPlan(
        "personnel", "Ministry of Personnel training plan 2026–27", "कार्मिक मंत्रालय प्रशिक्षण योजना 2026–27", "2026-27",
        datetime(2026, 6, 22, 5, tzinfo=UTC),
        {"preventive-vigilance": date(2026, 12, 18), "e-office-basics": date(2027, 1, 29)},
    ),
    DemoPlan(
        "cbc", "Commission training plan 2026–27", "आयोग प्रशिक्षण योजना 2026–27", "2026-27",
        datetime(2026, 8, 3, 5, tzinfo=UTC),
        {"cyber-hygiene": date(2026, 12, 11), "prevention-of-sexual-harassment": date(2027, 1, 22)},
    ),
    # The first day passed soon after: an overdue course belongs to the picture.
    DemoPlan(
        "finance", "Ministry of Finance training plan 2026–27", "वित्त मंत्रालय प्रशिक्षण योजना 2026–27", "2026-27",
        datetime(2026, 11, 5, 5, tzinfo=UTC),
        {"noting-and-drafting": date(2026, 11, 15), "code-of-conduct": date(2026, 11, 30),
         "rti-act-2005-basics": date(2026, 12, 31)},
        by="chitra",
    ),
)  # fmt: skip


def load_plans() -> int:
    """Publish what is not there yet; returns how many were. Needs officials and courses."""
    made = 0
    for wanted in PLANS:
        with everywhere(reason="demo plan", audited=False):
            place = Organisation.objects.get(code=wanted.organisation)
            below = tuple(Organisation.objects.below(place.pk).values_list("pk", flat=True))
            login = accounts.login_of(f"{wanted.by}@{EMAIL_DOMAIN}") if wanted.by else None
            who = Actor(
                name=login.person.full_name if login else place.name, door="command",
                person_id=login.person_id if login else None, user_id=login.pk if login else None,
                organisation_id=place.pk,
            )  # fmt: skip
        with acting_in(Scope(person_id=who.person_id, organisation_ids=below, above_ids=tuple(place.path))):
            made += _publish(wanted, place.pk, who)
    return made


def _publish(wanted: DemoPlan, organisation_id: int, actor: Actor) -> bool:
    offered = {offering.code: offering for offering in courses.published_offerings()}
    there = CapacityBuildingPlan.objects.filter(organisation_id=organisation_id, title=wanted.title)
    if there.exists() or not set(wanted.items) <= set(offered):
        return False
    plan = plans.create_plan(
        organisation_id=organisation_id, title=wanted.title, title_hi=wanted.title_hi,
        financial_year=wanted.financial_year, actor=actor, at=wanted.at,
    )  # fmt: skip
    for code, due_on in wanted.items.items():
        plans.add_item(plan=plan, offering_uuid=offered[code].uuid, due_on=due_on, actor=actor, at=wanted.at)
    run = plans.publish_plan(plan=plan, actor=actor, at=wanted.at)
    while plans.publish_chunk(publication=run, actor=actor, at=wanted.at):
        pass
    if wanted.closed_at:
        plans.close_plan(plan=plan, actor=actor, at=wanted.closed_at)
    return True
