"""Read tables of question statistics: sums of what attempts came to, added to as attempts are marked."""

from django.db import models

from core.tenancy.fences import Organisational


class ItemStatistic(models.Model):
    """What all marked attempts came to at one wording of a question. Sums, so that one more attempt is added and no old
    one is read again.

    x: the part of its marks that the question earned, 0 to 1. y: the same for the rest of that attempt, on average.
    """

    question_version = models.OneToOneField(
        "courses.QuestionVersion", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    attempts = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    sum_x = models.FloatField()
    sum_xx = models.FloatField()
    sum_y = models.FloatField()
    sum_yy = models.FloatField()
    sum_xy = models.FloatField()

    fence = Organisational(organisation="owner_id")

    def __str__(self) -> str:
        return f"{self.attempts} attempts at {self.question_version_id}"


class ItemChoice(models.Model):
    """How often one option of a wording was chosen."""

    question_version = models.ForeignKey(
        "courses.QuestionVersion", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    option = models.CharField(max_length=20)
    count = models.PositiveIntegerField()

    fence = Organisational(organisation="owner_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question_version", "option"], name="item_choice_once")]

    def __str__(self) -> str:
        return f"{self.option} of {self.question_version_id}"
