"""Questions and their keys. A learner's scope reads neither: only the owner, and the marking as the platform role."""

import uuid
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Organisational
from courses.catalogue.models import part_of_a_version
from courses.questions.rules.papers import PENALTIES, Terms


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


class Treatment(models.TextChoices):
    """What a correction of a key does with everybody who got the question."""

    NEW_KEY = "new_key", _("The new key counts for everybody")
    BOTH = "both", _("The old and the new key both count")
    FULL = "full", _("Everybody who got the question has full marks")
    LEFT_OUT = "left_out", _("The question is left out: its marks fall out of the total")


class QuestionVersion(models.Model):
    """One wording of a question with its key. Never changed after a paper with it was published, but for what a
    correction says of it: `treatment`, and the ids of the versions by whose keys it is marked in its stead (`marked_by`;
    the last is the newest). See `courses.regrading`.

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
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions", db_index=False)
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
    treatment = models.CharField(max_length=10, choices=Treatment, blank=True, default="", db_default="")
    marked_by = ArrayField(models.BigIntegerField(), default=list, db_default=[])

    fence = Organisational(organisation="owner_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_version_once"),
            models.CheckConstraint(
                condition=models.Q(treatment__in=["new_key", "both"], marked_by__len__gte=1)
                | models.Q(treatment__in=["", "full", "left_out"], marked_by__len=0),
                name="corrected_by_keys",
            ),
        ]

    def __str__(self) -> str:
        return self.stem


class Reveal(models.TextChoices):
    """What a learner may see of a marked attempt, besides the score."""

    NOTHING = "nothing", _("Only the score")
    ANSWERS = "answers", _("Which answers were right")
    REASONS = "reasons", _("The reason for each wrong answer")
    KEY = "key", _("The reasons and the right answers")


class RevealWhen(models.TextChoices):
    AT_ONCE = "at_once", _("Right after each attempt")
    WHEN_DONE = "when_done", _("When the quiz is passed or no attempt is left")
    FROM_DATE = "from_date", _("From a day on")


class Mode(models.TextChoices):
    TEST = "test", _("A test: marked when it is handed in")
    PRACTICE = "practice", _("Practice: each answer is checked at once, nothing counts")


class Counts(models.TextChoices):
    """Which attempt counts."""

    BEST = "best", _("The best attempt")
    LAST = "last", _("The last attempt")
    FIRST = "first", _("The first attempt")
    AVERAGE = "average", _("The average of all attempts")


class PaperManager(models.Manager["Paper"]):
    def begin(self, *, pick: int = 5, **values: Any) -> "Paper":
        """A paper with its one section."""
        paper = self.create(**values)
        PaperSection.objects.create(paper=paper, owner_id=paper.owner_id, position=1, pick=pick)
        return paper


class Paging(models.TextChoices):
    """How the questions of a quiz are shown. FORWARD: what is left behind is not seen or changed again."""

    ALL = "all", _("All questions on one page")
    FREE = "free", _("One question at a time, with a way back")
    FORWARD = "forward", _("One question at a time, with no way back")


class Paper(models.Model):
    """The rules of a quiz resource: what passes, how often, what is seen afterwards. Its sections say what is asked."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resource = models.OneToOneField("courses.Resource", on_delete=models.CASCADE, related_name="paper")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.TEST)
    pass_percent = models.PositiveSmallIntegerField(default=60)
    attempts_allowed = models.PositiveSmallIntegerField(default=3)  # 0: as many as one likes
    counts = models.CharField(max_length=10, choices=Counts, default=Counts.BEST)
    may_improve = models.BooleanField(default=False)  # whether a passed quiz may be taken again
    cool_down_minutes = models.PositiveIntegerField(default=0)  # between a failed attempt and the next
    is_reading_first = models.BooleanField(default=False)  # a new attempt waits until the parts missed are finished
    time_limit_minutes = models.PositiveIntegerField(null=True, blank=True)
    is_shuffled = models.BooleanField(default=True)
    paging = models.CharField(max_length=8, choices=Paging, default=Paging.ALL)  # practice: always all
    reveal = models.CharField(max_length=10, choices=Reveal, default=Reveal.REASONS)
    reveal_when = models.CharField(max_length=10, choices=RevealWhen, default=RevealWhen.AT_ONCE)
    reveal_from = models.DateTimeField(null=True, blank=True)

    objects = PaperManager()

    fence = part_of_a_version("resource_id", "resources")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pass_percent__range=(1, 100)), name="paper_pass_percent"),
            models.CheckConstraint(
                condition=~models.Q(reveal_when="from_date") | models.Q(reveal_from__isnull=False),
                name="paper_reveals_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Paper of {self.resource_id}"

    @property
    def is_practice(self) -> bool:
        return self.mode == Mode.PRACTICE


class PaperSection(models.Model):
    """A part of a paper with a pool of its own: `pick` of its questions are asked, those that are pinned always.

    `penalty`: the part of a question's marks that a wrong answer takes away, as text ("1/3"), since thirds have no
    decimals. `cut_off_percent`: without that much of the section's marks nobody passes; 0: none.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sections", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    title_hi = models.CharField(max_length=200, blank=True)
    pick = models.PositiveIntegerField(default=5)
    marks = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(1))  # of each question
    penalty = models.CharField(max_length=5, choices=[(one, one) for one in PENALTIES], default="0")
    cut_off_percent = models.PositiveSmallIntegerField(default=0)

    fence = part_of_a_version("paper_id", "papers")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "position"], name="section_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=models.Q(pick__gte=1), name="section_picks_something"),
            models.CheckConstraint(condition=models.Q(marks__gt=0), name="section_gives_marks"),
            models.CheckConstraint(condition=models.Q(cut_off_percent__lte=100), name="section_cut_off"),
            models.CheckConstraint(condition=models.Q(penalty__in=PENALTIES), name="section_penalty"),
        ]

    def __str__(self) -> str:
        return self.title or f"Section {self.position}"

    def title_in(self, language: str) -> str:
        return (language == "hi" and self.title_hi) or self.title

    def terms(self) -> Terms:
        return Terms(
            self.pick, Fraction(self.marks), Fraction(self.penalty), self.cut_off_percent, self.title, self.title_hi
        )


class PaperQuestion(models.Model):
    """A question version in the pool of a paper's section. `is_pinned`: asked in every attempt."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="pool", db_index=False)
    section = models.ForeignKey(PaperSection, on_delete=models.CASCADE, related_name="pool")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)
    is_pinned = models.BooleanField(default=False)

    fence = Organisational(organisation="owner_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "question_version"], name="in_a_pool_once")]

    def __str__(self) -> str:
        return f"{self.question_version_id} in {self.paper_id}"
