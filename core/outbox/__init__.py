"""Announcements: an event is a row in the transaction of what happened; subscribers hear of it at least once."""
