"""What the Makefile's targets do, by name."""

import os
from collections.abc import Callable
from pathlib import Path

from . import backing_up, checking, interruption, licences, locking, measuring, rehearsing, restoring, testing
from .failures import Failure
from .front_end import FrontEnd
from .installing import lock_of_checkout
from .product import Product
from .python_environment import DEVELOPMENT, PRODUCT, PythonEnvironment
from .steps import Steps, complain

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """The exit code: 0, 1 after one sentence of failure, or that of the tests or checks."""
    name, *rest = arguments or ["run"]
    if name not in COMMANDS:
        complain(f"There is no command {name}: choose one of {', '.join(COMMANDS)}.")
        return 1
    interruption.listen()
    try:
        return COMMANDS[name](rest)
    except Failure as failure:
        complain(str(failure))
        return 1
    except interruption.Interrupted:
        complain("\nStopped.")
        return 130


def run(arguments: list[str]) -> int:
    Product(ROOT, os.environ).run()
    return 0


def install(arguments: list[str]) -> int:
    """Everything that `make run` needs, without starting it."""
    steps, python = Steps(), PythonEnvironment(ROOT)
    with lock_of_checkout(ROOT):
        with steps.step("Python packages") as step:
            step.outcome = (
                "installed" if python.install(*(DEVELOPMENT if "dev" in arguments else PRODUCT)) else "unchanged"
            )
        with steps.step("Front end") as step:
            step.outcome = "built" if FrontEnd(ROOT, python).build() else "unchanged"
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "install": install,
    "test": lambda arguments: testing.test(ROOT, os.environ, arguments),
    "check": lambda arguments: checking.check(ROOT, os.environ, arguments),
    "bench": lambda arguments: measuring.bench(ROOT, os.environ, arguments),
    "manage": lambda arguments: testing.manage(ROOT, os.environ, arguments),
    "backup": lambda arguments: backing_up.back_up(ROOT, os.environ, arguments[0] if arguments else ""),
    "restore": lambda arguments: restoring.restore(ROOT, os.environ, arguments[0] if arguments else ""),
    "rehearse": lambda arguments: rehearsing.rehearse(ROOT, os.environ, arguments[0] if arguments else ""),
    "licences": lambda arguments: licences.licences(ROOT),
    "lock": lambda arguments: locking.lock(ROOT),
}
