"""Every write to ratings."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.refusals import Refusal
from core.tenancy.context import everywhere
from courses.catalogue.models import Offering
from courses.enrolment.models import Completion
from courses.events import RatingHidden, RatingReplied, RatingReported
from courses.ratings import rules
from courses.ratings.models import HidingReason, Rating, RatingReport, Signed

BEGIN = """
INSERT INTO courses_ratingsummary (offering_id, ones, twos, threes, fours, fives) VALUES (%s, 0, 0, 0, 0, 0)
ON CONFLICT DO NOTHING
"""
MOVE = """
UPDATE courses_ratingsummary SET ones = ones + %s, twos = twos + %s, threes = threes + %s, fours = fours + %s,
    fives = fives + %s WHERE offering_id = %s
"""


class RatingRefused(Refusal):
    SENTENCES = {
        "NOT_COMPLETED": _("You can rate a course after you have completed it."),
        "STARS_MISSING": _("Choose from 1 to 5."),
        "TOO_LONG": _("Write at most %(most)s characters."),
        "SIGNATURE_MISSING": _("Choose who reads your words."),
        "NOT_CHANGEABLE": _("A rating can be changed for 30 days. You can still withdraw it."),
        "HIDDEN": _("The words of this rating were hidden by a moderator. You can withdraw it."),
        "NOT_RATED": _("You have not rated this course."),
    }


class ReplyRefused(Refusal):
    SENTENCES = {
        "NOTHING_TO_READ": _("There are no words to reply to."),
        "TOO_SHORT": _("Write at least %(least)s characters."),
        "TOO_LONG": _("Write at most %(most)s characters."),
    }


class ReportRefused(Refusal):
    SENTENCES = {
        "NOTHING_TO_READ": _("These words are not shown any more."),
        "REASON_MISSING": _("Choose a reason."),
        "OWN_WORDS": _("These are your own words. You can change or withdraw them."),
    }


@transaction.atomic
def rate(
    *, offering: Offering, person_id: int, stars: int, words: str, signed: str, actor: Actor, at: datetime
) -> Rating:
    """Rate a completed course, or change the rating. The same said twice is said once.

    Everybody who rates the same course as the same person queues for the completion's row, so two at once are one.
    """
    words = words.strip()
    completion = _completion(offering, person_id)
    if completion is None:
        raise RatingRefused("NOT_COMPLETED")
    if refusal := rules.refusal(stars, words):
        raise RatingRefused(refusal, most=rules.LONGEST_WORDS)
    if signed not in Signed.values:
        raise RatingRefused("SIGNATURE_MISSING")
    rating = Rating.objects.filter(offering=offering, person_id=person_id).first()
    before = rating.stars if rating and rating.withdrawn_at is None else None
    if rating is None:
        rating = Rating(offering=offering, person_id=person_id, provider_id=offering.owner_id, rated_at=at)
    elif rating.hidden_at is not None:
        raise RatingRefused("HIDDEN")
    elif rating.withdrawn_at is not None:
        rating.rated_at, rating.withdrawn_at = at, None
    elif (rating.stars, rating.words, rating.signed) == (stars, words, signed):
        return rating
    elif not rules.may_change(rating.rated_at, at):
        raise RatingRefused("NOT_CHANGEABLE")
    if words != rating.words:  # a reply to other words would stand beside these
        rating.reply, rating.replied_at, rating.replied_by = "", None, None
    rating.version_id, rating.organisation_id = completion.version_id, completion.organisation_id
    rating.home_organisation_id = completion.home_organisation_id
    rating.stars, rating.words, rating.signed, rating.changed_at = stars, words, signed, at
    rating.byline = _byline(person_id, signed)
    rating.save()
    _count(offering.pk, before, stars)
    audit.record(actor, "courses.rating.given", rating, at, organisation_id=rating.provider_id, stars=stars)
    return rating


@transaction.atomic
def withdraw(*, offering: Offering, person_id: int, actor: Actor, at: datetime) -> Rating:
    """Take the rating back; its words are gone. Twice is the same as once."""
    _completion(offering, person_id)
    rating = Rating.objects.filter(offering=offering, person_id=person_id).first()
    if rating is None:
        raise RatingRefused("NOT_RATED")
    if rating.withdrawn_at is None:
        before = rating.stars
        rating.withdrawn_at, rating.changed_at = at, at
        rating.words = rating.byline = rating.reply = rating.hiding_reason = ""
        rating.replied_at = rating.hidden_at = None
        rating.save()
        _count(offering.pk, before, None)
        audit.record(actor, "courses.rating.withdrawn", rating, at, organisation_id=rating.provider_id, stars=before)
    return rating


@transaction.atomic
def reply(*, rating: Rating, text: str, actor: Actor, at: datetime) -> Rating:
    """The provider answers words, or says something else than before. The door has decided whose course it is."""
    text = text.strip()
    with everywhere(reason="reply to a rating", audited=False):
        rating = Rating.objects.select_for_update().get(pk=rating.pk)
        if rating.withdrawn_at is not None or rating.hidden_at is not None or not rating.words:
            raise ReplyRefused("NOTHING_TO_READ")
        if len(text) < rules.SHORTEST_REPLY:
            raise ReplyRefused("TOO_SHORT", least=rules.SHORTEST_REPLY)
        if len(text) > rules.LONGEST_WORDS:
            raise ReplyRefused("TOO_LONG", most=rules.LONGEST_WORDS)
        rating.reply, rating.replied_at, rating.replied_by_id = text, at, actor.person_id
        rating.save(update_fields=["reply", "replied_at", "replied_by"])
        audit.record(actor, "courses.rating.replied", rating, at, organisation_id=rating.provider_id)
        outbox.publish(RatingReplied(at=at, organisation_id=rating.provider_id, rating_uuid=str(rating.uuid)))
    return rating


@transaction.atomic
def report(*, rating: Rating, person_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """Say that words should not be read. Reported twice by a person is reported once."""
    if reason not in HidingReason.values:
        raise ReportRefused("REASON_MISSING")
    if rating.person_id == person_id:
        raise ReportRefused("OWN_WORDS")
    with everywhere(reason="rating reported", audited=False):
        rating = Rating.objects.select_for_update().get(pk=rating.pk)
        if rating.withdrawn_at is not None or rating.hidden_at is not None or not rating.words:
            raise ReportRefused("NOTHING_TO_READ")
        _report, is_new = RatingReport.objects.get_or_create(
            rating=rating, person_id=person_id, defaults={"reason": reason, "reported_at": at}
        )
        if is_new:
            audit.record(actor, "courses.rating.reported", rating, at, reason=reason)
            outbox.publish(RatingReported(at=at, rating_uuid=str(rating.uuid), reason=reason))


@transaction.atomic
def settle(*, rating: Rating, hiding_reason: str, actor: Actor, at: datetime) -> Rating:
    """A moderator hides the words with a reason, or leaves them with none. Settles all reports; twice is once."""
    if hiding_reason and hiding_reason not in HidingReason.values:
        raise ReportRefused("REASON_MISSING")
    with everywhere(reason="rating moderated", audited=False):
        rating = Rating.objects.select_for_update().get(pk=rating.pk)
        if rating.withdrawn_at is not None:
            raise ReportRefused("NOTHING_TO_READ")
        rating.reports.filter(settled_at=None).update(settled_at=at)
        if hiding_reason and rating.hidden_at is None:
            rating.hidden_at, rating.hidden_by_id, rating.hiding_reason = at, actor.person_id, hiding_reason
            rating.save(update_fields=["hidden_at", "hidden_by", "hiding_reason"])
            audit.record(actor, "courses.rating.hidden", rating, at, reason=hiding_reason)
            outbox.publish(RatingHidden(at=at, rating_uuid=str(rating.uuid), reason=hiding_reason))
        elif not hiding_reason:
            audit.record(actor, "courses.rating.left", rating, at)
    return rating


def _completion(offering: Offering, person_id: int) -> Completion | None:
    """The newest one, locked: the row that two ratings of a person for a course queue for."""
    mine = Completion.objects.select_for_update().filter(offering=offering, person_id=person_id)
    return mine.order_by("-completed_at").first()


def _byline(person_id: int, signed: str) -> str:
    if signed == Signed.PROVIDER:
        return ""
    name = Person.objects.get(pk=person_id).full_name
    return name if signed == Signed.NAME else rules.initials(name)


def _count(offering_id: int, before: int | None, after: int | None) -> None:
    """Move the sums by the difference; the database adds, so nobody's rating is lost between reading and writing."""
    moved = [(value == after) - (value == before) for value in range(rules.LOWEST, rules.HIGHEST + 1)]
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, [offering_id])
        cursor.execute(MOVE, [*moved, offering_id])
