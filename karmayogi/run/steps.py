"""Numbered steps on the terminal, each with the time it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Step:
    outcome: str = "done"


@dataclass
class Steps:
    number: int = 0

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """The block may set `outcome`, such as "unchanged"."""
        self.number += 1
        print(f"{self.number:2}. {title} … ", end="", flush=True)
        began = time.monotonic()
        step = Step()
        try:
            yield step
        except BaseException:
            print("no", flush=True)
            raise
        print(f"{step.outcome} ({time.monotonic() - began:.1f} s)", flush=True)


def say(sentence: str) -> None:
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
