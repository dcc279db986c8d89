"""Who sees which hubs and areas. A page that does not exist, or is not permitted, is not linked."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.components.addresses import address
from institutions.roles.models import Role
from institutions.roles.rules import permits

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Hub:
    """An entry of the navigation. `short`: its label in the bar of a phone, where five have 72 pixels each."""

    icon: str
    label: Text
    name: str  # URL name
    permission: str = ""
    short: Text = ""


PUBLIC = (
    Hub("house", _("Home"), "home:front"),
    Hub("book", _("Courses"), "courses:catalogue"),
    Hub("patch-check", _("Verify a certificate"), "courses:verify"),
    Hub("info-circle", _("About the mission"), "site:about"),
    Hub("question-circle", _("Help"), "site:help"),
)
LEARNER = (
    Hub("house", _("My iGOT"), "home:home"),
    Hub("book", _("Learn"), "courses:catalogue"),
    Hub("clipboard-check", _("My training plan"), "policy:my_plan", short=_("Plan")),
    Hub("award", _("Competencies"), "competencies:passbook"),
    Hub("chat-left-text", _("Discuss"), "hubs:discussion"),
    Hub("people", _("Network"), "hubs:network"),
    Hub("briefcase", _("Career"), "ehrms:vacancies"),
    Hub("calendar-event", _("Events"), "hubs:events"),
    Hub("patch-check", _("Certificates"), "courses:certificates"),
)
ORGANISATION = (
    Hub("bar-chart", _("Overview"), "monitoring:organisation", "monitoring.overview.view"),
    Hub("people", _("Officials"), "ehrms:officials", "ehrms.officials.view"),
    Hub("file-earmark-arrow-up", _("HR files"), "ehrms:exchanges", "ehrms.officials.import"),
    Hub("clipboard-check", _("Training plans"), "policy:plans", "policy.plans.view"),
    Hub("clock", _("More time in quizzes"), "courses:accommodations", "courses.accommodations.grant"),
    Hub("key", _("People and roles"), "institutions:people_and_roles", "institutions.roles.view"),
    Hub("shield-lock", _("Sign-in service"), "institutions:sign_on_service", "institutions.sign_on.manage"),
)
PROVIDER = (
    Hub("book", _("Courses"), "courses:authoring-courses", "courses.authoring.view"),
    Hub("clipboard-check", _("Reviews"), "courses:authoring-reviews", "courses.review"),
    Hub("patch-check", _("Certificates issued"), "courses:issued-certificates", "courses.certificates.revoke"),
    Hub("key", _("People and roles"), "institutions:people_and_roles", "institutions.roles.view"),
)
NATIONAL = (
    Hub("bar-chart", _("Overview"), "monitoring:national", "monitoring.national.view"),
    Hub("clipboard-data", _("Integrity of figures"), "monitoring:integrity", "monitoring.national.view"),
    Hub("building", _("Organisations"), "institutions:organisations"),
    Hub("award", _("Framework"), "competencies:framework"),
    Hub("chat-left-text", _("Feedback"), "messages:feedback-given", "core.operations.view"),
    Hub("flag", _("Reported words"), "courses:reported-ratings", "courses.ratings.moderate"),
    Hub("globe2", _("E-mail domains"), "institutions:domains", "institutions.domains.confirm"),
    Hub("life-preserver", _("Support"), "institutions:support", "institutions.support.open"),
    Hub("gear", _("Operations"), "operations:operations", "core.operations.view"),
)
HUBS = {"public": PUBLIC, "learner": LEARNER, "organisation": ORGANISATION, "provider": PROVIDER, "national": NATIONAL}
PREFIXES = {"mdo": "organisation", "provider": "provider", "national": "national"}

# Where the role switch leads, first existing one.
DOORS: dict[str, tuple[str, ...]] = {
    Role.MDO_LEADER: ("monitoring:organisation", "policy:plans", "institutions:people_and_roles"),
    Role.MDO_ADMIN: ("monitoring:organisation", "policy:plans", "institutions:people_and_roles"),
    Role.CONTENT_CREATOR: ("courses:authoring-courses",),
    Role.CONTENT_REVIEWER: ("courses:authoring-reviews", "courses:authoring-courses"),
    Role.PROVIDER_ADMIN: ("courses:authoring-courses", "courses:issued-certificates"),
    Role.CBC_MEMBER: ("monitoring:national",),
    Role.NATIONAL_VIEWER: ("monitoring:national",),
    Role.PLATFORM_ADMIN: ("operations:operations",),
    Role.SUPPORT_STAFF: ("institutions:support",),
    Role.SUPPORT_LEAD: ("institutions:support",),
}


def area_of(request: HttpRequest) -> str:
    """From the URL, so a page can be shared: /mdo/…, /provider/…, /national/…, else learner or public."""
    if getattr(request, "principal", None) is None:
        return "public"
    first = request.path_info.lstrip("/").partition("/")[0]
    area = PREFIXES.get(first, "learner")
    if area in ("organisation", "provider") and getattr(request, "organisation", None) is None:
        return "learner"
    return area


def navigation(request: HttpRequest, area: str) -> list[dict[str, Any]]:
    organisation = getattr(request, "organisation", None)
    entries: list[dict[str, Any]] = []
    for hub in HUBS[area]:
        if hub.permission and not _permitted(request, hub.permission, organisation):
            continue
        takes_code = area in ("organisation", "provider")
        if url := address(hub.name, *((organisation.code,) if takes_code and organisation else ())):
            entries.append({"name": hub.name, "url": url, "icon": hub.icon, "label": hub.label, "is_current": False})
    here = [entry for entry in entries if _is_below(request.path, entry["url"])]
    if here:
        max(here, key=lambda entry: len(entry["url"]))["is_current"] = True
    return entries


def areas(request: HttpRequest) -> list[dict[str, Any]]:
    """The role switch: nothing for a person with only the learner's role."""
    principal = getattr(request, "principal", None)
    if principal is None or not principal.areas:
        return []
    found = [{"url": address("home:home"), "label": _("Learner"), "code": "", "icon": "mortarboard"}]
    for role, code in principal.areas:
        url = next((u for name in DOORS.get(role, ()) if (u := address(name, code) or address(name))), "")
        if url and url not in [area["url"] for area in found]:
            found.append({"url": url, "label": Role(role).label, "code": code, "icon": "briefcase"})
    return [area for area in found if area["url"]]


def _permitted(request: HttpRequest, permission: str, organisation: Any) -> bool:
    principal = getattr(request, "principal", None)
    if principal is None:
        return False
    if organisation is None:
        return any(permits((role,), permission, (role.organisation_id,)) is not None for role in principal.roles)
    return permits(principal.roles, permission, tuple(organisation.path)) is not None


def _is_below(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
