"""Memory of the site's workers under a steady mix of a learner's requests: how much, and whether it grows.

SOAK_MINUTES (30) long, RATE (10) requests a second. `web_rss_mb` is that of the largest worker at the end;
`grown_percent` compares it with what it was after a fifth of the time, when every page has been shown.

Measured with the packages of development: REST framework loads some of them when they are there (requests, pygments and
what they bring), so that a worker with the product's own packages holds about 13 MB less.
"""

import http.client
import json
import os
import time
import uuid
from pathlib import Path

from bench._measure import Figure, site, write
from bench._people import SignedIn, load, sign_in
from bench.progress import enrolment_of

MINUTES = float(os.environ.get("SOAK_MINUTES", "30"))
RATE = float(os.environ.get("RATE", "10"))
PEOPLE = ("asha", "bilal", "chitra", "farah", "indu")
PAGES = ("/home/", "/courses/", "/courses/?q=rti", "/courses/noting-and-drafting/", "/certificates/", "/competencies/")


def workers(port: int) -> list[int]:
    """Process ids of the site's workers: granian's main process only supervises."""
    mains, children = set(), {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_text()
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append((int(folder.name), command))
        if "granian" in command and f"\0{port}\0" in command:
            mains.add(int(folder.name))
    found = [pid for main in mains for pid, command in children.get(main, []) if "resource_tracker" not in command]
    return found or sorted(mains)


def rss_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def main() -> None:
    scale = load()
    learners = [sign_in(name) for name in PEOPLE]
    enrolment, resources = enrolment_of("asha")
    seen: list[tuple[float, float]] = []
    with site() as (host, port):
        connection = http.client.HTTPConnection(host, port, timeout=60)
        began, number = time.monotonic(), 0
        while (now := time.monotonic() - began) < MINUTES * 60:
            ask(connection, port, learners, enrolment, resources, number)
            number += 1
            if not seen or now - seen[-1][0] > MINUTES * 60 / 60:
                seen.append((now, max(map(rss_mb, workers(port)))))
            time.sleep(max(0.0, began + number / RATE - time.monotonic()))
        seen.append((time.monotonic() - began, max(map(rss_mb, workers(port)))))
        connection.close()
    early = next(size for at, size in seen if at >= MINUTES * 60 / 5)
    last = seen[-1][1]
    write(
        "memory",
        scale | {"minutes": MINUTES, "requests": number, "workers": 2, "threads": 2, "pages": len(PAGES) + 1},
        {
            "web_rss_mb": Figure([last], "MB"),
            "web_rss_mb_after_a_fifth": Figure([early], "MB"),
            "grown_percent": Figure([(last / early - 1) * 100], "%"),
        },
    )


def ask(
    connection: http.client.HTTPConnection, port: int, learners: list[SignedIn], enrolment: str, resources: dict[str, int],
    number: int,
) -> None:  # fmt: skip
    """Every seventh request is a progress report, the others pages, by turns of five people."""
    learner = learners[number % len(learners)]
    headers = {"Host": f"localhost:{port}", "Cookie": learner.cookie}
    if number % (len(PAGES) + 1) == len(PAGES):
        headers = {
            "Host": f"localhost:{port}", "Cookie": learners[0].cookie, "X-CSRFToken": learners[0].csrf,
            "Content-Type": "application/json",
        }  # fmt: skip
        fact = {
            "resource": list(resources)[number % len(resources)],
            "from": number % 60,
            "to": number % 60 + 9,
            "position": 0,
        }
        body = {"enrolment": enrolment, "session": str(uuid.uuid4()), "sequence": 1, "facts": [fact]}
        connection.request("POST", "/api/v1/progress/", body=json.dumps(body), headers=headers)
    else:
        connection.request("GET", PAGES[number % (len(PAGES) + 1)], headers=headers)
    response = connection.getresponse()
    body_of = response.read()
    if response.status != 200:
        raise SystemExit(f"request {number} answered {response.status}: {body_of[:300]!r}")


if __name__ == "__main__":
    main()
