"""What people of the demo keep for themselves or were given: notes of Asha and Indu, more time for a colleague of Asha's.

Loading it again changes nothing.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from accounts import facade as accounts
from core.audit.actor import Actor
from core.tenancy.context import Scope, acting_in, everywhere
from courses.accommodations.access import Found
from courses.accommodations.actions import grant
from courses.accommodations.models import Category
from courses.catalogue.models import Offering, Resource
from courses.notes.actions import write
from ehrms.officials.models import Official
from institutions.organisations.models import Organisation
from karmayogi.demo.cast import EMAIL_DOMAIN

NAMES = UUID("6a1f2a0e-5d7c-4f0a-9d51-3b1a8f4f7c11")
# Whose, course, place of the part in it, days before, what.
NOTES = (
    ("asha", "procurement-gfr-and-gem", 1, 344,
     "हर आदेश से पहले अनुभाग से पूछें: क्या यह जेम पर है? न हो तो फ़ाइल पर लिखें कि हमने देखा था।"),
    ("asha", "leave-rules-1972", 1, 199, "अर्जित अवकाश: आवेदन पहले, स्वीकृति के बाद ही यात्रा की बुकिंग।"),
    ("asha", "cyber-hygiene", 1, 39, "अनुभाग की साझा मेलपेटी का पासवर्ड सोमवार को इंदु जी के साथ बदलना है।"),
    ("indu", "preventive-vigilance", 1, 299, "Good example for the next staff meeting: the list of sensitive posts."),
)  # fmt: skip


def load_kept(*, at: datetime) -> int:
    """How many notes and decisions there are now of these. Needs the cast, the courses and the officials."""
    with everywhere(reason="demo notes", audited=False):
        for number, (key, code, place, days, text) in enumerate(NOTES):
            offering = Offering.objects.get(code=code)
            parts = Resource.objects.filter(version_id=offering.published_version_id, kind="text")
            part = parts.order_by("module__position", "position")[place - 1]
            write(
                person_id=_person(key), offering=offering, resource=part, text=text, place=None,
                uuid=uuid5(NAMES, f"note {number}"), at=at - timedelta(days=days),
            )  # fmt: skip
        office = Organisation.objects.get(code="cbdt")
        finance = Organisation.objects.get(code="finance")
        below = tuple(Organisation.objects.below(finance.pk).values_list("pk", flat=True))
        colleague = (
            Official.objects.filter(home_organisation_id=office.pk)
            .exclude(email__endswith=EMAIL_DOMAIN)
            .select_related("person")
            .order_by("employee_code")
            .first()
        )
    chitra = _person("chitra")
    if colleague is None:
        return len(NOTES)
    with acting_in(Scope(person_id=chitra, organisation_ids=below, above_ids=tuple(finance.path))):
        grant(
            uuid=uuid5(NAMES, "accommodation"), organisation_id=finance.pk, offering=None, extra_time_percent=50,
            found=Found(colleague.person_id, colleague.person.full_name, office.pk), extra_attempts=0,
            category=Category.DISABILITY, note="", active_from=(at - timedelta(days=60)).date(), active_to=None,
            actor=Actor(name="Chitra Nair", door="command", person_id=chitra, organisation_id=finance.pk),
            at=at - timedelta(days=60),
        )  # fmt: skip
    return len(NOTES) + 1


def _person(key: str) -> int:
    login = accounts.login_of(f"{key}@{EMAIL_DOMAIN}")
    assert login is not None
    return login.person_id
