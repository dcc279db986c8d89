"""Officials of the demo: the cast with postings, some three hundred colleagues in Finance, and Finance's plan.

Names are put together from common ones by a fixed rule, so every machine has the same people. Running it again changes
nothing.
"""

from datetime import UTC, date, datetime

from accounts import facade as accounts
from accounts.models import Person
from core.audit.actor import Actor
from core.tenancy.context import Scope, acting_in, everywhere
from courses import facade as courses
from ehrms import facade as ehrms
from institutions import facade as institutions
from institutions.organisations.models import Organisation
from institutions.positions.models import Designation
from karmayogi.demo.cast import EMAIL_DOMAIN
from policy.plans import actions as plans
from policy.plans.models import CapacityBuildingPlan

FIRST_NAMES = (
    ("Aarti", "आरती"), ("Abdul", "अब्दुल"), ("Ajay", "अजय"), ("Amit", "अमित"), ("Ananya", "अनन्या"),
    ("Anil", "अनिल"), ("Anita", "अनीता"), ("Arun", "अरुण"), ("Deepa", "दीपा"), ("Dinesh", "दिनेश"),
    ("Fatima", "फ़ातिमा"), ("Ganesh", "गणेश"), ("Geeta", "गीता"), ("Harpreet", "हरप्रीत"), ("Imran", "इमरान"),
    ("Jaya", "जया"), ("Joseph", "जोसेफ़"), ("Kavita", "कविता"), ("Kiran", "किरण"), ("Lakshmi", "लक्ष्मी"),
    ("Manoj", "मनोज"), ("Mary", "मेरी"), ("Meena", "मीना"), ("Mohan", "मोहन"), ("Neha", "नेहा"),
    ("Nikhil", "निखिल"), ("Pooja", "पूजा"), ("Prakash", "प्रकाश"), ("Priya", "प्रिया"), ("Rahul", "राहुल"),
    ("Rajesh", "राजेश"), ("Rekha", "रेखा"), ("Rohit", "रोहित"), ("Sanjay", "संजय"), ("Shabana", "शबाना"),
    ("Sunita", "सुनीता"), ("Suresh", "सुरेश"), ("Usha", "उषा"), ("Vijay", "विजय"), ("Vinod", "विनोद"),
)  # fmt: skip
LAST_NAMES = (
    ("Agarwal", "अग्रवाल"), ("Ansari", "अंसारी"), ("Banerjee", "बनर्जी"), ("Bhat", "भट"), ("Chauhan", "चौहान"),
    ("Choudhary", "चौधरी"), ("Das", "दास"), ("Desai", "देसाई"), ("Fernandes", "फ़र्नांडिस"), ("Gogoi", "गोगोई"),
    ("Gupta", "गुप्ता"), ("Iyer", "अय्यर"), ("Jain", "जैन"), ("Joshi", "जोशी"), ("Kaur", "कौर"),
    ("Kulkarni", "कुलकर्णी"), ("Kumar", "कुमार"), ("Mehta", "मेहता"), ("Menon", "मेनन"), ("Mishra", "मिश्रा"),
    ("Murmu", "मुर्मू"), ("Naidu", "नायडू"), ("Oraon", "उरांव"), ("Patel", "पटेल"), ("Pillai", "पिल्लै"),
    ("Rao", "राव"), ("Reddy", "रेड्डी"), ("Saikia", "सैकिया"), ("Sen", "सेन"), ("Singh", "सिंह"),
    ("Sinha", "सिन्हा"), ("Thakur", "ठाकुर"), ("Tiwari", "तिवारी"), ("Tripathi", "त्रिपाठी"), ("Yadav", "यादव"),
    ("Zaidi", "ज़ैदी"), ("Nair", "नायर"),
)  # fmt: skip
# Office -> how many, and their designations with their share in ten.
OFFICES = {
    "cbdt": (180, ("income-tax-officer", "inspector-income-tax", "inspector-income-tax", "tax-assistant",
                   "tax-assistant", "section-officer", "assistant-section-officer", "assistant-section-officer",
                   "assistant-commissioner-income-tax", "deputy-commissioner-income-tax")),
    "cbic": (60, ("section-officer", "assistant-section-officer", "assistant-section-officer", "tax-assistant",
                  "tax-assistant", "senior-secretariat-assistant", "senior-secretariat-assistant", "stenographer",
                  "under-secretary", "assistant-director")),
    "revenue": (30, ("section-officer", "assistant-section-officer", "assistant-section-officer", "under-secretary",
                     "senior-secretariat-assistant", "stenographer", "private-secretary", "deputy-secretary",
                     "multi-tasking-staff", "director")),
    "economic-affairs": (30, ("section-officer", "assistant-section-officer", "assistant-section-officer",
                              "under-secretary", "economic-adviser", "deputy-director", "statistical-officer",
                              "junior-statistical-officer", "personal-assistant", "director")),
}  # fmt: skip
# Who of the cast serves where as what: key, code, office, designation, since, supervisor.
CAST_POSTINGS = (
    ("indu", "MOF-0002", "cbdt", "under-secretary", date(2022, 4, 1), None),
    ("asha", "MOF-0001", "cbdt", "section-officer", date(2024, 6, 3), "indu"),
    ("chitra", "MOF-0003", "finance", "director", date(2023, 1, 2), None),
    ("farah", "MOF-0004", "revenue", "assistant-section-officer", date(2021, 7, 1), None),
    ("bilal", "MOR-0001", "railways", "section-officer", date(2023, 9, 4), None),
    ("dev", "MPP-0001", "istm", "assistant-director", date(2022, 8, 1), None),
    ("hari", "MPP-0002", "istm", "deputy-director", date(2020, 1, 6), None),
    ("gita", "MPP-0003", "dopt", "deputy-secretary", date(2021, 3, 1), None),
    ("esther", "CBC-0001", "cbc", "director", date(2022, 5, 2), None),
)
FARAH_MOVED = date(2025, 7, 1)
PLAN_TITLE, PLAN_TITLE_HI = "Ministry of Finance training plan 2026–27", "वित्त मंत्रालय प्रशिक्षण योजना 2026–27"
PLAN_AT = datetime(2026, 11, 5, 5, 0, tzinfo=UTC)
# Course -> due. The first day passed soon after: an overdue course belongs to the picture.
PLAN_ITEMS = {
    "noting-and-drafting": date(2026, 11, 15),
    "code-of-conduct": date(2026, 11, 30),
    "rti-act-2005-basics": date(2026, 12, 31),
}


