"""What certificates are made of, and certificates as lists and pages show them."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from competencies.facade import area_label
from core.display.dates import in_date_long, local_date
from core.display.measures import duration
from courses.catalogue.models import VersionCompetency
from courses.certificates.models import (
    Certificate,
    CertificateFace,
    CertificateState,
    RevocationReason,
)
from courses.certificates.rules import Content, Shown, band_of, printed
from courses.enrolment.models import Completion
from ehrms.facade import postings_of


@dataclass(frozen=True, slots=True)
class Facts:
    """A completion and what its certificate will say."""

    completion_uuid: UUID
    person_id: int
    organisation_id: int
    home_organisation_id: int
    provider_id: int
    offering_id: int
    completed_at: datetime
    content: Content


def facts_of(completion_uuids: Iterable[UUID]) -> list[Facts]:
    """In three queries, however many completions."""
    completions = list(
        Completion.objects.filter(uuid__in=list(completion_uuids))
        .select_related("person", "organisation", "version", "version__owner")
        .order_by("pk")
    )
    shown: dict[int, list[Shown]] = {}
    tags = (
        VersionCompetency.objects.filter(version_id__in={completion.version_id for completion in completions})
        .select_related("competency", "competency__parent")
        .order_by("-level", "competency__place")
    )
    for tag in tags:
        competency, theme = tag.competency, tag.competency.above()
        shown.setdefault(tag.version_id, []).append(
            Shown(competency.name, competency.name_hi, theme.name, theme.name_hi, competency.area, tag.level)
        )
    posts = posts_on({(each.person_id, local_date(each.completed_at)) for each in completions})
    return [
        Facts(
            completion_uuid=completion.uuid,
            person_id=completion.person_id,
            organisation_id=completion.organisation_id,
            home_organisation_id=completion.home_organisation_id,
            provider_id=completion.provider_id,
            offering_id=completion.offering_id,
            completed_at=completion.completed_at,
            content=Content(
                name=completion.person.full_name,
                name_hi=completion.person.full_name_hi,
                post=posts.get((completion.person_id, local_date(completion.completed_at)), ("", ""))[0],
                post_hi=posts.get((completion.person_id, local_date(completion.completed_at)), ("", ""))[1],
                organisation=completion.organisation.name,
                organisation_hi=completion.organisation.name_hi,
                course=completion.version.title,
                course_hi=completion.version.title_hi,
                version=completion.version.number,
                minutes=completion.minutes,
                competencies=tuple(shown.get(completion.version_id, ())),
                grade=completion.grade,
                band=band_of(completion.score),
                provider=completion.version.owner.name,
                provider_hi=completion.version.owner.name_hi,
                completed_on=local_date(completion.completed_at),
            ),
        )
        for completion in completions
    ]


def posts_on(held: Set[tuple[int, date]]) -> dict[tuple[int, date], tuple[str, str]]:
    """(Person id, day) -> the designation held on that day, in both languages. Two queries for each day."""
    people: dict[date, list[int]] = {}
    for person_id, day in sorted(held):
        people.setdefault(day, []).append(person_id)
    posts: dict[tuple[int, date], tuple[str, str]] = {}
    for day, person_ids in people.items():
        english, hindi = (postings_of(person_ids, day, language) for language in ("en", "hi"))
        for person_id, posting in english.items():
            posts[person_id, day] = (posting["designation"], hindi[person_id]["designation"])
    return posts


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of certificates."""

    uuid: UUID
    number: str
    name: str
    course: str
    provider: str
    competencies: str
    completed_on: date
    issued_at: datetime
    duration: str
    minutes: int
    state: str
    is_valid: bool
    revoked_at: datetime | None
    reason: str
    document_size: int


def _listed(certificate: Certificate, language: str) -> Listed:
    content = Content.from_json(certificate.content)
    return Listed(
        uuid=certificate.uuid,
        number=printed(certificate.number),
        name=in_language(content.name, content.name_hi, language),
        course=in_language(content.course, content.course_hi, language),
        provider=in_language(content.provider, content.provider_hi, language),
        competencies=", ".join(in_language(each.name, each.name_hi, language) for each in content.competencies),
        completed_on=content.completed_on,
        issued_at=certificate.issued_at,
        duration=duration(content.minutes * 60),
        minutes=content.minutes,
        state=certificate.state,
        is_valid=certificate.state == CertificateState.ISSUED,
        revoked_at=certificate.revoked_at,
        reason=reason_label(certificate.revocation_reason),
        document_size=certificate.document_size,
    )


