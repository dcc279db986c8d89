"""What every measurement shares: the site as in production, CPU time of its processes, and the result file."""

import http.client
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACES: list[float] = []
MEMORY_PACES: list[float] = []
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over rounds; `unit` is ms, s, count, KB, MB, % or 1/s."""

    values: list[float]
    unit: str

    def summary(self) -> dict[str, object]:
        return {
            "median": round(statistics.median(self.values), 3),
            "min": round(min(self.values), 3),
            "max": round(max(self.values), 3),
            "unit": self.unit,
        }


def note_pace() -> None:
    """How fast this machine is just now, written beside the figures: shared machines differ by two between hours, so
    figures of two hours are compared by what these are. Milliseconds of CPU for fixed work: counting (`pace_ms`), and
    touching many things in memory (`pace_memory_ms`), which may be slow where counting is not."""
    _things()  # made once, outside what is timed
    PACES.append(_took(_count))
    MEMORY_PACES.append(_took(_touch))


def _took(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def _count() -> int:
    total = 0
    for number in range(200_000):
        total += number * number % 7
    return total


@cache
def _things() -> tuple[list[dict[str, int]], list[int]]:
    chance = random.Random(1)
    return [{str(number): number} for number in range(200_000)], [chance.randrange(200_000) for _ in range(50_000)]


def _touch() -> int:
    things, order = _things()
    return sum(len(things[place]) for place in order)


def write(name: str, scale: dict[str, object], figures: dict[str, Figure]) -> None:
    """bench/results/NAME.json, and the same on the screen."""
    if PACES:
        figures = figures | {"pace_ms": Figure(PACES, "ms"), "pace_memory_ms": Figure(MEMORY_PACES, "ms")}
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    result = {
        "name": name,
        "scale": scale,
        "commit": commit.stdout.strip() or "unknown",
        "figures": {key: figure.summary() for key, figure in figures.items()},
    }
    target = ROOT / "bench" / "results" / f"{name}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")
    print(json.dumps(result, indent=2, ensure_ascii=False))


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)


@contextmanager
def site(settings: Mapping[str, str] | None = None) -> Iterator[tuple[str, int]]:
    """The site by granian, two workers of two threads, as `make run` and the container start it.

    But for one setting: the limit of calls a minute is out of the way (API_A_MINUTE), for the measurements of the API
    speak for one person as fast as they can. Each call is counted all the same, so the cost of the counting is in.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "PORT": str(port),
        "LOG_LEVEL": "ERROR",
        "API_A_MINUTE": "1000000000",
        **(settings or {}),
    }
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "karmayogi.wsgi:application",
        "--host", "127.0.0.1", "--port", str(port), "--workers", "2", "--blocking-threads", "2",
        "--workers-kill-timeout", "10", "--no-log",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        for _ in range(900):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
                if connection.getresponse().status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit("The site did not start.")
        yield "127.0.0.1", port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(40)


def cpu_seconds() -> float:
    """CPU time so far of web, database and cache of this measurement, the exited children they waited for included.

    They are what the launcher of this process started, but for this process itself; other work on the machine is left
    out. PostgreSQL's connections are kept by the workers, so no backend begins or ends inside a round.
    """
    parents, ticks = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(folder.name)] = int(fields[1])
            ticks[int(folder.name)] = sum(map(int, fields[11:15]))
    ours = {os.getppid()}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(ticks[pid] for pid in ours - {os.getppid(), os.getpid()}) / TICK


def cpu_ms_each(request: Callable[[int], None], *, rounds: int = 5, each: int = 200) -> list[float]:
    """CPU milliseconds per request of web and database together, one value a round. The client's own time is left out."""
    values = []
    for number in range(rounds):
        note_pace()
        before = cpu_seconds()
        for index in range(each):
            request(number * each + index)
        values.append((cpu_seconds() - before) * 1000 / each)
    return values


def latencies_ms(connect: Callable[[], Callable[[int], None]], *, connections: int, seconds: float) -> list[float]:
    """How long each request took with so many connections at once. `connect` gives a connection's own request.

    The client's threads share the machine with the site, so on two cores the figures are what a busy machine gives.
    """
    taken: list[float] = []
    until = time.monotonic() + seconds

    def visit(place: int) -> None:
        request = connect()
        number = place * 1_000_000
        while time.monotonic() < until:
            began = time.perf_counter()
            request(number)
            taken.append((time.perf_counter() - began) * 1000)
            number += 1

    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(visit, range(connections)))
    return taken


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
