"""Gathers the tables of the institutional framework."""

from institutions.organisations.models import ApprovedDomain, Organisation
from institutions.positions.models import Designation, Position
from institutions.roles.models import Membership
from institutions.support.models import SupportSession

__all__ = ["ApprovedDomain", "Designation", "Membership", "Organisation", "Position", "SupportSession"]
