"""Gathers the tables of policy."""

from policy.plans.models import CapacityBuildingPlan, PlanItem, Publication

__all__ = ["CapacityBuildingPlan", "PlanItem", "Publication"]
