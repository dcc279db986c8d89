"""What pages of signing in say in words."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.rules import browser_and_system

register = template.Library()
NAMES = (
    gettext_noop("Edge"), gettext_noop("Opera"), gettext_noop("Samsung Internet"), gettext_noop("Firefox"),
    gettext_noop("Chrome"), gettext_noop("Safari"), gettext_noop("iPad"), gettext_noop("iPhone"), gettext_noop("Android"),
    gettext_noop("ChromeOS"), gettext_noop("Windows"), gettext_noop("macOS"), gettext_noop("Linux"),
)  # fmt: skip
SHOWN = 60


@register.simple_tag
def mailbox_of_the_demo() -> str:
    """Where mails and text messages can be read that go nowhere else; "" outside a demo."""
    return reverse("demo:mailbox") if settings.DEMO else ""


@register.filter
def in_words(user_agent: str) -> str | SafeString:
    """Firefox on Android; a program that is neither known is shown by its own name."""
    browser, system = browser_and_system(user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": _(browser), "system": _(system)}
    if browser or system:
        return _(browser or system)
    return format_html('<bdi lang="en">{}</bdi>', user_agent[:SHOWN]) if user_agent else _("not known")
