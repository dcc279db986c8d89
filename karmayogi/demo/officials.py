"""Officials of the demo: the cast with postings, and three thousand colleagues in forty-two offices (offices.csv).

Everybody is drawn by a generator with a fixed seed, so every machine has the same people. Running it again changes
nothing.
"""

from dataclasses import replace
from datetime import date, datetime
from random import Random

from accounts import facade as accounts
from accounts.models import Person
from core.audit.actor import Actor
from core.tenancy.context import everywhere
from ehrms import facade as ehrms
from institutions import facade as institutions
from institutions.organisations.models import Organisation
from institutions.positions.models import Designation
from karmayogi.demo import data, names
from karmayogi.demo.cast import EMAIL_DOMAIN

# What people are in an office of a kind; a designation named twice is twice as frequent.
RANKS = {
    "secretariat": "assistant-section-officer assistant-section-officer assistant-section-officer"
    " section-officer section-officer senior-secretariat-assistant senior-secretariat-assistant stenographer"
    " private-secretary under-secretary deputy-secretary director multi-tasking-staff",
    "tax": "income-tax-officer inspector-income-tax inspector-income-tax tax-assistant tax-assistant section-officer"
    " assistant-section-officer assistant-commissioner-income-tax deputy-commissioner-income-tax",
    "customs": "assistant-section-officer assistant-section-officer section-officer tax-assistant tax-assistant"
    " senior-secretariat-assistant stenographer under-secretary assistant-director",
    "accounts": "assistant-accounts-officer assistant-accounts-officer accounts-officer section-officer"
    " senior-secretariat-assistant data-entry-operator deputy-director",
    "economists": "junior-statistical-officer junior-statistical-officer statistical-officer assistant-director"
    " deputy-director economic-adviser section-officer assistant-section-officer",
    "railway": "station-master station-master junior-engineer junior-engineer assistant-engineer executive-engineer"
    " senior-secretariat-assistant accounts-officer section-officer",
    "posts": "postal-assistant postal-assistant postman postman postmaster superintendent-posts assistant-accounts-officer",
    "engineers": "junior-engineer junior-engineer assistant-engineer assistant-engineer executive-engineer section-officer",
    "police": "constable constable sub-inspector sub-inspector assistant-commandant commandant stenographer",
    "teachers": "trained-graduate-teacher trained-graduate-teacher trained-graduate-teacher post-graduate-teacher"
    " post-graduate-teacher librarian junior-secretariat-assistant",
    "scientists": "scientist-b scientist-b scientist-c scientist-d scientist-e section-officer",
    "institute": "assistant-director deputy-director section-officer assistant-section-officer librarian hindi-officer",
    "state": "block-development-officer tehsildar patwari patwari panchayat-secretary panchayat-secretary"
    " auxiliary-nurse-midwife sub-divisional-officer municipal-commissioner district-magistrate",
}
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
# Years of joining; some joined while the history was under way.
JOINED = (*range(2008, 2024), *range(2014, 2024), 2024, 2025, 2025)


def load_officials(*, share: float = 1, actor: Actor, at: datetime) -> int:
    """Postings of the cast, and `share` of their colleagues; returns how many are new. Needs the tree and the cast."""
    with everywhere(reason="demo officials"):
        offices = institutions.ids_of_codes()
        designations = dict(Designation.objects.values_list("code", "pk"))
        groups = dict(Designation.objects.values_list("code", "group"))
        new = _load_cast(offices, designations, groups, actor, at)
        return new + _load_colleagues(share, offices, designations, groups, actor, at)


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
    share: float,
    offices: dict[str, int],
    designations: dict[str, int],
    groups: dict[str, str],
    actor: Actor,
    at: datetime,
) -> int:
    """`share` of the people of every office, one at least: tests need few. An office's first people are always these."""
    wanted: dict[int, list[tuple[str, str, ehrms.Joining]]] = {}
    employers: dict[int, Organisation] = {}
    for number, row in enumerate(data.offices(), start=1):
        office_id = offices[row["code"]]
        employer = _employer(office_id)
        employers[employer.pk] = employer
        ranks = RANKS[row["kind"]].split()
        for place in range(max(1, round(int(row["people"]) * share))):
            # A generator of one's own for each person: nobody changes when an office grows.
            chance = Random(f"{row['code']} {place}")  # noqa: S311 (made-up people)
            rank = chance.choice(ranks)
            since = date(chance.choice(JOINED), chance.randint(1, 12), chance.randint(1, 28))
            code = f"{employer.code[:3].upper()}-{number:02}-{place + 1:04}"
            joining = ehrms.Joining(
                person_id=0, employee_code=code, organisation_id=office_id, designation_id=designations[rank],
                since=since, group=groups[rank] if len(groups[rank]) == 1 else "", date_of_joining=since,
                email=f"{code.lower()}@{employer.code}.{EMAIL_DOMAIN}",
            )  # fmt: skip
            wanted.setdefault(employer.pk, []).append((*names.drawn(chance, row["region"]), joining))
    new = 0
    for employer_id, colleagues in wanted.items():
        known = ehrms.codes_of(employer_id)
        fresh = [one for one in colleagues if one[2].employee_code not in known]
        people = Person.objects.bulk_create(
            Person(full_name=name, full_name_hi=name_hi, home_organisation_id=joining.organisation_id)
            for name, name_hi, joining in fresh
        )
        joinings = [replace(one[2], person_id=person.pk) for one, person in zip(fresh, people, strict=True)]
        new += len(ehrms.join(joinings=joinings, employer=employers[employer_id], actor=actor, at=at))
    return new


def _employer(office_id: int) -> Organisation:
    path = Organisation.objects.values_list("path", flat=True).get(pk=office_id)
    return Organisation.objects.get(pk=path[1])
