"""Why a file cannot be read. The sentence for a person is the door's; here are the reason and its facts."""


class Unreadable(Exception):  # noqa: N818 (an answer about a file, not a fault)
    """`reason` is a code, `facts` are what its sentence names."""

    def __init__(self, reason: str, **facts: object) -> None:
        self.reason, self.facts = reason, facts
        super().__init__(reason)
