"""The course as a learner will see it. Nothing is recorded, and no key is shown."""

import random
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from competencies import facade as competencies
from core.doors import permitted
from core.files.links import signed_url
from core.files.queries import described
from courses.authoring import access, queries
from courses.authoring.pages.frame import VIEW, address, course_frame
from courses.catalogue import captions as spoken
from courses.catalogue import renditions
from courses.catalogue.models import CourseVersion, Resource, ResourceKind, VersionCompetency
from courses.catalogue.rules import TIMED
from courses.h5p.queries import beginning
from courses.packages.links import frame_url
from courses.packages.models import PackageKind
from courses.packages.queries import package_of
from courses.questions import showing
from courses.questions.models import Paper
from courses.questions.queries import sections_of
from courses.questions.rules.papers import draw_paper
from courses.scorm.queries import EDITIONS
from institutions.roles.requests import InScope


@permitted(VIEW)
def preview(request: InScope, organisation: str, code: str) -> HttpResponse:
    """The course page."""
    course = access.get_course_for(request.organisation, code)
    frame = course_frame(request, course, "preview")
    version: CourseVersion = frame["version"]
    language = get_language() or "en"
    levels = dict(VersionCompetency.objects.filter(version=version).values_list("competency_id", "level"))
    known = competencies.describe(levels)
    context = frame | {
        "summary": version.summary_in(language),
        "outcomes": version.outcomes_in(language),
        "minutes": version.minutes,
        "competencies": [
            (known[pk].name_hi if language == "hi" else known[pk].name, level) for pk, level in levels.items()
        ],
        "modules": _modules(request, code, version, language),
    }
    return render(request, "courses/authoring/preview.html", context)


def _modules(request: InScope, code: str, version: CourseVersion, language: str) -> list[dict[str, Any]]:
    is_hindi = language == "hi"
    return [
        {
            "title": (is_hindi and module.title_hi) or module.title,
            "minutes": module.minutes,
            "resources": [
                {
                    "row": row,
                    "title": (is_hindi and row.title_hi) or row.title,
                    "url": address(request, "preview-resource", code, row.uuid),
                }
                for row in module.resources
            ],
        }
        for module in queries.outline(version)
    ]


@permitted(VIEW)
def preview_resource(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """One resource."""
    course = access.get_course_for(request.organisation, code)
    frame = course_frame(request, course, "preview")
    version: CourseVersion = frame["version"]
    part = get_object_or_404(Resource.objects.select_related("module"), version=version, uuid=uuid)
    language = get_language() or "en"
    frame["crumbs"] = [*frame["crumbs"], (address(request, "preview", code), frame["title"])]
    context = frame | {
        "part": part,
        "part_title": part.title_in(language),
        "kind_label": ResourceKind(part.kind).label,
        "body": part.body_in(language),
        "is_played": part.kind in TIMED,
        "is_pdf": part.kind == ResourceKind.PDF,
        "is_link": part.kind == ResourceKind.LINK,
        "link_url": part.url_in(language),
        "is_quiz": part.kind == ResourceKind.QUIZ,
        **_file(request, part, language),
        **_package(request, frame, part),
        **_captions(request, code, part, language),
        **(_quiz(part, language) if part.kind == ResourceKind.QUIZ else {}),
        **_surroundings(request, code, version, part),
    }
    return render(request, "courses/authoring/preview_resource.html", context)


def _file(request: InScope, part: Resource, language: str) -> dict[str, Any]:
    shown = renditions.best(renditions.of(part), language)
    face = described([shown.file_uuid]).get(shown.file_uuid) if shown else None
    return {"face": face, "file_url": signed_url(face, request.principal.person_id) if face else ""}


def _package(request: InScope, frame: dict[str, Any], part: Resource) -> dict[str, Any]:
    """In its frame, without an enrolment. One that speaks to its player has a page of its own, where it is tried."""
    if part.kind != ResourceKind.PACKAGE:
        return {}
    package = package_of(part)
    if package and package.kind in EDITIONS:
        return {"is_package": True, "trial_url": address(request, "trial", frame["code"], part.uuid)}
    return {
        "is_package": True,
        "frame_url": frame_url(package, request.principal.person_id) if package else "",
        "title": (title := part.title_in(get_language() or "en")),
        "h5p": {"begin": beginning(title, {}, 0), "url": ""} if package and package.kind == PackageKind.H5P else None,
    }


def _captions(request: InScope, code: str, part: Resource, language: str) -> dict[str, Any]:
    if part.kind not in TIMED:
        return {}
    address = "courses:authoring-preview-captions"
    there = renditions.of(part)
    return spoken.shown(
        part, language, there, renditions.best(there, language), address, request.organisation.code, code, part.uuid
    )


@permitted(VIEW)
def preview_captions(request: InScope, organisation: str, code: str, uuid: Any, language: str) -> HttpResponse:
    """What is said in a video, as WebVTT."""
    course = access.get_course_for(request.organisation, code)
    version = course.draft or course.offering.published_version
    part = get_object_or_404(Resource, version=version, uuid=uuid)
    if (file := spoken.file(part, language, request.GET.get("of", ""))) is None:
        raise Http404
    return HttpResponse(file, content_type="text/vtt; charset=utf-8", headers={"Cache-Control": "no-store"})


def _quiz(part: Resource, language: str) -> dict[str, Any]:
    """A paper as one learner might get it; drawn anew each time, kept nowhere."""
    paper = Paper.objects.get(resource=part)
    seed = random.SystemRandom().getrandbits(32)
    drawn, terms = draw_paper(sections_of(paper.pk), seed=seed, is_shuffled=paper.is_shuffled)
    asked = [showing.shown(question, place, {}, language) for place, question in enumerate(drawn, 1)]
    return {"paper": paper, "pick": sum(one.pick for one in terms), "questions": asked}


def _surroundings(request: InScope, code: str, version: CourseVersion, part: Resource) -> dict[str, Any]:
    """The contents beside the resource, and the addresses of what comes before and after it."""
    modules = _modules(request, code, version, get_language() or "en")
    for module in modules:
        module["is_current"] = any(resource["row"].uuid == part.uuid for resource in module["resources"])
    order = [resource for module in modules for resource in module["resources"]]
    at = next(place for place, resource in enumerate(order) if resource["row"].uuid == part.uuid)
    return {
        "modules": modules,
        "previous_url": order[at - 1]["url"] if at else "",
        "next_url": order[at + 1]["url"] if at + 1 < len(order) else "",
    }
