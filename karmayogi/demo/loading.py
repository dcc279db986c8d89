"""Loading the demo: the tree, the cast, competencies, courses, officials, their history, plans. Idempotent."""

from datetime import UTC, datetime

from accounts import facade as accounts
from competencies import facade as competencies
from core.audit.actor import Actor, platform
from core.tenancy.context import everywhere
from institutions import facade as institutions
from karmayogi.demo import data
from karmayogi.demo.assessment import load_assessment
from karmayogi.demo.cast import CAST, CastMember
from karmayogi.demo.courses.loading import load_courses
from karmayogi.demo.courses.work import load_work
from karmayogi.demo.history import (
    derive_certificates,
    derive_completions,
    derive_progress,
    follow_plans,
    load_history,
)
from karmayogi.demo.kept import load_kept
from karmayogi.demo.officials import load_officials
from karmayogi.demo.packages.loading import load_packages
from karmayogi.demo.plans import load_plans
from karmayogi.demo.ratings import load_ratings
from karmayogi.demo.sittings import load_sittings
from karmayogi.demo.together import together
from monitoring.integrity.actions import check
from monitoring.readmodels.actions import rebuild

LONG_AGO = datetime(2024, 4, 1, tzinfo=UTC)

# People with a verified address of these domains may join by themselves.
APPROVED_DOMAINS = {
    "incometax.gov.in": "cbdt",
    "cbic.gov.in": "cbic",
    "railnet.gov.in": "railways",
    "indiapost.gov.in": "posts",
    "istm.gov.in": "istm",
    "cbc.gov.in": "cbc",
    "cbdt.karmayogi.localhost": "cbdt",
    "railways.karmayogi.localhost": "railways",
}


def load(at: datetime, *, share: float = 1) -> None:
    """`share` of the colleagues: a test that counts by hand takes few."""
    actor = platform("command")
    with everywhere(reason="demo data"):
        institutions.plant_tree(rows=data.organisations(), actor=actor, at=at)
        institutions.save_designations(rows=data.designations(), actor=actor, at=at)
        institutions.approve_domains(domains=APPROVED_DOMAINS, actor=actor, at=at)
        load_cast(CAST, actor)
        competencies.load_framework(actor=actor)
    together(load_courses, lambda: load_officials(share=share, actor=actor, at=at))
    load_work(at=at)
    is_new = load_history(at=at)
    load_plans()
    if is_new:
        follow_plans(at=at)
        together(derive_progress, lambda: _load_completed(at))
        load_kept(at=at)
    load_packages(at=at)
    load_assessment(at=at)
    institutions.forget_everybody()
    with everywhere(reason="demo data"):
        rebuild(at=at)
        if is_new:
            check(at=at)  # or the page of it would be empty until the first night


def _load_completed(at: datetime) -> None:
    derive_completions()
    together(derive_certificates, lambda: load_sittings(at=at))
    load_ratings(at=at)


def load_cast(cast: tuple[CastMember, ...], actor: Actor) -> None:
    """People, their logins (without a usable password) and their roles, as of long ago."""
    ids = institutions.ids_of_codes()
    for member in cast:
        person_id = accounts.person_with_login(
            email=member.email, full_name=member.name, full_name_hi=member.name_hi,
            home_organisation_id=ids[member.organisation], actor=actor, at=LONG_AGO,
        )  # fmt: skip
        if member.role:
            role, organisation = member.role
            institutions.appoint(
                person_id=person_id, organisation_id=ids[organisation], role=role, actor=actor, at=LONG_AGO
            )
