"""Read tables of question statistics: sums of what attempts came to, added to as attempts are marked, and of what
packages say of the questions inside them."""

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


class PackagedQuestion(models.Model):
    """What learners answered to one question inside a SCORM package, as the package told it. Sums, as above.

    The packages are those with the same files (`prefix`), so that a next version of the course with its package
    unchanged goes on counting. `learners`: people, each once; `answers`: each that was sent; `judged`: those the
    package called right or wrong, `right` of them; `latency`: seconds of the `timed` answers in all.
    """

    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    prefix = models.CharField(max_length=100)  # of the package
    sco = models.CharField(max_length=255)
    identifier = models.CharField(max_length=255)  # the package's own; a longer one is cut and told apart by a digest
    number = models.PositiveIntegerField()  # the least under which it was asked
    kind = models.CharField(max_length=20)
    description = models.CharField(max_length=250)
    learners = models.PositiveIntegerField()
    answers = models.PositiveIntegerField()
    judged = models.PositiveIntegerField()
    right = models.PositiveIntegerField()
    latency = models.BigIntegerField()
    timed = models.PositiveIntegerField()

    fence = Organisational(organisation="owner_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "sco", "identifier"], name="packaged_question_once")]

    def __str__(self) -> str:
        return f"{self.identifier} of {self.sco}"


class PackagedResponse(models.Model):
    """How often one response was given to a question inside a package, by how many people, and how often it was right."""

    question = models.ForeignKey(PackagedQuestion, on_delete=models.CASCADE, related_name="responses", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    response = models.CharField(max_length=250)  # its beginning
    learners = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    right = models.PositiveIntegerField()

    fence = Organisational(organisation="owner_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "response"], name="packaged_response_once")]

    def __str__(self) -> str:
        return f"{self.response} to {self.question_id}"
