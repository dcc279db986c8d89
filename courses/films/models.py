"""What is known of a film's small copies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import National


class CopiesState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    MAKING = "making", _("Being made")
    MADE = "made", _("Made")
    REFUSED = "refused", _("Cannot be made")


class FilmCopies(models.Model):
    """The small copies of one stored file; whoever may play the file may play them.

    A size that is null says that there is no such copy: not made yet, or not worth having. `reason` says why none can
    be made (actions.CopiesRefused). They belong to the file and not to a version, so they may be made after it is
    published. Sizes and states of files that nobody can name by guessing: everybody may read them, the platform writes.
    """

    file_uuid = models.UUIDField(primary_key=True)
    state = models.CharField(max_length=10, choices=CopiesState, default=CopiesState.WAITING)
    reason = models.CharField(max_length=20, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    low_size = models.BigIntegerField(null=True)  # bytes
    sound_size = models.BigIntegerField(null=True)
    poster_size = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    alive_at = models.DateTimeField(null=True)  # when the worker that makes them was last heard of
    made_at = models.DateTimeField(null=True)

    fence = National()

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at"], name="copies_unfinished", condition=models.Q(state__in=["waiting", "making"])
            )
        ]  # the sweep

    def __str__(self) -> str:
        return f"Copies of {self.file_uuid}"

    def size_of(self, copy: str) -> int | None:
        return {"low": self.low_size, "sound": self.sound_size, "poster": self.poster_size}[copy]
