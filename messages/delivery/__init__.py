"""Carrying messages out of the platform: e-mail by a worker, with retries, preferences and quiet hours."""
