"""Memberships: a person acts for an organisation, and for everything below it, in a role."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Personal


class Role(models.TextChoices):
    MDO_LEADER = "mdo_leader", _("Ministry leader")
    MDO_ADMIN = "mdo_admin", _("Ministry admin")
    CONTENT_CREATOR = "content_creator", _("Course author")
    CONTENT_REVIEWER = "content_reviewer", _("Course reviewer")
    PROVIDER_ADMIN = "provider_admin", _("Provider admin")
    CBC_MEMBER = "cbc_member", _("Capacity Building Commission")
    NATIONAL_VIEWER = "national_viewer", _("National dashboard")
    PLATFORM_ADMIN = "platform_admin", _("Platform admin")
    SUPPORT_STAFF = "support_staff", _("Support staff")
    SUPPORT_LEAD = "support_lead", _("Support lead")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def at(self, at: datetime) -> Self:
        """Those that hold at this instant."""
        return self.filter(active_from__lte=at).exclude(active_to__lte=at)


class Membership(models.Model):
    """A person holds a role at an organisation from one instant until another (exclusive), or until further notice."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)
    granted_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    active_from = models.DateTimeField()
    active_to = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    fence = Personal(person="person_id", organisation="organisation_id", person_writes=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=models.Q(active_to__isnull=True),
                name="membership_once",
            ),
            # At most one leader for an organisation: the reference, section 1.
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(role="mdo_leader", active_to__isnull=True),
                name="one_leader_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation_id}"
