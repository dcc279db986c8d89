"""Gathers the tables of the institutional framework."""

from institutions.organisations.models import ApprovedDomain, Organisation
from institutions.positions.models import Designation, Position
from institutions.roles.models import Membership
from institutions.sign_on.models import DomainRequest, SignOnLink, SignOnService, SignOnTrial, SpentState
from institutions.support.models import SupportSession

__all__ = [
    "ApprovedDomain", "Designation", "DomainRequest", "Membership", "Organisation", "Position", "SignOnLink",
    "SignOnService", "SignOnTrial", "SpentState", "SupportSession",
]  # fmt: skip