def certificates_of(person_id: int, *, language: str) -> list[Listed]:
    """The newest completion first; what was superseded is in the history of its successor. Index certificate_of_person."""
    rows = Certificate.objects.filter(person_id=person_id).exclude(state=CertificateState.SUPERSEDED)
    return [_listed(row, language) for row in rows.order_by("-completed_at", "-pk")]


@dataclass(frozen=True, slots=True)
class Year:
    """What a person completed in a calendar year; the hours are those of the valid certificates."""

    year: int
    certificates: list[Listed]
    duration: str


def by_year(certificates: Iterable[Listed]) -> list[Year]:
    years = [(year, list(some)) for year, some in groupby(certificates, key=lambda one: one.completed_on.year)]
    return [Year(year, some, duration(sum(one.minutes for one in some if one.is_valid) * 60)) for year, some in years]


def valid_of(*, person_ids: Iterable[int], offering_ids: Iterable[int]) -> dict[tuple[int, int], Certificate]:
    """The newest valid certificate of each person and offering of these, where there is one."""
    rows = Certificate.objects.filter(
        person_id__in=set(person_ids), offering_id__in=set(offering_ids), state=CertificateState.ISSUED
    )
    rows = rows.only("uuid", "number", "person_id", "offering_id").order_by("completed_at", "pk")
    return {(row.person_id, row.offering_id): row for row in rows}


def newest_of(person_id: int, offering_id: int) -> Certificate | None:
    """Of one person for one offering, whatever became of it. Index certificate_of_person."""
    rows = Certificate.objects.filter(person_id=person_id, offering_id=offering_id)
    return rows.exclude(state=CertificateState.SUPERSEDED).only("uuid").order_by("-completed_at", "-pk").first()


def issued_by(provider_id: int, *, language: str, newest: int = 25) -> list[Listed]:
    """Uses index certificate_of_provider."""
    rows = Certificate.objects.filter(provider_id=provider_id).order_by("-issued_at")[:newest]
    return [_listed(row, language) for row in rows]


def listed(certificate: Certificate, *, language: str) -> Listed:
    return _listed(certificate, language)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "is this certificate real?". `content` is None unless it is valid."""

    number: str
    status: str  # valid, revoked, superseded, unknown
    content: Content | None = None
    course: tuple[str, str] = ("", "")
    provider: tuple[str, str] = ("", "")
    issued_at: datetime | None = None
    revoked_at: datetime | None = None
    reason: str = ""
    superseded_at: datetime | None = None
    successor: str = ""  # the number, as printed, of the last certificate that took its place


def verify(number: str) -> Verdict:
    """Look a well-formed, normalised number up."""
    face = CertificateFace.objects.filter(number=number).first()
    if face is None:
        return Verdict(number=printed(number), status="unknown")
    course = (face.content["course"], face.content["course_hi"])
    provider = (face.content["provider"], face.content["provider_hi"])
    if face.state == CertificateState.REVOKED:
        return Verdict(
            number=printed(number),
            status="revoked",
            course=course,
            provider=provider,
            issued_at=face.issued_at,
            revoked_at=face.revoked_at,
            reason=face.revocation_reason,
        )
    if face.state == CertificateState.SUPERSEDED:
        return Verdict(
            number=printed(number),
            status="superseded",
            course=course,
            provider=provider,
            issued_at=face.issued_at,
            superseded_at=face.superseded_at,
            successor=printed(_last_after(face)),
        )
    return Verdict(
        number=printed(number),
        status="valid",
        content=Content.from_json(face.content),
        course=course,
        provider=provider,
        issued_at=face.issued_at,
    )


def _last_after(face: CertificateFace) -> str:
    """The end of the chain of re-issues, so that nobody follows it link by link."""
    number = face.successor_number
    while further := CertificateFace.objects.filter(number=number).values_list("successor_number", flat=True).first():
        number = further
    return number


def in_language(text: str, text_hi: str, language: str) -> str:
    return (language == "hi" and text_hi) or text


def reason_label(reason: str) -> str:
    return str(RevocationReason(reason).label) if reason else ""


def result_label(band: tuple[int, int] | None) -> str:
    """The band of the score in words; a course without a test was just completed."""
    if band is None:
        return _("Completed")
    return _("Passed, %(low)s%% to %(high)s%%") % {"low": band[0], "high": band[1]}


def rows_of(verdict: Verdict, *, language: str) -> list[dict[str, str]]:
    """What a valid certificate says, as terms and values in the reader's language; names also in the other one."""
    content = verdict.content
    if content is None:
        return []
    rows = [
        {
            "term": _("Name"),
            "value": in_language(content.name, content.name_hi, language),
            "note": content.name if language == "hi" else content.name_hi,
        },
        {
            "term": _("Post when issued"),
            "value": in_language(content.post, content.post_hi, language)
            or in_language(content.organisation, content.organisation_hi, language),
            "note": in_language(content.organisation, content.organisation_hi, language) if content.post else "",
        },
        {
            "term": _("Course"),
            "value": in_language(content.course, content.course_hi, language),
            "note": _("%(duration)s · version %(version)s of the course")
            % {"duration": duration(content.minutes * 60), "version": content.version},
        },
    ]
    for shown in content.competencies:
        rows.append(
            {
                "term": _("Competency"),
                "value": _("%(competency)s, level %(level)s of 5")
                % {"competency": in_language(shown.name, shown.name_hi, language), "level": shown.level},
                "note": f"{area_label(shown.area)} · {in_language(shown.theme, shown.theme_hi, language)}",
            }
        )
    return [
        *rows,
        {"term": _("Result"), "value": result_label(content.band)},
        {"term": _("Completed on"), "value": in_date_long(content.completed_on)},
        {
            "term": _("Issued by"),
            "value": in_language(content.provider, content.provider_hi, language),
            "note": _("through Karmayogi"),
        },
        {"term": _("Certificate ID"), "value": verdict.number},
    ]


