"""A resource that leads to a page outside: its address, what to do there, how long that takes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.refusals import Refusal
from courses.authoring.actions.drafts import lock_draft
from courses.authoring.actions.outline import sum_minutes
from courses.catalogue.models import Resource, ResourceKind
from courses.formats.link import checked
from courses.formats.refusals import Unreadable
from courses.formats.text import plain, safe_html

LONGEST_TEXT = 5_000


class LinkRefused(Refusal):
    SENTENCES = {
        "NOT_A_LINK": _("Only a link has an address."),
        "TEXT_TOO_LONG": _("What to do there is said in at most %(most)s letters."),
        "NO_ADDRESS": _("“%(address)s” is no address of a web page. It looks like https://dopt.gov.in/rules."),
        "NOT_HTTPS": _("“%(address)s” is not encrypted. Give an address that begins with https://."),
        "CREDENTIALS": _("The address holds a name or a password. Whoever learns would see it; take it out."),
        "OTHER_PORT": _("“%(address)s” names a port. Many offices cannot reach it; give the usual address."),
        "NUMBERED": _("“%(address)s” names a computer by its number. Give the name of the site."),
        "INSIDE": _("“%(address)s” leads into an inner network, where learners cannot follow."),
        "TOO_LONG": _("The address is longer than %(most)s letters."),
    }


@transaction.atomic
def set_link(
    *, resource: Resource, url: str, url_hi: str = "", body: str = "", body_hi: str = "", minutes: int,
    is_required: bool, actor: Actor, at: datetime,
) -> Resource:  # fmt: skip
    """Say where the link leads, in Hindi perhaps elsewhere, and what is to be done there."""
    lock_draft(resource.version, actor=actor, at=at)
    resource = Resource.objects.select_related("version").get(pk=resource.pk)
    if resource.kind != ResourceKind.LINK:
        raise LinkRefused("NOT_A_LINK")
    if max(len(body), len(body_hi)) > LONGEST_TEXT:
        raise LinkRefused("TEXT_TOO_LONG", most=LONGEST_TEXT)
    resource.url = _address(url)
    resource.url_hi = _address(url_hi) if url_hi.strip() else ""
    body, body_hi = safe_html(body), safe_html(body_hi)
    resource.body, resource.body_hi = (body if plain(body) else ""), (body_hi if plain(body_hi) else "")
    resource.minutes, resource.is_required = minutes, is_required
    resource.save(update_fields=["url", "url_hi", "body", "body_hi", "minutes", "is_required"])
    sum_minutes(resource.version)
    audit.record(
        actor, "courses.resource.linked", resource, at, organisation_id=resource.owner_id, url=resource.url,
        url_hi=resource.url_hi,
    )  # fmt: skip
    return resource


def _address(said: str) -> str:
    try:
        return checked(said)
    except Unreadable as unreadable:
        facts = {"address": said.strip()[:100], **unreadable.facts}
        raise LinkRefused(unreadable.reason, **facts) from unreadable
