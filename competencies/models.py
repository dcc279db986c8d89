"""Gathers the tables of the competency framework."""

from competencies.framework.models import Competency
from competencies.passbook.models import Attainment

__all__ = ["Attainment", "Competency"]
