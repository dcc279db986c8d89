"""A player that may lie, and the video course it lies about. Time is the server's: each report says when it arrives."""

from datetime import timedelta
from uuid import UUID, uuid4

from core.tenancy.context import acting_in, everywhere
from courses.catalogue.models import CourseVersion, Resource
from courses.enrolment.models import Batch, Enrolment
from courses.progress import actions as progress
from courses.progress.actions import Fact
from courses.progress.models import LearningDay, ResourceProgress
from courses.progress.rules import ranges
from tests.courses import making
from tests.courses.making import NOW, actor_of, enrol

LENGTH = 1000


def video_course(cast, *, code="noting", videos=1, length=LENGTH, kind="video", files=None):
    """A course of videos of so many seconds each, and nothing else. `files`: language -> seconds."""
    version = making.draft(cast, code=code, quiz=False, texts=videos)
    with everywhere(reason="test", audited=False):
        making.give_files(version, kind, files or {"en": length})
        CourseVersion.objects.filter(pk=version.pk).update(state="in_review", submitted_by=cast.dev)
        version = making.publish(version=version, actor=actor_of(cast, "hari"), at=NOW)
        resources = list(Resource.objects.filter(version=version).order_by("position"))
        return making.Made(
            offering=version.offering, version=version, texts=resources, quiz=None,
            batch=Batch.objects.get(version=version), resources=resources,
        )  # fmt: skip


class Player:
    """One open page of a learner. `claim` sends what the page says it played, arriving `at` seconds after the start."""

    def __init__(self, cast, enrolment, resource, *, name="asha", session: UUID | None = None):
        self.cast, self.enrolment, self.resource, self.name = cast, enrolment, resource, name
        self.session = session or uuid4()
        self.sequence = 0

    def claim(self, *ranges_seen, at, sequence=None, resource=None, language="", device="", stands=None):
        """`stands`: where the page says it is; where the last piece ends unless said otherwise."""
        if sequence is None:
            self.sequence += 1
            sequence = self.sequence
        facts = [
            Fact((resource or self.resource).uuid, start, end, end if stands is None else stands, language)
            for start, end in ranges_seen
        ]
        with acting_in(self.cast.learner_scope(self.name)):
            return progress.fold(
                enrolment_uuid=self.enrolment.uuid, session=self.session, sequence=sequence, facts=facts,
                raw=[list(piece) for piece in ranges_seen], device=device, actor=actor_of(self.cast, self.name),
                at=NOW + timedelta(seconds=at),
            )  # fmt: skip

    def play(self, start, end, *, at, speed=1, every=10, language=""):
        """An honest stretch: a report each ten seconds. Returns when it ended."""
        place = start
        while place < end:
            following = min(end, place + every * speed)
            at += (following - place) / speed
            self.claim((int(place), int(following)), at=at, language=language)
            place = following
        return at


def enrolled(cast, made, name="asha") -> Enrolment:
    with acting_in(cast.learner_scope(name)):
        return enrol(cast, made, name)


def seen(cast, enrolment, resource):
    """(seconds credited, seconds that did not count, is complete)."""
    with everywhere(reason="test", audited=False):
        row = ResourceProgress.objects.filter(enrolment=enrolment, resource=resource).first()
    if row is None:
        return 0, 0, False
    return sum(end - start for start, end in ranges(row.seen)), row.uncounted, row.completed_at is not None


def learning_seconds(cast, name="asha"):
    with everywhere(reason="test", audited=False):
        days = LearningDay.objects.filter(person=cast.people[name])
        return sum(end - start for day in days for start, end in ranges(day.active))
