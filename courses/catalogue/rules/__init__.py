"""Pure decisions about the catalogue, by what they are about."""

from courses.catalogue.rules.contents import FILED, TIMED

__all__ = ["FILED", "TIMED"]
