"""What people write to those who run the platform."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Personal


class Category(models.TextChoices):
    PROBLEM = "problem", _("Something does not work")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    CONTENT = "content", _("A course or its content")
    ACCOUNT = "account", _("Sign-in and my account")
    IDEA = "idea", _("An idea")
    OTHER = "other", _("Something else")


class Feedback(models.Model):
    """One thing somebody wrote from the Help & Feedback form, signed in or not. Kept as it was written."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=12, unique=True)  # told to the writer: "F-7K2M9QX4"
    category = models.CharField(max_length=20, choices=Category)
    text = models.TextField()
    contact = models.CharField(max_length=200, blank=True)  # how to answer, if the writer wants an answer
    page = models.CharField(max_length=500, blank=True)  # path of the page the writer came from
    language = models.CharField(max_length=10)
    person_id = models.BigIntegerField(null=True)  # null: not signed in
    created_at = models.DateTimeField(db_index=True)

    fence = Personal(person="person_id")

    class Meta:
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return self.reference
