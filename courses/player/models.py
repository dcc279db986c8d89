"""How a person likes to learn."""

from django.db import models

from core.tenancy.fences import Personal


class LearningChoices(models.Model):
    """In which language a person takes films and documents and reads captions, and how heavy. Empty: as the page is.

    `weight`: the whole film, its small picture or its sound alone; empty: small for who saves data, whole for others.

    Kept for the person and not on a device: what is chosen on the phone holds on the computer.
    """

    person = models.OneToOneField("accounts.Person", primary_key=True, on_delete=models.PROTECT, related_name="+")
    spoken = models.CharField(max_length=10, blank=True, default="")  # "en", "hi"
    captions = models.CharField(max_length=10, blank=True, default="")
    weight = models.CharField(max_length=10, blank=True, default="", db_default="")  # "full", "low", "sound"

    fence = Personal(person="person_id")

    def __str__(self) -> str:
        return f"Choices of {self.person_id}"
