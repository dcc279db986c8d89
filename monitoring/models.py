"""Gathers the tables of monitoring and evaluation."""

from monitoring.integrity.models import Discrepancy, IntegrityRun
from monitoring.readmodels.models import LastActive, LeafDay, LeafHead, ReadModelState, SubtreeDay, SubtreeHead

__all__ = [
    "Discrepancy",
    "IntegrityRun",
    "LastActive",
    "LeafDay",
    "LeafHead",
    "ReadModelState",
    "SubtreeDay",
    "SubtreeHead",
]
