"""The frame that mixes pillars: navigation, role switch, bell, person menu, footer. Adds no query to a warm page."""

from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from core.components.addresses import address
from core.components.context import here, person
from core.components.icons import icon
from core.display.dates import in_datetime
from core.preferences.rules import Preferences
from karmayogi.site import drawings
from karmayogi.site.navigation import area_of, areas, navigation
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
    return {"area": area_of(request), "frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> dict[str, Any]:
    principal = getattr(request, "principal", None)
    preferences = getattr(request, "preferences", None) or Preferences()
    language, is_rtl = get_language() or "en", get_language_bidi()
    place, token = here(request), get_token(request)
    about_us, own = _footer(language), _person_menu(language)
    footer_start, footer_end = drawings.footer(language, about_us)
    return {
        "html_attributes": drawings.html_attributes("rtl" if is_rtl else "ltr", preferences),
        "links": drawings.links(is_rtl=is_rtl, saves_data=preferences.saves_data),
        "script_url": drawings.script_url(),
        "token": token,
        "strip": drawings.strip(language, preferences).filled(token=token, here=place, here_quoted=quote(place)),
        "paper_head": _paper_head(principal, language),
        "masthead": _masthead(request, language, token, own),
        "hubs": _hubs(request, language),
        "home_url": address("home:home") if principal else "/",
        "search_url": address("courses:catalogue"),
        "help_url": address("site:help"),
        "feedback_url": address("messages:feedback"),
        "sign_out_url": address("account_logout"),
        "support": principal.support if principal else None,
        "second_step_by": _second_step_notice(principal),
        "second_step_url": address("institutions:second_step"),
        "person_menu": own,
        "footer": about_us,
        "footer_start": footer_start,
        "footer_end": footer_end,
        "last_updated": LAST_UPDATED,
    }


def _masthead(request: HttpRequest, language: str, token: str, own: SafeString) -> SafeString:
    principal = getattr(request, "principal", None)
    text = request.GET.get("q", "") if request.path == address("courses:catalogue") else ""
    drawing = drawings.masthead(language, settings.EMBLEM_FILE, is_signed_in=principal is not None)
    if principal is None:
        return drawing.filled(search_text=text)
    places = tuple((area["url"], area["icon"], str(area["label"]), area["code"]) for area in areas(request))
    menu = drawings.person_menu(language, places, own).filled(token=token, **person(principal, language) or {})
    return drawing.filled(search_text=text, bell=drawings.bell(language, _unread(request)), menu=menu)


def _paper_head(principal: Any, language: str) -> SafeString:
    drawing = drawings.paper_head(language, settings.EMBLEM_FILE, is_signed_in=principal is not None)
    return drawing.filled(at=in_datetime(timezone.now()), **person(principal, language) or {})


def _hubs(request: HttpRequest, language: str) -> SafeString:
    area = area_of(request)
    entries = tuple((entry["name"], entry["url"], entry["is_current"]) for entry in navigation(request, area))
    return drawings.hubs(language, area, entries)


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
