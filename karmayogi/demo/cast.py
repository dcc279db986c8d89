"""The cast: nine people of the small state of India. One source for the demo, the tests and the terminal's list.

Asha learns in CBDT, under Finance. Bilal in Railways must never see her. Chitra is MDO admin of Finance and sees CBDT.
Dev writes courses for ISTM, Hari reviews and publishes there. Esther approves for the CBC. Farah was transferred from
Finance to Railways and keeps her passbook. Gita watches the nation for DoPT. Indu supervises Asha.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EMAIL_DOMAIN = "karmayogi.localhost"


@dataclass(frozen=True, slots=True)
class CastMember:
    """`role`: (role, organisation's code). `area`: where signing in leads, the first that exists."""

    key: str
    name: str
    name_hi: str
    organisation: str
    who: str | Promise
    try_this: str | Promise
    area: tuple[str, ...] = ("/home/",)
    role: tuple[str, str] | None = None

    @property
    def email(self) -> str:
        return f"{self.key}@{EMAIL_DOMAIN}"

    def name_in(self, language: str) -> str:
        return self.name_hi if language == "hi" else self.name


CAST = (
    CastMember(
        "asha", "Asha Verma", "आशा वर्मा", "cbdt",
        _("Learns in the Central Board of Direct Taxes, under the Ministry of Finance."),
        _("See what is due, learn it, take the assessment and get the certificate."),
    ),
    CastMember(
        "bilal", "Bilal Khan", "बिलाल ख़ान", "railways",
        _("Learns in the Ministry of Railways."),
        _("Look for anything of Asha: there is nothing to find."),
    ),
    CastMember(
        "chitra", "Chitra Nair", "चित्रा नायर", "finance",
        _("Looks after training in the Ministry of Finance and the offices below it."),
        _("Bring in officials from a file and give them a plan with a due date."),
        area=("/mdo/finance/", "/mdo/finance/people-and-roles/"), role=("mdo_admin", "finance"),
    ),
    CastMember(
        "dev", "Dev Malhotra", "देव मल्होत्रा", "istm",
        _("Writes courses for the Institute of Secretariat Training and Management."),
        _("Build a course and send it for review."),
        area=("/provider/istm/courses/",), role=("content_creator", "istm"),
    ),
    CastMember(
        "esther", "Esther Lyngdoh", "एस्तर लिंगदोह", "cbc",
        _("Approves for the Capacity Building Commission."),
        _("Read the competency model that every course is tagged with, and the figures of the whole service."),
        area=("/competencies/", "/home/"), role=("cbc_member", "cbc"),
    ),
    CastMember(
        "farah", "Farah Siddiqui", "फ़राह सिद्दीकी", "railways",
        _("Was transferred from the Ministry of Finance to the Ministry of Railways."),
        _("See that the passbook came with her."),
    ),
    CastMember(
        "gita", "Gita Deshmukh", "गीता देशमुख", "dopt",
        _("Watches the nation for the Department of Personnel and Training."),
        _("See the figures move within a minute of a completion."),
        area=("/national/", "/home/"), role=("national_viewer", "india"),
    ),
    CastMember(
        "hari", "Hari Prasad", "हरि प्रसाद", "istm",
        _("Reviews and publishes courses for the Institute of Secretariat Training and Management."),
        _("Review what Dev sent: comment, return it or publish it."),
        area=("/provider/istm/courses/",), role=("content_reviewer", "istm"),
    ),
    CastMember(
        "indu", "Indu Sharma", "इंदु शर्मा", "cbdt",
        _("Is Asha's supervisor in the Central Board of Direct Taxes."),
        _("Learn what the plan asks of her too."),
    ),
)  # fmt: skip


def member(key: str) -> CastMember | None:
    return next((person for person in CAST if person.key == key), None)
