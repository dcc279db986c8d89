"""`make rehearse FROM=commit`: an older version makes data, this one takes them over; nothing may be lost or fail.

What migrations changed in rows that were there is listed, to be held against what the new version says it changes.
"""

import http.client
import http.cookiejar
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from . import ports
from .choices import Choices
from .comparing import Comparison
from .databases import OwnersDatabase
from .failures import Failure
from .manage import Manage
from .processes import product_processes
from .steps import Steps, say
from .subprocesses import run
from .testing import prepare
from .throw_away import throw_away_servers
from .wheels import postgres_programs, site_packages

# Pages that show each kind of kept record, by who opens them, and the first link of each kind that they lead to.
PAGES = {
    "asha": ["/home/", "/plan/", "/courses/", "/competencies/", "/certificates/", "/messages/"],
    "chitra": ["/mdo/finance/", "/mdo/finance/officials/", "/mdo/finance/plans/"],
    "dev": ["/provider/istm/courses/"],
    "hari": ["/provider/istm/reviews/"],
    "gita": ["/national/", "/national/integrity/"],
}
KEPT = (
    r"/courses/[\w-]+/|/(?:courses/[\w-]+/learn|certificates|messages|mdo/finance/(?:officials|plans))/[0-9a-f-]{36}/"
)
MAY_CHANGE = {"django_migrations", "django_session", "django_content_type", "auth_permission", "core_subscriber"}


def rehearse(root: Path, environment: Mapping[str, str], older: str) -> int:
    """Says what each step took and which columns have other values; a lost row or a page that does not open is a failure."""
    if not older:
        raise Failure("Say which version comes before this one: make rehearse FROM=<tag or commit>")
    steps = Steps()
    prepare(root, environment, steps)
    with older_version(root, older) as old, throw_away_servers(root, environment) as env:
        logs = Path(env["DATA_DIR"]) / "logs"
        database = OwnersDatabase(
            env["DATABASE_OWNER_URL"], postgres_programs(site_packages(root / ".venv")), logs / "compared.log"
        )
        comparison = Comparison(database, logs / "compared.txt")
        with steps.step(f"Data of {older}") as step:
            before = Manage(old, env=env | {"PATH": f"{old / '.venv' / 'bin'}:{env['PATH']}"}, log=logs / "old.log")
            before.run("migrate", "--database", "owner", "--no-input", failure="The older tables could not be made")
            before.run("load_demo", failure="The older demo could not be loaded")
            step.outcome = f"{comparison.begin()} tables"
        with steps.step("Tables of this version"):
            now = Manage(root, env=env, log=logs / "new.log")
            now.run("migrate", "--database", "owner", "--no-input", failure="The data could not be taken over")
        with steps.step("Rows and values") as step:
            found = comparison.end(not_in=MAY_CHANGE)
            if found.lost:
                raise Failure("Lost: " + "; ".join(found.lost))
            step.outcome = f"all {found.rows} rows are there, {found.new_tables} new tables"
        for sentence in found.changed:
            say(f"    changed: {sentence}")
        with steps.step("Pages") as step, running(root, env, logs) as site:
            step.outcome = f"{sum(opened(site, person, paths) for person, paths in PAGES.items())} opened"
    say(f"Data of {older} work with this version.")
    return 0


@contextmanager
def older_version(root: Path, name: str) -> Iterator[Path]:
    """The older tree with an environment of its own, taken away at the end."""
    place = Path(tempfile.mkdtemp(prefix="karmayogi-older-")) / "tree"
    place.parent.chmod(0o711)
    git = ["git", "-C", str(root), "worktree"]
    try:
        run(
            [*git, "add", "--quiet", "--detach", str(place), name],
            cwd=root, env=os.environ, log=None, failure=f"There is no version {name} in this repository",
        )  # fmt: skip
        run(
            [sys.executable, str(place / "karmayogi/run/bootstrap.py"), "install"],
            cwd=place, env=os.environ, log=None, failure="The older version could not be installed",
        )  # fmt: skip
        yield place
    finally:
        subprocess.run([*git, "remove", "--force", str(place)], check=False, capture_output=True)
        shutil.rmtree(place.parent, ignore_errors=True)


@contextmanager
def running(root: Path, env: Mapping[str, str], logs: Path) -> Iterator[str]:
    """This version on the taken-over data: site, worker and the others."""
    port = next(port for port in range(18_600, 18_700, 2) if ports.is_free(port) and ports.is_free(port + 1))
    choices = Choices.from_environment({**env, "PORT": str(port)}, root=root)
    environment = {**env, "PORT": str(port), "BIND": "127.0.0.1"}
    with ExitStack() as at_the_end:
        for process in product_processes(root, choices=choices, env=environment, logs=logs):
            process.start()
            at_the_end.callback(process.stop)
            process.wait_until_ready()
        yield f"http://localhost:{port}"


def opened(site: str, person: str, paths: list[str]) -> int:
    """Sign in as a demo person and open the pages; how many answered with 200. Anything else is a failure."""
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    _answer(browser, f"{site}/demo/")
    token = next(cookie.value or "" for cookie in cookies if cookie.name == "csrftoken")
    form = urlencode({"person": person, "csrfmiddlewaretoken": token}).encode()
    sign_in = urllib.request.Request(f"{site}/demo/sign-in/", form, {"Referer": f"{site}/"})  # noqa: S310 (our own site)
    _answer(browser, sign_in)
    number, further = len(paths), dict[str, str]()
    for path in paths:
        for link in re.findall(f'href="({KEPT})"', _answer(browser, f"{site}{path}")):
            further.setdefault(re.sub(r"courses/[^/]+/|[0-9a-f-]{36}", "", link), link)
    for link in further.values():
        _answer(browser, f"{site}{link}")
    return number + len(further)


def _answer(browser: urllib.request.OpenerDirector, address: "str | urllib.request.Request") -> str:
    where = address if isinstance(address, str) else address.full_url
    for _ in range(3):
        try:
            return str(browser.open(address, timeout=60).read().decode())
        except urllib.error.HTTPError as error:
            raise Failure(f"{where} answered {error.code} on the older data.") from None
        except (urllib.error.URLError, http.client.HTTPException):
            time.sleep(1)
    raise Failure(f"{where} did not answer.")
