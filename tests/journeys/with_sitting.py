"""Three published quizzes of every kind of question, twenty minutes long, and an attempt of Asha at each: run as a program
in the product's environment, prints their places as JSON."""

import json
import sys
from typing import Any

from django.utils import timezone


def begin() -> str:
    from core.tenancy.context import acting_in
    from courses.attempts import actions as attempts
    from tests.cast import Cast
    from tests.courses import making

    cast: Any = Cast.load()
    at = timezone.now()
    made = making.published(
        cast, code=f"sitting-{at:%H%M%S%f}", title="Sitting", texts=0, pool=2, pick=9, kinds=True, is_shuffled=False,
        time_limit_minutes=20,
    )  # fmt: skip
    with acting_in(cast.learner_scope("asha")):
        enrolled = making.enrol(cast, made, at=at)
        sat = attempts.start(enrolment=enrolled, resource=made.quiz, actor=making.actor_of(cast, "asha"), at=at)
    return f"/attempts/{sat.uuid}/"


if __name__ == "__main__":
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        made = [begin() for _ in range(3)]
    json.dump(made, sys.stdout)
