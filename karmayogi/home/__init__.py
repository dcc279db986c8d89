"""My iGOT: what is due and why, where to go on, what the post needs. It mixes pillars, so it lives with the project."""