def rows_of_revoked(verdict: Verdict, *, language: str) -> list[dict[str, str]]:
    """What remains public: since when and why, by whom, of which course; not whose."""
    if verdict.revoked_at is None or verdict.issued_at is None:
        return []
    return [
        {"term": _("Revoked on"), "value": in_date_long(verdict.revoked_at)},
        {"term": _("Revoked by"), "value": in_language(*verdict.provider, language), "note": _("who had issued it")},
        {"term": _("Reason"), "value": reason_label(verdict.reason)},
        {"term": _("Course"), "value": in_language(*verdict.course, language)},
        {"term": _("Issued on"), "value": in_date_long(verdict.issued_at)},
        {"term": _("Certificate ID"), "value": verdict.number},
    ]


def rows_of_superseded(verdict: Verdict, *, language: str) -> list[dict[str, str]]:
    """What remains public of a certificate that was replaced, and the way to the one that counts."""
    if verdict.superseded_at is None or verdict.issued_at is None:
        return []
    return [
        {
            "term": _("Valid certificate"),
            "value": verdict.successor,
            "url": reverse("courses:verify-certificate", args=[verdict.successor]),
        },
        {"term": _("Replaced on"), "value": in_date_long(verdict.superseded_at)},
        {"term": _("Replaced by"), "value": in_language(*verdict.provider, language), "note": _("who had issued it")},
        {"term": _("Course"), "value": in_language(*verdict.course, language)},
        {"term": _("Issued on"), "value": in_date_long(verdict.issued_at)},
        {"term": _("Certificate ID"), "value": verdict.number},
    ]


def facts_for_provider(certificate: Certificate, *, language: str) -> list[dict[str, str]]:
    """What its issuer needs to know it by, and what became of it."""
    shown = _listed(certificate, language)
    rows = [
        {"term": _("Name"), "value": shown.name},
        {"term": _("Course"), "value": shown.course},
        {"term": _("Completed on"), "value": in_date_long(shown.completed_on)},
        {"term": _("Issued on"), "value": in_date_long(shown.issued_at)},
    ]
    if shown.competencies:
        rows.insert(2, {"term": _("Competency"), "value": shown.competencies})
    if shown.revoked_at:
        rows += [
            {"term": _("Revoked on"), "value": in_date_long(shown.revoked_at)},
            {"term": _("Reason"), "value": shown.reason},
            {"term": _("What was found"), "value": certificate.revocation_note},
        ]
    return rows
