"""`make test`: everything under tests/, on throw-away servers, browser journeys included."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryFile

from .browser import chromium
from .failures import Failure
from .front_end import FrontEnd
from .installing import lock_of_checkout
from .manage import Manage
from .python_environment import DEVELOPMENT, PythonEnvironment
from .steps import Steps, say
from .subprocesses import end_group, signal_group
from .throw_away import throw_away_servers
from .translations import compile_translations

# Without arguments two runs beside each other: what stays in its process, on every core, but giving way; and what starts
# servers and browsers, one by one: it waits for them half of its time, and two such tests at once would disturb each other.
NOT_ASKED = "not axe and not lakh"
ALONE = "slow or journey"
LAST_SECONDS = 60  # for tests that were interrupted, to stop their servers
GIVES_WAY = 10  # of 19: gets what the others leave, and a little always


def test(root: Path, environment: Mapping[str, str], arguments: Sequence[str]) -> int:
    steps = Steps()
    prepare(root, environment, steps)
    front_end = FrontEnd(root, PythonEnvironment(root))
    browser: dict[str, str] = {}
    with steps.step("Browser") as step:
        try:
            with lock_of_checkout(root):
                browser["NODE_PROGRAM"] = front_end.node().program
                browser["CHROMIUM_PATH"] = str(chromium(front_end, environment))
        except Failure as failure:
            step.outcome = f"none, so the browser journeys are skipped: {failure}"
    # A run starts a hundred processes, each of which would compile the whole house for itself.
    environment = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with throw_away_servers(root, environment) as env:
        if arguments:
            return in_foreground(["pytest", *arguments], root=root, env=env | browser)
        beside = ["-n", str(os.cpu_count() or 1), "--dist", "loadfile"]
        runs = [[*beside, "-m", f"{NOT_ASKED} and not ({ALONE})"], ["-m", f"{NOT_ASKED} and ({ALONE})"]]
        return beside_each_other([["pytest", *chosen] for chosen in runs], root=root, env=env | browser)


def manage(root: Path, environment: Mapping[str, str], arguments: Sequence[str]) -> int:
    """A Django command on throw-away servers, such as makemessages."""
    prepare(root, environment, Steps())
    with throw_away_servers(root, environment) as env:
        return in_foreground(["python", "manage.py", *arguments], root=root, env=env)


def prepare(root: Path, environment: Mapping[str, str], steps: Steps) -> None:
    python = PythonEnvironment(root)
    with lock_of_checkout(root):
        with steps.step("Python packages") as step:
            step.outcome = "installed" if python.install(*DEVELOPMENT) else "unchanged"
        with steps.step("Front end") as step:
            step.outcome = "built" if FrontEnd(root, python).build() else "unchanged"
        with steps.step("Translations") as step:
            manage = Manage(root, env=without_servers(environment), log=python.folder / "translations.log")
            step.outcome = "compiled" if compile_translations(root, manage) else "unchanged"


def without_servers(environment: Mapping[str, str]) -> dict[str, str]:
    """For commands that need settings and no database: an address where nobody answers."""
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    return {**environment, "BUILDING": "1", "DATABASE_URL": nowhere, "DATABASE_OWNER_URL": nowhere}


def in_foreground(command: Sequence[str], *, root: Path, env: Mapping[str, str]) -> int:
    """Run a program of the environment with its output on the terminal; return its exit code."""
    return beside_each_other([command], root=root, env=env)


def beside_each_other(commands: Sequence[Sequence[str]], *, root: Path, env: Mapping[str, str]) -> int:
    """The same for several: the first gives way to the others, and what they say follows when all have ended. Returns the
    first code that is not 0."""
    programs = [root / ".venv" / "bin" / command[0] for command in commands]
    if missing := next((program for program in programs if not program.exists()), None):
        say(f"There is no {missing.name} in .venv.")
        return 1
    with ExitStack() as files:
        outputs = [None, *(files.enter_context(TemporaryFile()) for _command in commands[1:])]
        processes = [
            subprocess.Popen(
                [str(program), *command[1:]], cwd=root, env=dict(env), stdin=subprocess.DEVNULL, start_new_session=True,
                stdout=output, stderr=output and subprocess.STDOUT,
            )
            for program, command, output in zip(programs, commands, outputs, strict=True)
        ]  # fmt: skip
        if len(processes) > 1:
            usual = os.getpriority(os.PRIO_PROCESS, 0)  # we ourselves may give way already
            os.setpriority(os.PRIO_PROCESS, processes[0].pid, max(usual, GIVES_WAY))
        try:
            codes = [process.wait() for process in processes]
        except BaseException:
            for process in processes:
                signal_group(process, signal.SIGINT)
            try:
                for process in processes:  # which ends what its tests have started, sessions of their own
                    with suppress(subprocess.TimeoutExpired):
                        process.wait(LAST_SECONDS)
            finally:  # be it that we are interrupted a second time
                for process in processes:
                    end_group(process)
            raise
        finally:
            for output in outputs:
                if output:
                    output.seek(0)
                    say(output.read().decode(errors="replace"))
    return next((code for code in codes if code), 0)
