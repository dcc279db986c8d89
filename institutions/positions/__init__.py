"""Designations (national names of ranks) and positions (sanctioned posts of an organisation)."""
