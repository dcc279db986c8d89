"""Learning hours on My iGOT: the union of each day's seconds, and no more than eight hours of one day."""

from datetime import date

from core.tenancy.context import acting_in
from courses.progress.models import LearningDay
from karmayogi.home.queries import home_of

YEAR = {"language": "en", "today": date(2026, 11, 3), "year_start": date(2026, 4, 1)}


def test_a_day_counts_eight_hours_at_most_and_the_year_before_not_at_all(cast):
    with acting_in(cast.learner_scope("asha")):
        for day, active in (
            (date(2026, 11, 2), "{[0,36000)}"),  # ten hours
            (date(2026, 11, 3), "{[0,1800),[3600,5400)}"),  # an hour in two pieces
            (date(2026, 3, 31), "{[0,7200)}"),
        ):
            LearningDay.objects.create(person=cast.asha, day=day, active=active)

        assert home_of(cast.asha.pk, **YEAR).hours == "9 h"
