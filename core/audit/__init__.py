"""The audit trail: who did what, where, through which door. Added to, never changed."""
