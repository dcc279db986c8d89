"""A learner's notes."""

import uuid

from django.db import models

from core.tenancy.fences import Personal


class Note(models.Model):
    """Something a person wrote for themselves at a second, on a page, or beside a text.

    It is about the resource in every version of the course (`origin`), so a new version keeps it; course and part are
    named in the note too, so it still says what it was about when the part is gone. `place` is a second or page of the
    file in `language`. Only the person reads it: no organisation stands in the fence, so no role reaches it, and a
    transfer changes nothing.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    offering = models.ForeignKey("courses.Offering", on_delete=models.PROTECT, related_name="+")
    origin = models.UUIDField()  # of the resource
    kind = models.CharField(max_length=10)
    course_title = models.CharField(max_length=200)
    course_title_hi = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    title_hi = models.CharField(max_length=200, blank=True)
    place = models.PositiveIntegerField(null=True)
    language = models.CharField(max_length=10, blank=True)
    text = models.TextField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    fence = Personal(person="person_id")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"], name="note_newest"),  # My notes
            models.Index(fields=["person", "origin", "place"], name="note_of_a_resource"),  # beside the resource
        ]

    def __str__(self) -> str:
        return f"Note {self.uuid}"