def load_officials(*, actor: Actor, at: datetime) -> int:
    """Postings of the cast and the colleagues in Finance; returns how many are new. Needs the tree and the cast."""
    with everywhere(reason="demo officials"):
        offices = institutions.ids_of_codes()
        designations = dict(Designation.objects.values_list("code", "pk"))
        groups = dict(Designation.objects.values_list("code", "group"))
        new = _load_cast(offices, designations, groups, actor, at)
        return new + _load_colleagues(offices, designations, groups, actor, at)


def _load_cast(
    offices: dict[str, int], designations: dict[str, int], groups: dict[str, str], actor: Actor, at: datetime
) -> int:
    ids = {key: user.person_id for key, *_rest in CAST_POSTINGS if (user := accounts.login_of(f"{key}@{EMAIL_DOMAIN}"))}
    known = ehrms.officials_of(list(ids.values()))
    new = 0
    for key, code, office, designation, since, supervisor in CAST_POSTINGS:
        if key not in ids or ids[key] in known:
            continue
        joining = ehrms.Joining(
            person_id=ids[key], employee_code=code, organisation_id=offices[office],
            designation_id=designations[designation], since=since, group=groups[designation], date_of_joining=since,
            email=f"{key}@{EMAIL_DOMAIN}", supervisor_id=ids.get(supervisor or ""),
        )  # fmt: skip
        made = ehrms.join(joinings=[joining], employer=_employer(offices[office]), actor=actor, at=at)
        new += len(made)
        if key == "farah":
            ehrms.transfer(
                official=made[0], organisation=Organisation.objects.get(pk=offices["railways"]),
                designation=Designation.objects.get(pk=designations["section-officer"]), since=FARAH_MOVED,
                actor=actor, at=at,
            )  # fmt: skip
    return new


