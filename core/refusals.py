"""A refusal: an action says no for one reason, in a sentence for the person who asked."""

from typing import ClassVar

from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """Base of all refusals. Subclasses stand beside their action and list the sentence of each reason.

    Doors translate it once: a page shows the sentence as a form error (422), the API answers 409 with reason and
    sentence.
    """

    SENTENCES: ClassVar[dict[str, str | Promise]] = {}

    def __init__(self, reason: str, **facts: object) -> None:
        self.reason, self.facts = reason, facts
        super().__init__(reason)

    def __str__(self) -> str:
        return str(self.SENTENCES[self.reason]) % self.facts
