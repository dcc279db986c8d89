"""Capacity-building plans: what an organisation asks its officials to learn in a year, by when, and who is asked."""
