"""How the questions of a course do: a tab of the course's pages, and its table as a file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.display.measures import duration, percent
from core.doors import permitted
from core.exports.kinds import ExportKind
from core.exports.pages import answer
from courses.authoring import access
from courses.authoring.pages.frame import PUBLISH, VIEW, actor_of, address, course_frame, may
from courses.catalogue.models import Course, CourseVersion
from courses.questions.models import Treatment
from courses.statistics import queries
from courses.statistics.corrections import rows_of
from courses.statistics.rules import FEWEST, LEAST
from institutions.roles.requests import InScope


@permitted(VIEW)
@require_safe
def statistics(request: InScope, organisation: str, code: str) -> HttpResponse:
    """Quiz by quiz, question by question; those to look at are marked."""
    course = access.get_course_for(request.organisation, code)
    version = _published(course)
    quizzes: dict[str, list[dict[str, Any]]] = {}
    for row in queries.rows_of(version):
        quizzes.setdefault(row.quiz, []).append(_shown(row) | _correction(request, code, row))
    packaged = queries.packaged_of(version)
    packages: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for told in packaged.rows:
        packages.setdefault((told.package, told.part), []).append(_told(told))
    context = course_frame(request, course, "statistics") | {
        "quizzes": [
            {"title": title, "rows": rows, "flagged": sum(bool(row["flags"]) for row in rows)}
            for title, rows in quizzes.items()
        ],
        "least": LEAST,
        "export_url": address(request, "statistics-export", code),
        "corrections_url": address(request, "corrections", code) if rows_of(course) else "",
        "may_correct": may(request, PUBLISH),
        "packages": [{"title": title, "part": part, "rows": rows} for (title, part), rows in packages.items()],
        "packages_few": packaged.few,
        "packages_more": packaged.more,
        "fewest": FEWEST,
        "packages_export_url": address(request, "statistics-packages-export", code),
    }
    return render(request, "courses/statistics/statistics.html", context)


@permitted(VIEW)
@require_safe
def export(request: InScope, organisation: str, code: str) -> HttpResponseBase:
    return _exported(request, code, queries.QUESTIONS)


@permitted(VIEW)
@require_safe
def export_packaged(request: InScope, organisation: str, code: str) -> HttpResponseBase:
    return _exported(request, code, queries.PACKAGED)


def _exported(request: InScope, code: str, kind: ExportKind) -> HttpResponseBase:
    version = _published(access.get_course_for(request.organisation, code))
    return answer(
        kind,
        arguments={"version": str(version.uuid), "title": version.title_in(get_language() or "en")},
        file_format=request.GET.get("format", "csv"),
        actor=actor_of(request),
        at=timezone.now(),
    )


def _published(course: Course) -> CourseVersion:
    """What learners take now: before the first publication nobody has answered anything."""
    if (version := course.offering.published_version) is None:
        raise Http404
    return version


def _correction(request: InScope, code: str, row: queries.Row) -> dict[str, Any]:
    return {
        "treatment": Treatment(row.treatment).label if row.treatment else "",
        "correction_url": address(request, "correction-new", code, row.uuid, row.number),
    }


def _shown(row: queries.Row) -> dict[str, Any]:
    found = row.figures
    is_known = found.facility is not None
    return {
        "stem": row.stem,
        "kind": row.kind,
        "note": _("wording %(number)s") % {"number": row.number} if row.number > 1 else "",
        "attempts": found.attempts,
        "is_known": is_known,
        "facility": percent(found.facility * 100) if found.facility is not None else "",
        "facility_percent": round((found.facility or 0) * 100),
        "discrimination": f"{found.discrimination:.2f}".replace("-", "−") if found.discrimination is not None else "–",
        "flags": queries.flag_sentences(found),
        "options": [
            {
                "text": option.text, "is_right": option.is_right, "count": option.count,
                "percent": round(option.share * 100), "share": percent(option.share * 100),
            }
            for option in found.options
        ],
    }  # fmt: skip


def _told(row: queries.PackagedRow) -> dict[str, Any]:
    found = row.figures
    return {
        "text": row.description or row.identifier,
        "identifier": row.identifier if row.description else "",
        "kind": row.kind,
        "learners": found.learners,
        "answers": found.answers,
        "is_judged": found.right is not None,
        "right": percent(found.right * 100) if found.right is not None else "",
        "right_percent": round((found.right or 0) * 100),
        "time": duration(found.seconds) if found.seconds is not None else "",
        "responses": [
            {
                "text": one.text, "is_right": one.is_right, "percent": round(one.share * 100),
                "share": percent(one.share * 100),
            }
            for one in found.responses
        ],
        "others": percent(found.others / found.answers * 100) if found.others else "",
        "others_percent": round(found.others / found.answers * 100),
    }  # fmt: skip
