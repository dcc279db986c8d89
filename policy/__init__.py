"""Orders, mandates and capacity-building plans."""
