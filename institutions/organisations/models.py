"""The tree, and the e-mail domains by which people may join an organisation themselves."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import National


class OrganisationKind(models.TextChoices):
    NATION = "nation", _("Government")
    MINISTRY = "ministry", _("Ministry")
    DEPARTMENT = "department", _("Department")
    OFFICE = "office", _("Office")
    STATE = "state", _("State or Union Territory")
    COMMISSION = "commission", _("Commission")
    INSTITUTE = "institute", _("Training institute")
    PROVIDER = "provider", _("Course provider")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def below(self, *organisation_ids: int) -> Self:
        """These organisations and everything under them."""
        return self.filter(path__overlap=list(organisation_ids))


class Organisation(models.Model):
    """One node of the tree and a tenant. `path` holds the ids from the root down to the node itself."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=60, unique=True)  # used in URLs and files: "finance", "cbdt", "istm"
    name = models.CharField(max_length=200)
    name_hi = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = ArrayField(models.BigIntegerField(), default=list, editable=False)

    objects = OrganisationQuerySet.as_manager()

    fence = National()

    class Meta:
        indexes = [GinIndex(fields=["path"], name="organisation_subtree")]
        constraints = [
            models.UniqueConstraint(
                fields=["parent"], condition=models.Q(kind="nation"), name="one_root", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        return (language == "hi" and self.name_hi) or self.name


class ApprovedDomain(models.Model):
    """People with a verified address of this domain may join the organisation by themselves."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    domain = models.CharField(max_length=253)

    fence = National()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("domain"), name="approved_domain_once")]

    def __str__(self) -> str:
        return self.domain
