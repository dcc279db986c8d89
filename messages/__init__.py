"""Delivery to people: inbox, e-mail and preferences, keyed so that nothing is sent twice."""
