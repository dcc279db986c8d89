"""`make run`: everything from a bare clone to a running product, and everything stopped again."""

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path

from . import demo_persons, interruption, machine
from .choices import Choices
from .data_folder import DataFolder
from .failures import Failure
from .front_end import FrontEnd
from .installing import lock_of_checkout
from .manage import Manage
from .newer_data import require_known_migrations
from .postgres import OWNER, RUNTIME
from .processes import page, product_processes
from .python_environment import PRODUCT, PythonEnvironment
from .servers import broker_process, database_process, embedded_postgres, embedded_valkey
from .steps import Steps, say
from .supervised import Supervised
from .translations import compile_translations
from .unfinished import begin_anew, is_unfinished
from .wheels import site_packages


class Product:
    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        self.root = root
        self.environment = environment
        self.choices = Choices.from_environment(environment, root=root)
        self.steps = Steps()
        self.running: list[Supervised] = []
        self.product: list[Supervised] = []
        self.database_url = self.choices.database_url
        self.owner_url = self.choices.database_owner_url
        self.redis_url = self.choices.redis_url

    def run(self) -> None:
        choices = self.choices
        with DataFolder(choices.data_dir) as data:
            patience = 5.0 if data.was_killed else 0.0
            machine.require_space(choices.data_dir)
            machine.require_port(choices.port, host=choices.bind, purpose="PORT, the site", patience=patience)
            machine.require_port(
                choices.content_port, host=choices.bind, purpose="PORT + 1, the content origin", patience=patience
            )
            data.mark_running()
            try:
                self._install()
                self._start_servers(data)
                self._prepare(data)
                self._start_product(data)
                self._announce()
                self._watch()
            except interruption.Interrupted:
                say("\nStopping …")
            finally:
                interruption.ignore()
                for process in self.product:  # side by side, and before the servers that they use
                    process.ask_to_stop()
                for process in reversed(self.running):
                    process.stop()
                data.mark_stopped()
            say("Stopped; the data stays in " + str(data.path) + ".")

    def _install(self) -> None:
        python = PythonEnvironment(self.root)
        with lock_of_checkout(self.root):
            with self.steps.step("Python packages") as step:
                step.outcome = "installed" if python.install(*PRODUCT) else "unchanged"
            with self.steps.step("Front end") as step:
                step.outcome = "built" if FrontEnd(self.root, python).build() else "unchanged"

    def _start_servers(self, data: DataFolder) -> None:
        packages = site_packages(self.root / ".venv")
        if not self.choices.database_url:
            with self.steps.step("Database (PostgreSQL)") as step:
                postgres = embedded_postgres(data.path, packages)
                if not postgres.is_made:
                    data.mark_unused()
                postgres.prepare()
                self._start(database_process(postgres, logs=data.logs))
                postgres.provision()
                is_anew = self.choices.demo and is_unfinished(data)
                if is_anew:
                    begin_anew(postgres, data)
                require_known_migrations(postgres.applied_migrations(), root=self.root)
                self.database_url, self.owner_url = postgres.url(RUNTIME), postgres.url(OWNER)
                step.outcome = f"{'anew, since its first start was interrupted, ' * is_anew}on port {postgres.port}"
            if not postgres.cluster.is_relative_to(data.path):
                say(f"    Its files are in {postgres.cluster.parent}, because only root may enter {data.path}.")
        if not self.choices.redis_url:
            with self.steps.step("Broker (Valkey)") as step:
                valkey = embedded_valkey(data.path, packages)
                valkey.prepare()
                self._start(broker_process(valkey, logs=data.logs))
                self.redis_url = valkey.url
                step.outcome = f"on port {valkey.port}"

    def _start(self, process: Supervised) -> None:
        self.running.append(process)
        process.start_and_wait()

    def _prepare(self, data: DataFolder) -> None:
        manage = Manage(self.root, env=self._owner_env(data), log=data.logs / "prepare.log")
        with self.steps.step("Tables"):
            manage.run("migrate", "--database", "owner", "--no-input", failure="The tables could not be made")
        with self.steps.step("Translations") as step:
            step.outcome = "compiled" if compile_translations(self.root, manage) else "unchanged"
        if self.choices.demo and not data.has_demo and manage.has("load_demo"):
            with self.steps.step("Demo data"):
                manage.run("load_demo", failure="The demo data could not be loaded")
            data.mark_demo_loaded()
        data.mark_used()

    def _start_product(self, data: DataFolder) -> None:
        with self.steps.step("Web, content origin, worker, beat"):
            self.product = product_processes(self.root, choices=self.choices, env=self._env(data), logs=data.logs)
            for process in self.product:
                self.running.append(process)
                process.start()
            for process in self.product:
                process.wait_until_ready()
            self._wait_until_everything_answers()

    def _wait_until_everything_answers(self, seconds: float = 45.0) -> None:
        until = time.monotonic() + seconds
        while True:
            status, body = page(self.choices.port, "/readyz", host=self._host())
            if status == 200:
                return
            if time.monotonic() > until or _will_not_heal(body):
                raise Failure(
                    f"The product started but is not ready: {_what_is_missing(status, body)} "
                    f"(logs: {self.choices.data_dir / 'logs'})"
                )
            for process in self.running:
                process.watch()
            time.sleep(0.2)

    def _host(self) -> str:
        return "127.0.0.1" if self.choices.bind in {"0.0.0.0", "::"} else self.choices.bind  # noqa: S104 (a comparison)

    def _announce(self) -> None:
        site = f"http://localhost:{self.choices.port}"
        say(f"Ready at {site}")
        if self.choices.demo:
            say(demo_persons.listing(self.root, site=site))
        say("Ctrl-C stops everything.")

    def _watch(self) -> None:
        while True:
            for process in self.running:
                process.watch()
            time.sleep(0.2)

    def _env(self, data: DataFolder) -> dict[str, str]:
        """For web, worker and beat: without the owner's address, which only migrations need."""
        env = {
            name: value
            for name, value in self.environment.items()
            if name not in {"DATABASE_OWNER_URL", "PYTHONPATH", "PYTHONHOME"}
        }
        env |= {
            "PATH": f"{self.root / '.venv' / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}",
            "PYTHONUNBUFFERED": "1",
            "PORT": str(self.choices.port),
            "BIND": self.choices.bind,
            "DATA_DIR": str(data.path),
            "DATABASE_URL": str(self.database_url),
            "REDIS_URL": str(self.redis_url),
            "DEMO": "1" if self.choices.demo else "0",
        }
        env.setdefault("SECRET_KEY", data.secret_key())
        return env

    def _owner_env(self, data: DataFolder) -> dict[str, str]:
        return self._env(data) | {"DATABASE_OWNER_URL": str(self.owner_url)}


def _checks(body: bytes) -> dict[str, dict[str, object]]:
    try:
        return dict(json.loads(body)["checks"])
    except (ValueError, KeyError, TypeError):
        return {}


def _will_not_heal(body: bytes) -> bool:
    """An unsafe database role stays unsafe, however long one waits."""
    return not _checks(body).get("roles", {"ok": True})["ok"] and bool(_checks(body)["database"]["ok"])


def _what_is_missing(status: int, body: bytes) -> str:
    missing = [f"{name}: {check['reason']}" for name, check in _checks(body).items() if not check["ok"]]
    return "; ".join(missing) or f"/readyz answers {status or 'nothing'}"
