"""Questions and their keys. A learner's scope reads neither: only the owner, and the marking as the platform role."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Organisational, SharedDown


class Bank(models.Model):
    """A provider's collection of questions, usually one for a course."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    fence = Organisational(organisation="owner_id")

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """A question for life; what it says is its versions."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="questions")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)
    is_retired = models.BooleanField(default=False)
    category = models.CharField(max_length=200, blank=True)  # a path within the bank: "Leave rules/Earned leave"

    fence = Organisational(organisation="owner_id")

    def __str__(self) -> str:
        return f"Question {self.uuid}"


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("One answer")
    MULTIPLE = "multiple", _("Several answers")
    TRUE_FALSE = "true_false", _("True or false")
    NUMERIC = "numeric", _("A number")
    MATCH = "match", _("Match")
    ORDER = "order", _("Put in order")
    FILL_IN = "fill_in", _("Fill in the gaps")
    SHORT_TEXT = "short_text", _("A short answer in words")


class QuestionVersion(models.Model):
    """One wording of a question with its key. Never changed after a paper with it was published.

    `reason` says why the right answer is right and where to read it. `is_partial`: an answer that is right in part
    earns a part of the marks (see `courses.questions.rules.marking`).
    `options` of single, multiple, true_false: [{"id": "a", "text", "text_hi", "is_correct": bool, "reason", "reason_hi",
    "is_fixed": bool, "weight": percent as text, or ""}].
    `body` of the other kinds; a `credit` is a percentage as text:
      numeric     {"answers": [{"value", "tolerance", "is_percent", "credit", "reason", "reason_hi"}],
                   "units": [{"name", "factor"}], "is_unit_needed": bool}, numbers as text
      short_text  {"answers": [{"text", "credit", "reason", "reason_hi"}], "typos": 0 to 2, "is_case_kept": bool}
      match       {"pairs": [{"left", "left_hi", "right", "right_hi"}]}; without a left side: one more wrong right side
      order       {"items": [{"text", "text_hi"}]} in the right order
      fill_in     {"gaps": [{"answers": [{"text", "credit"}]}], "typos", "is_case_kept"}; [[1]] in the stem is the first
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=12, choices=QuestionKind)
    stem = models.TextField()
    stem_hi = models.TextField(blank=True)
    options = models.JSONField(default=list)
    body = models.JSONField(default=dict)
    is_partial = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    reason_hi = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    fence = Organisational(organisation="owner_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_once")]

    def __str__(self) -> str:
        return self.stem


class Reveal(models.TextChoices):
    NOTHING = "nothing", _("Only the score")
    REASONS = "reasons", _("The reason for each wrong answer")


class Paper(models.Model):
    """The rules of a quiz resource: how many questions from the pool, what passes, how often. No question is here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resource = models.OneToOneField("courses.Resource", on_delete=models.CASCADE, related_name="paper")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    pick = models.PositiveIntegerField(default=5)  # how many are drawn from the pool
    pass_percent = models.PositiveSmallIntegerField(default=60)
    attempts_allowed = models.PositiveSmallIntegerField(default=3)  # 0: as many as one likes
    cool_down_minutes = models.PositiveIntegerField(default=0)  # between a failed attempt and the next
    time_limit_minutes = models.PositiveIntegerField(null=True, blank=True)
    is_shuffled = models.BooleanField(default=True)
    reveal = models.CharField(max_length=10, choices=Reveal, default=Reveal.REASONS)

    fence = SharedDown(owner="owner_id", shared_when="is_published", open_when="is_published AND is_national")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pick__gte=1), name="paper_picks_something"),
            models.CheckConstraint(condition=models.Q(pass_percent__range=(1, 100)), name="paper_pass_percent"),
        ]

    def __str__(self) -> str:
        return f"Paper of {self.resource_id}"


class PaperQuestion(models.Model):
    """A question version in a paper's pool."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="pool")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)

    fence = Organisational(organisation="owner_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "question_version"], name="in_a_pool_once")]

    def __str__(self) -> str:
        return f"{self.question_version_id} in {self.paper_id}"
