"""The outline of a course: modules and resources, moved by plain buttons; and what is missing before review."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.doors import permitted
from core.refusals import Refusal
from courses.authoring import access, queries, rules
from courses.authoring.actions import outline as actions
from courses.authoring.actions.outline import OutlineRefused
from courses.authoring.forms import OutlineForm
from courses.authoring.pages.frame import VIEW, WRITE, actor_of, address, course_frame, refused
from courses.authoring.queries import ModuleRow
from courses.catalogue.models import Course, CourseVersion, Module, Resource, ResourceKind
from institutions.roles.requests import InScope


@permitted(VIEW)
def outline(request: InScope, organisation: str, code: str) -> HttpResponse:
    course = access.get_course_for(request.organisation, code)
    frame = course_frame(request, course, "outline")
    version: CourseVersion = frame["version"]
    modules = queries.outline(version)
    context = frame | {
        "modules": [_module(request, course, module, modules, frame["is_editable"]) for module in modules],
        "revision": queries.revision_of(version),
        "change_url": address(request, "outline-change", code),
        "kinds": ResourceKind.choices,
        "minutes": sum(module.minutes for module in modules),
        "resource_count": sum(len(module.resources) for module in modules),
        **(checks(request, course, version) if course.draft_id else {}),
        "review_url": address(request, "review", code),
        "submit_url": address(request, "submission", code),
        "next_version_url": address(request, "next-version", code),
        "retirement_url": address(request, "retirement", code),
        "discarding_url": address(request, "discarding", code, version.number),
    }
    return render(request, "courses/authoring/outline.html", context)


def _module(
    request: InScope, course: Course, module: ModuleRow, modules: list[ModuleRow], is_editable: bool
) -> dict[str, Any]:
    """A module as the template prints it: which buttons lead somewhere, and its resources' addresses."""
    is_hindi = get_language() == "hi"
    first, last = module is modules[0], module is modules[-1]
    name = "resource" if is_editable else "preview-resource"
    return {
        "uuid": module.uuid,
        "title": (is_hindi and module.title_hi) or module.title,
        "title_en": module.title,
        "title_hi": module.title_hi,
        "minutes": module.minutes,
        "can_up": not first,
        "can_down": not last,
        "resources": [
            {
                "row": row,
                "title": (is_hindi and row.title_hi) or row.title,
                "url": address(request, name, course.offering.code, row.uuid),
                "can_up": not (first and place == 0),
                "can_down": not (last and place == len(module.resources) - 1),
            }
            for place, row in enumerate(module.resources)
        ],
    }


def checks(request: InScope, course: Course, version: CourseVersion) -> dict[str, list[dict[str, str]]]:
    """What is missing, and what would be better, each with the page where it is mended."""
    facts = queries.version_facts(version)
    return {
        "checks": _placed(request, course, rules.missing(facts)),
        "advice": _placed(request, course, rules.advice(facts)),
    }


def _placed(request: InScope, course: Course, judged: list[rules.Missing]) -> list[dict[str, str]]:
    code = course.offering.code
    found = []
    for missing in judged:
        if missing.place == "resource":
            url = address(request, "resource", code, missing.uuid)
        elif missing.place == "details":
            url = address(request, "details", code)
        else:
            url = address(request, "outline", code) + (f"#m-{missing.uuid}" if missing.uuid else "")
        found.append({"text": queries.missing_sentence(missing), "url": url, "code": missing.code})
    return found


@permitted(WRITE)
@require_POST
def change(request: InScope, organisation: str, code: str) -> HttpResponse:
    """One change: add, rename, delete, or a step up or down."""
    course = access.get_course_for(request.organisation, code)
    version = access.get_draft_for(request.organisation, code)
    back = address(request, "outline", code)
    form = OutlineForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That was not understood. Nothing was changed."))
        return redirect(back)
    said = form.cleaned_data
    at_place = ""
    try:
        at_place = _apply(request, version, said)
    except Http404 as gone:
        if said["seen"] != queries.revision_of(version):  # what it was about has been deleted meanwhile
            return _overtaken(request, course, version, said, form)
        raise gone
    except OutlineRefused as refusal:
        if refusal.reason == "OVERTAKEN":
            return _overtaken(request, course, version, said, form)
        return refused(request, refusal, course_frame(request, course, "outline"), back)
    except Refusal as refusal:
        return refused(request, refusal, course_frame(request, course, "outline"), back)
    return redirect(back + at_place)


def _apply(request: InScope, version: CourseVersion, said: dict[str, Any]) -> str:
    """Do it, say it, and tell at which place of the page to go on."""
    common = {"seen": said["seen"], "actor": actor_of(request), "at": timezone.now()}
    do = said["do"]
    if do == "add_module":
        module = actions.add_module(version=version, title=said["title"], title_hi=said["title_hi"], **common)
        messages.success(request, _("Added the module “%(title)s”.") % {"title": module.title})
        return f"#m-{module.uuid}"
    if do == "add_resource":
        module = access.get_module_for(version, said["module"])
        resource = actions.add_resource(
            module=module, kind=said["kind"] or "text", title=said["title"], title_hi=said["title_hi"], **common
        )
        messages.success(request, _("Added “%(title)s”.") % {"title": resource.title})
        return f"#r-{resource.uuid}"
    target = _target(version, said)
    if do == "rename":
        actions.rename(target=target, title=said["title"], title_hi=said["title_hi"], **common)
        messages.success(request, _("Renamed to “%(title)s”.") % {"title": said["title"]})
    elif do == "delete":
        actions.delete(target=target, **common)
        messages.success(request, _("Deleted “%(title)s”.") % {"title": target.title})
        return ""
    else:
        actions.move(target=target, direction=do, **common)
        place = type(target)._default_manager.get(pk=target.pk)
        messages.success(
            request,
            _("Moved “%(title)s” to position %(position)s.") % {"title": target.title, "position": place.position},
        )
    return f"#{'m' if isinstance(target, Module) else 'r'}-{target.uuid}"


def _target(version: CourseVersion, said: dict[str, Any]) -> Module | Resource:
    if said["resource"]:
        return access.get_resource_for(version, said["resource"])
    if said["module"]:
        return access.get_module_for(version, said["module"])
    raise Http404


WANTED = {
    "add_module": gettext_lazy("add the module “%(title)s”"),
    "add_resource": gettext_lazy("add “%(title)s”"),
    "rename": gettext_lazy("rename something to “%(title)s”"),
    "delete": gettext_lazy("delete “%(title)s”"),
    "up": gettext_lazy("move “%(title)s” up"),
    "down": gettext_lazy("move “%(title)s” down"),
}


def _overtaken(
    request: InScope, course: Course, version: CourseVersion, said: dict[str, Any], form: OutlineForm
) -> HttpResponse:
    """409 with both states in words: what was on the page, what happened since, what there is now."""
    title = said["title"]
    if not title:
        uuid = said["resource"] or said["module"]
        found = Resource.objects.filter(version=version, uuid=uuid) or Module.objects.filter(version=version, uuid=uuid)
        title = found[0].title if found else _("something that is gone")
    context = course_frame(request, course, "outline") | {
        "wanted": str(WANTED[said["do"]]) % {"title": title},
        "overtaken": queries.overtaken(version, said["seen"]),
    }
    return render(request, "courses/authoring/overtaken.html", context, status=409)
