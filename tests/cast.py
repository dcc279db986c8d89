"""The cast and the small state of India they live in. One line each says who must see what.

Asha learns in CBDT, under Finance. Bilal in Railways must never see her. Chitra is MDO admin of Finance and sees CBDT.
Dev writes courses for ISTM, Hari reviews and publishes there. Esther approves for the CBC. Farah was transferred from
Finance to Railways and keeps her passbook. Gita watches the nation for DoPT. Indu supervises Asha.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from accounts.models import Person, User
from core.tenancy.context import Scope, everywhere
from institutions.organisations.models import Organisation
from institutions.positions.models import Designation
from institutions.roles.models import Membership
from institutions.roles.principal import forget_everybody

LONG_AGO = datetime(2024, 4, 1, tzinfo=UTC)

# code, name, Hindi name, kind, parent's code
TREE = [
    ("india", "Government of India", "भारत सरकार", "nation", None),
    ("finance", "Ministry of Finance", "वित्त मंत्रालय", "ministry", "india"),
    ("revenue", "Department of Revenue", "राजस्व विभाग", "department", "finance"),
    ("cbdt", "Central Board of Direct Taxes", "केंद्रीय प्रत्यक्ष कर बोर्ड", "office", "revenue"),
    ("railways", "Ministry of Railways", "रेल मंत्रालय", "ministry", "india"),
    ("personnel", "Ministry of Personnel, Public Grievances and Pensions", "कार्मिक, लोक शिकायत और पेंशन मंत्रालय", "ministry", "india"),
    ("dopt", "Department of Personnel and Training", "कार्मिक और प्रशिक्षण विभाग", "department", "personnel"),
    ("istm", "Institute of Secretariat Training and Management", "सचिवालय प्रशिक्षण एवं प्रबंध संस्थान", "institute", "dopt"),
    ("cbc", "Capacity Building Commission", "क्षमता निर्माण आयोग", "commission", "india"),
]
# key, name, Hindi name, organisation's code, (role, organisation's code) or None
PEOPLE = [
    ("asha", "Asha Verma", "आशा वर्मा", "cbdt", None),
    ("bilal", "Bilal Khan", "बिलाल ख़ान", "railways", None),
    ("chitra", "Chitra Nair", "चित्रा नायर", "finance", ("mdo_admin", "finance")),
    ("dev", "Dev Malhotra", "देव मल्होत्रा", "istm", ("content_creator", "istm")),
    ("esther", "Esther Lyngdoh", "एस्तर लिंगदोह", "cbc", ("cbc_member", "cbc")),
    ("farah", "Farah Siddiqui", "फ़राह सिद्दीकी", "railways", None),
    ("gita", "Gita Deshmukh", "गीता देशमुख", "dopt", ("national_viewer", "india")),
    ("hari", "Hari Prasad", "हरि प्रसाद", "istm", ("content_reviewer", "istm")),
    ("indu", "Indu Sharma", "इंदु शर्मा", "cbdt", None),
]


@dataclass(frozen=True, slots=True)
class Cast:
    """People by their first name, organisations by code."""

    people: dict[str, Person]
    organisations: dict[str, Organisation]

    @classmethod
    def load(cls) -> "Cast":
        with everywhere(reason="cast", audited=False):
            return cls(
                people={user.email.split("@")[0]: user.person for user in User.objects.select_related("person")},
                organisations={organisation.code: organisation for organisation in Organisation.objects.all()},
            )

    def __getattr__(self, name: str) -> Person | Organisation:
        if name in self.people:
            return self.people[name]
        if name in self.organisations:
            return self.organisations[name]
        raise AttributeError(name)

    def user(self, name: str) -> User:
        return User.objects.get(email=f"{name}@karmayogi.localhost")

    def learner_scope(self, name: str) -> Scope:
        person = self.people[name]
        path = next(o.path for o in self.organisations.values() if o.pk == person.home_organisation_id)
        return Scope(person_id=person.pk, above_ids=tuple(path))

    def organisation_scope(self, code: str, name: str | None = None) -> Scope:
        """The eyes of a role holder at an organisation."""
        organisation = self.organisations[code]
        below = tuple(o.pk for o in self.organisations.values() if organisation.pk in o.path)
        person_id = self.people[name].pk if name else None
        return Scope(person_id=person_id, organisation_ids=below, above_ids=tuple(organisation.path))


def build_cast() -> None:
    """Written once into the test database, unless a kept database has it already."""
    with everywhere(reason="cast", audited=False):
        if Organisation.objects.exists():
            return
        places: dict[str, Organisation] = {}
        for code, name, name_hi, kind, parent in TREE:
            above = places[parent] if parent else None
            place = Organisation.objects.create(code=code, name=name, name_hi=name_hi, kind=kind, parent=above)
            place.path = [*(above.path if above else []), place.pk]
            place.save(update_fields=["path"])
            places[code] = place
        for key, name, name_hi, home, role in PEOPLE:
            person = Person.objects.create(full_name=name, full_name_hi=name_hi, home_organisation_id=places[home].pk)
            User.objects.create_user(f"{key}@karmayogi.localhost", person=person)
            if role:
                Membership.objects.create(
                    person=person, organisation=places[role[1]], role=role[0], active_from=LONG_AGO
                )
        Designation.objects.create(code="section-officer", name="Section Officer", name_hi="अनुभाग अधिकारी", pay_level="8", group="B")
        Designation.objects.create(
            code="assistant-section-officer", name="Assistant Section Officer", name_hi="सहायक अनुभाग अधिकारी", pay_level="7", group="B"
        )
    forget_everybody()
