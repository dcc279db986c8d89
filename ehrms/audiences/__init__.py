"""Audiences: explainable conditions on officials, counted and read in chunks."""
