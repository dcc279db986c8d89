"""The product's own processes, the same four everywhere: web, content origin, worker, beat (docs/operating.md)."""

import http.client
import signal
from collections.abc import Mapping
from pathlib import Path

from . import ports
from .choices import Choices
from .supervised import Supervised


def product_processes(root: Path, *, choices: Choices, env: Mapping[str, str], logs: Path) -> list[Supervised]:
    """In the order of starting; stopped in the opposite order."""
    programs = root / ".venv" / "bin"
    answers_on = "127.0.0.1" if choices.bind in {"0.0.0.0", "::"} else choices.bind  # noqa: S104 (a comparison)
    worker = Supervised(
        name="worker",
        command=[str(programs / "celery"), *WORKER],
        env=env,
        cwd=root,
        log=logs / "worker.log",
        stop_signals=((signal.SIGTERM, 10.0), (signal.SIGQUIT, 3.0)),  # SIGQUIT gives unfinished tasks back
    )
    worker.is_ready = lambda: "ready." in worker.log_since_start()
    return [
        worker,
        Supervised(
            name="beat",
            command=[str(programs / "celery"), *BEAT, "--schedule", str(choices.data_dir / "beat-schedule")],
            env=env,
            cwd=root,
            log=logs / "beat.log",
        ),
        Supervised(
            name="content origin",
            command=[
                str(programs / "granian"),
                *GRANIAN,
                "--host",
                choices.bind,
                "--port",
                str(choices.content_port),
                "--workers",
                "1",
                "karmayogi.content_wsgi:application",
            ],
            env=env,
            cwd=root,
            log=logs / "content.log",
            is_ready=lambda: ports.answers(choices.content_port, host=answers_on),
        ),
        Supervised(
            name="web server",
            command=[
                str(programs / "granian"),
                *GRANIAN,
                "--host",
                choices.bind,
                "--port",
                str(choices.port),
                "--workers",
                "2",
                "karmayogi.wsgi:application",
            ],
            env=env,
            cwd=root,
            log=logs / "web.log",
            is_ready=lambda: page(choices.port, "/healthz", host=answers_on)[0] == 200,
        ),
    ]


GRANIAN = [
    "--interface",
    "wsgi",
    "--blocking-threads",
    "2",
    "--respawn-failed-workers",
    "--workers-kill-timeout",
    "10",
    "--no-ws",
]
WORKER = [
    "-A",
    "karmayogi",
    "worker",
    "--loglevel",
    "INFO",
    "--concurrency",
    "2",
    "--without-gossip",
    "--without-mingle",
]
BEAT = ["-A", "karmayogi", "beat", "--loglevel", "INFO", "--pidfile", ""]


def page(port: int, path: str, *, host: str = "127.0.0.1") -> tuple[int, bytes]:
    """Status and body; status 0 when nobody answers."""
    line = http.client.HTTPConnection(host, port, timeout=10)
    try:
        line.request("GET", path, headers={"Host": f"localhost:{port}"})
        answer = line.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        line.close()
