"""Ctrl-C, SIGTERM and a closed terminal: the first asks everything to stop in order, the second hurries."""

import signal
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Raised wherever the programme is, so that every `finally` on the way runs."""


def listen() -> None:
    """Handlers of our own: a background job of a shell starts with SIGINT ignored."""
    for number in SIGNALS:
        signal.signal(number, _interrupt)


def ignore() -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _interrupt(number: int, frame: FrameType | None) -> None:
    ignore()  # stopping takes seconds; nothing may break into it
    raise Interrupted
