"""Gathers the tables of policy."""

from policy.plans.models import CapacityBuildingPlan, DueDateChange, PlanItem, Publication

__all__ = ["CapacityBuildingPlan", "DueDateChange", "PlanItem", "Publication"]
