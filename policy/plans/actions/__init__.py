"""Making a plan, publishing it, and including those who join later."""

from policy.plans.actions.extending import DueDateRefused, carry_due_date, change_due_date
from policy.plans.actions.including import include
from policy.plans.actions.planning import (
    PlanRefused,
    add_item,
    audience_mark,
    close_plan,
    create_plan,
    describe_plan,
    details_mark,
    remove_item,
    set_audience,
)
from policy.plans.actions.proving import ProofsRefused, proofs_chunk, start_proofs
from policy.plans.actions.publishing import PublicationRefused, finish_publication, publish_chunk, publish_plan

__all__ = [
    "DueDateRefused", "PlanRefused", "ProofsRefused", "PublicationRefused", "add_item", "audience_mark",
    "carry_due_date", "change_due_date", "close_plan", "create_plan", "describe_plan", "details_mark",
    "finish_publication", "include", "proofs_chunk", "publish_chunk", "publish_plan", "remove_item", "set_audience",
    "start_proofs",
]  # fmt: skip
