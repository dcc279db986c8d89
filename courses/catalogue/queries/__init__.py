"""Reads of the catalogue: its search, what a card shows, and what a version is made of."""

from courses.catalogue.queries.cards import LANGUAGES
from courses.catalogue.queries.outlines import ICONS, outline

__all__ = ["ICONS", "LANGUAGES", "outline"]
