"""A job that ended is also a message to who started it."""

from datetime import UTC, datetime

from core.jobs.events import JobFinished
from core.tenancy.context import acting_in, everywhere
from karmayogi.reactions import REACTIONS
from messages.inbox.models import Message
from messages.inbox.queries import row
from messages.inbox.reactions import tell_starters

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def ended(cast, **more):
    values = {"state": "finished", "done": 998, "refused": 2, "person_id": cast.chitra.pk} | more
    return JobFinished(at=AT, job_uuid="7f0c", kind="tests", title="Import of officials", **values)


def test_it_is_listed_among_the_reactions():
    assert REACTIONS[JobFinished] == ["messages.inbox.reactions.tell_starters"]


def test_tells_the_starter_once_however_often_it_is_handled(cast):
    with everywhere(reason="test", audited=False):
        tell_starters([ended(cast), ended(cast)])
        tell_starters([ended(cast)])

    with acting_in(cast.learner_scope("chitra")):
        shown = row(Message.objects.get())
    assert shown["subject"] == "Finished: Import of officials"
    assert shown["body"] == "“Import of officials” is finished: 998 done, 2 not taken."
    assert shown["link"] == "/jobs/7f0c/"


def test_says_why_it_stopped(cast):
    with everywhere(reason="test", audited=False):
        tell_starters([ended(cast, state="failed", failure="The file has no column “code”.")])

    with acting_in(cast.learner_scope("chitra")):
        assert row(Message.objects.get())["body"] == "“Import of officials” has stopped. The file has no column “code”."


def test_a_job_of_the_platform_tells_nobody(cast):
    with everywhere(reason="test", audited=False):
        tell_starters([ended(cast, person_id=None)])
        assert not Message.objects.exists()
