from collections import Counter
from datetime import UTC, date, datetime

from django.db import connection
from django.db.models import F

from core.tenancy.context import everywhere
from courses.attempts.models import Answer, Attempt
from courses.certificates.models import Certificate
from courses.certificates.queries import facts_of
from courses.certificates.rules import Content, is_well_formed
from courses.enrolment.models import Completion, Enrolment
from courses.progress.models import ResourceProgress
from courses.progress.rules import Leaf, judge
from courses.ratings.models import Rating, RatingSummary
from karmayogi.demo.loading import load
from karmayogi.demo.ratings import COLUMNS, said
from monitoring.integrity.actions import check
from monitoring.readmodels.actions import rebuild
from monitoring.readmodels.models import SubtreeDay

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FIGURES = ("leafday", "subtreeday", "leafhead", "subtreehead", "lastactive")


def figures():
    with connection.cursor() as cursor:
        found = {}
        for table in FIGURES:
            cursor.execute(
                f"SELECT f::text FROM (SELECT to_jsonb(t) - 'id' AS f FROM monitoring_{table} t) AS x ORDER BY 1"
            )
            found[table] = cursor.fetchall()
        return found


def test_is_as_if_it_had_happened(cast):
    load(NOW, share=0.1)

    with everywhere(reason="test", audited=False):
        nothing_broken(NOW)
        certificates_say_what_the_action_would_say()
        progress_is_what_the_rule_decides()
        every_month_has_completions()
        sittings_gave_the_results()
        ratings_are_counted_and_follow_a_completion()
        kept = figures()
        rebuild(at=NOW)
        assert figures() == kept


def nothing_broken(at):
    checked = check(at=at).checked
    assert {name: counts["broken"] for name, counts in checked.items()} == dict.fromkeys(checked, 0)
    assert checked["completion_has_one_certificate"]["compared"] == Completion.objects.count() > 800


def certificates_say_what_the_action_would_say():
    some = {row.completion_uuid: row for row in Certificate.objects.order_by("pk")[::97]}
    assert len(some) > 8
    for facts in facts_of(some):
        certificate = some[facts.completion_uuid]
        assert Content.from_json(certificate.content) == facts.content
        assert set(certificate.content) == set(facts.content.as_json())
        assert is_well_formed(certificate.number)
        assert certificate.home_organisation_id == facts.home_organisation_id


def progress_is_what_the_rule_decides():
    """Judged as the player would, leaf by leaf, for open and completed ones; nothing lies in the future."""
    assert not Enrolment.objects.filter(created_at__gt=NOW).exists()
    assert not Completion.objects.filter(completed_at__gt=NOW).exists()
    assert not ResourceProgress.objects.filter(completed_at__gt=NOW).exists()
    for enrolment in Enrolment.objects.select_related("version").order_by("pk")[::41]:
        done = {row.resource_id: row for row in ResourceProgress.objects.filter(enrolment=enrolment)}
        leaves = {
            str(part.uuid): Leaf(
                str(part.uuid), part.kind, part.minutes, part.pk in done, 0.0, getattr(done.get(part.pk), "score", None)
            )
            for part in enrolment.version.resources.all()
        }
        verdict = judge(enrolment.version.completion_rule, leaves)
        assert (enrolment.progress, enrolment.state == "completed") == (verdict.percent, verdict.is_complete)
        if enrolment.state == "completed":
            completion = Completion.objects.get(enrolment=enrolment)
            assert (completion.grade, completion.score, completion.minutes) == (
                verdict.grade,
                verdict.score,
                enrolment.version.minutes,
            )


def every_month_has_completions():
    days = SubtreeDay.objects.filter(organisation__code="india", day__gte=date(2025, 1, 1))
    months = {(day.year, day.month): 0 for day in days.values_list("day", flat=True)}
    for day, completed in days.values_list("day", "completed_b"):
        months[day.year, day.month] += completed
    assert len(months) == 23
    assert min(months.values()) > 0


def sittings_gave_the_results():
    passed = Attempt.objects.filter(is_passed=True)
    assert passed.count() > 80
    assert not Attempt.objects.filter(submitted_at=None).exists()
    assert not Attempt.objects.filter(started_at__lt=F("enrolment__opened_at")).exists()
    assert Attempt.objects.filter(is_passed=False).exists()
    for attempt in Attempt.objects.order_by("pk")[::13]:
        answers = list(Answer.objects.filter(attempt=attempt).order_by("position"))
        assert [answer.position for answer in answers] == [1, 2, 3, 4, 5]
        assert sum(answer.is_correct for answer in answers) == attempt.correct
        assert attempt.is_passed == (attempt.correct >= 3)
    results = dict(Completion.objects.values_list("enrolment_id", "score"))
    assert all(results[enrolment_id] == score for enrolment_id, score in passed.values_list("enrolment_id", "score"))


def ratings_are_counted_and_follow_a_completion():
    given = Counter(Rating.objects.values_list("offering__code", "stars"))
    sums = {code: row for code, *row in RatingSummary.objects.values_list("offering__code", *COLUMNS)}
    assert len(sums) == 12
    for code, row in sums.items():
        assert row == [given[code, stars] for stars in range(1, 6)]
        assert Rating.objects.filter(offering__code=code).exclude(words="").count() == len(said()[code])
    done = set(Completion.objects.values_list("person_id", "version_id"))
    for rating in Rating.objects.select_related("person"):
        assert (rating.person_id, rating.version_id) in done
        assert rating.rated_at < (rating.replied_at or NOW) <= NOW
        assert bool(rating.words) == (rating.signed != "provider") == bool(rating.byline)
