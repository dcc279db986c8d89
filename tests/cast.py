"""The cast in the small state of India they live in: the demo's people (karmayogi/demo/cast.py), in nine organisations.

Asha learns in CBDT, under Finance. Bilal in Railways must never see her. Chitra is MDO admin of Finance and sees CBDT.
Dev writes courses for ISTM, Hari reviews and publishes there. Esther approves for the CBC. Farah was transferred from
Finance to Railways and keeps her passbook. Gita watches the nation for DoPT. Indu supervises Asha.
"""

from dataclasses import dataclass

from accounts.models import Person, User
from core.audit.actor import platform
from core.tenancy.context import Scope, everywhere
from institutions import facade as institutions
from institutions.organisations.models import Organisation
from karmayogi.demo import data
from karmayogi.demo.cast import CAST
from karmayogi.demo.loading import LONG_AGO, load_cast

# As in the real tree, but few: tests count them.
ORGANISATIONS = ("india", "finance", "revenue", "cbdt", "railways", "personnel", "dopt", "istm", "cbc")
DESIGNATIONS = ("section-officer", "assistant-section-officer")


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
        actor = platform("command")
        tree = [row for row in data.organisations() if row["code"] in ORGANISATIONS]
        institutions.plant_tree(rows=tree, actor=actor, at=LONG_AGO)
        designations = [row for row in data.designations() if row["code"] in DESIGNATIONS]
        institutions.save_designations(rows=designations, actor=actor, at=LONG_AGO)
        load_cast(CAST, actor)
    institutions.forget_everybody()
