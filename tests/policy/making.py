"""Making officials and plans for tests, by the actions that make them."""

from datetime import UTC, date, datetime

from accounts.models import Person
from core.audit.actor import Actor
from core.tenancy.context import everywhere
from ehrms import facade as ehrms
from institutions.positions.models import Designation
from policy.plans import actions
from policy.plans.models import CapacityBuildingPlan, Publication

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
DUE = date(2027, 1, 31)


def chitra(cast) -> Actor:
    return Actor("Chitra Nair", "page", person_id=cast.chitra.pk, organisation_id=cast.finance.pk)


def designation(code: str = "section-officer") -> Designation:
    return Designation.objects.get(code=code)


def officials(
    cast, number: int, *, office: str = "cbdt", post: str = "section-officer", prefix: str = "N"
) -> list[int]:
    """People with a posting, made as the platform. Returns their ids."""
    with everywhere(reason="test officials", audited=False):
        place = cast.organisations[office]
        people = Person.objects.bulk_create(
            Person(full_name=f"{prefix} Official {n:05}", home_organisation_id=place.pk) for n in range(number)
        )
        employ(cast, [person.pk for person in people], office=office, post=post, prefix=prefix)
        return [person.pk for person in people]


def employ(
    cast, person_ids: list[int], *, office: str = "cbdt", post: str = "section-officer", prefix: str = "E"
) -> None:
    with everywhere(reason="test officials", audited=False):
        place = cast.organisations[office]
        designation_id = designation(post).pk
        employer = next(o for o in cast.organisations.values() if o.pk == place.path[min(1, len(place.path) - 1)])
        ehrms.join(
            joinings=[
                ehrms.Joining(
                    person_id=pk, employee_code=f"{prefix}{pk}", organisation_id=place.pk,
                    designation_id=designation_id, since=date(2024, 6, 3),
                )
                for pk in person_ids
            ],
            employer=employer, actor=chitra(cast), at=AT,
        )  # fmt: skip


def plan_of(
    cast, *offerings, organisation: str = "finance", title: str = "Finance plan", due: date = DUE
) -> CapacityBuildingPlan:
    """A draft for everybody at the organisation, inside whatever scope is open."""
    plan = actions.create_plan(
        organisation_id=cast.organisations[organisation].pk, title=title, title_hi="वित्त योजना",
        financial_year="2026-27", actor=chitra(cast), at=AT,
    )  # fmt: skip
    for offering in offerings:
        actions.add_item(plan=plan, offering_uuid=offering.uuid, due_on=due, actor=chitra(cast), at=AT)
    return plan


def carried(cast, publication: Publication) -> Publication:
    """The run, chunk after chunk, as the job does it."""
    while actions.publish_chunk(publication=publication, actor=chitra(cast), at=AT):
        pass
    publication.refresh_from_db()
    return publication
