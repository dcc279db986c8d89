"""The frame that mixes pillars: navigation, role switch, bell, person menu, footer. Adds no query to a warm page."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.components.addresses import address
from core.components.icons import icon
from core.display.dates import in_datetime
from karmayogi.site.navigation import area_of, areas, navigation
from karmayogi.site.strip import strip
from messages.facade import unread_count

# When the frame and the pages of text were last gone through; a page with a date of its own says so in `page_updated`.
LAST_UPDATED = date(2026, 11, 22)

FOOTER = (
    ("site:about", _("About the mission")),
    ("site:help", _("Help and support")),
    ("messages:feedback", _("Feedback")),
    ("site:accessibility", _("Accessibility statement")),
    ("site:privacy", _("Privacy policy")),
    ("site:terms", _("Terms of use")),
    ("site:copyright", _("Copyright policy")),
    ("site:hyperlinking", _("Hyperlinking policy")),
    ("site:sitemap", _("Sitemap")),
    ("courses:verify", _("Verify a certificate")),
)
PERSON_MENU = (
    ("person-circle", "institutions:profile", _("My profile and roles")),
    ("award", "competencies:passbook", _("Competency passbook")),
    ("patch-check", "courses:certificates", _("Certificates")),
    ("sticky", "courses:notes", _("My notes")),
    ("key", "usersessions_list", _("Sessions and sign-in")),
    ("bell", "messages:preferences", _("Which messages I get")),
    ("sliders", "preferences:preferences", _("How pages look")),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    area = area_of(request)
    return {
        "area": area,
        "nav": SimpleLazyObject(lambda: navigation(request, area)),
        "frame": SimpleLazyObject(lambda: _frame(request)),
    }


def _frame(request: HttpRequest) -> dict[str, Any]:
    principal = getattr(request, "principal", None)
    return {
        "home_url": address("home:home") if principal else "/",
        "search_url": address("courses:catalogue"),
        "search_text": request.GET.get("q", "") if request.path == address("courses:catalogue") else "",
        "messages_url": address("messages:inbox"),
        "menu_url": address("site:menu"),
        "help_url": address("site:help"),
        "feedback_url": address("messages:feedback"),
        "strip": strip(request),
        "sign_in_url": address("account_login"),
        "sign_out_url": address("account_logout"),
        "unread": _unread(request),
        "support": principal.support if principal else None,
        "second_step_by": _second_step_notice(principal),
        "second_step_url": address("institutions:second_step"),
        "areas": areas(request),
        "person_menu": _person_menu(get_language() or "en"),
        "footer": _footer(get_language() or "en"),
        "last_updated": LAST_UPDATED,
    }


def _second_step_notice(principal: Any) -> str:
    """Told in time, on every page: soon a role opens only with a second step."""
    if principal is None or principal.second_step_by is None:
        return ""
    by = in_datetime(principal.second_step_by)
    return _("From %(by)s your role opens only after two-step sign-in.") % {"by": by}


@lru_cache(maxsize=8)
def _footer(language: str) -> SafeString:
    """The same on every page, so it is drawn once for each language."""
    links = ((url, label) for name, label in FOOTER if (url := address(name)))
    return format_html_join("", '<li><a href="{}">{}</a></li>', links)


@lru_cache(maxsize=8)
def _person_menu(language: str) -> SafeString:
    links = ((url, icon(sign), label) for sign, name, label in PERSON_MENU if (url := address(name)))
    return format_html_join("", '<li><a href="{}">{}{}</a></li>', links)


def _unread(request: HttpRequest) -> int:
    """Nobody's count is asked for while the page says that something is broken."""
    principal = getattr(request, "principal", None)
    if principal is None or getattr(request, "is_failing", False):
        return 0
    return unread_count(principal.person_id)