def _load_colleagues(
    offices: dict[str, int], designations: dict[str, int], groups: dict[str, str], actor: Actor, at: datetime
) -> int:
    employer = _employer(offices["finance"])
    known = ehrms.codes_of(employer.pk)
    people: list[Person] = []
    wanted: list[tuple[str, str, str, date]] = []
    number = 100
    for office, (size, ranks) in OFFICES.items():
        for place in range(size):
            number += 1
            code = f"MOF-{number:04}"
            if code in known:
                continue
            # 40 and 37 have no common divisor, so a pair of names comes back only after 1,480 people.
            (first, first_hi), (last, last_hi) = FIRST_NAMES[number % 40], LAST_NAMES[number * 5 % 37]
            people.append(
                Person(
                    full_name=f"{first} {last}", full_name_hi=f"{first_hi} {last_hi}",
                    home_organisation_id=offices[office],
                )
            )  # fmt: skip
            turn = number // 10
            since = date(2016 + (number + 3 * turn) % 10, 1 + (number + 5 * turn) % 12, 1 + (number + turn) % 28)
            wanted.append((code, office, ranks[(place + 3 * turn) % len(ranks)], since))
    Person.objects.bulk_create(people)
    joinings = [
        ehrms.Joining(
            person_id=person.pk, employee_code=code, organisation_id=offices[office],
            designation_id=designations[rank], since=since, group=groups[rank][:1], date_of_joining=since,
            email=f"{code.lower()}@finance.{EMAIL_DOMAIN}",
        )
        for person, (code, office, rank, since) in zip(people, wanted, strict=True)
    ]  # fmt: skip
    return len(ehrms.join(joinings=joinings, employer=employer, actor=actor, at=at))


def load_plan() -> bool:
    """Finance's plan for the year, published by Chitra early in November. Needs officials and courses."""
    with everywhere(reason="demo plan", audited=False):
        place = Organisation.objects.get(code="finance")
        chitra = accounts.login_of(f"chitra@{EMAIL_DOMAIN}")
        if chitra is None:
            return False
        below = tuple(Organisation.objects.below(place.pk).values_list("pk", flat=True))
        who = Actor(
            name=chitra.person.full_name, door="command", person_id=chitra.person_id, user_id=chitra.pk,
            organisation_id=place.pk,
        )  # fmt: skip
    with acting_in(Scope(person_id=chitra.person_id, organisation_ids=below, above_ids=tuple(place.path))):
        return _publish(place.pk, who)


def _publish(organisation_id: int, actor: Actor) -> bool:
    offered = {offering.code: offering for offering in courses.published_offerings()}
    there = CapacityBuildingPlan.objects.filter(organisation_id=organisation_id, title=PLAN_TITLE)
    if there.exists() or not set(PLAN_ITEMS) <= set(offered):
        return False
    plan = plans.create_plan(
        organisation_id=organisation_id, title=PLAN_TITLE, title_hi=PLAN_TITLE_HI, financial_year="2026-27",
        actor=actor, at=PLAN_AT,
    )  # fmt: skip
    for code, due_on in PLAN_ITEMS.items():
        plans.add_item(plan=plan, offering_uuid=offered[code].uuid, due_on=due_on, actor=actor, at=PLAN_AT)
    run = plans.publish_plan(plan=plan, actor=actor, at=PLAN_AT)
    while plans.publish_chunk(publication=run, actor=actor, at=PLAN_AT):
        pass
    return True


def _employer(office_id: int) -> Organisation:
    path = Organisation.objects.values_list("path", flat=True).get(pk=office_id)
    return Organisation.objects.get(pk=path[1])
