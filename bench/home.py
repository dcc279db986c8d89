"""My iGOT of a learner with a plan: CPU of web and database together, statements, weight.

`home.queries` counts every statement of the request but transaction control and the opening of the scope.
"""

import gzip
import http.client
from collections.abc import Callable

from bench._measure import Figure, cpu_ms_each, latencies_ms, p95, site, write
from bench._people import load, sign_in

NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SELECT set_config")


def statements(name: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(email=f"{name}@karmayogi.localhost"))
    client.get("/home/")  # fills the caches, as every visit but the first finds them
    with CaptureQueriesContext(connection) as captured:
        client.get("/home/")
    return sum(not query["sql"].lstrip().startswith(NOT_COUNTED) for query in captured.captured_queries)


def main() -> None:
    scale = load()
    learner = sign_in("asha")
    queries = statements("asha")
    weights: list[float] = []
    with site() as (host, port):
        headers = {"Host": f"localhost:{port}", "Cookie": learner.cookie}

        def connect() -> Callable[[int], None]:
            connection = http.client.HTTPConnection(host, port)

            def get(number: int) -> None:
                connection.request("GET", "/home/", headers=headers)
                response = connection.getresponse()
                body = response.read()
                if response.status != 200:
                    raise SystemExit(f"/home/ answered {response.status}: {body[:300]!r}")
                if number < 5:
                    weights.append(len(gzip.compress(body, 6)) / 1000)

            return get

        one = connect()
        for number in range(60):
            one(number + 1000)
        cpu = cpu_ms_each(one)
        at_once = [p95(latencies_ms(connect, connections=8, seconds=8)) for _ in range(3)]
    write(
        "home",
        scale | {"requests_a_round": 200, "rounds": 5, "connections": 1},
        {
            "cpu_ms": Figure(cpu, "ms"),
            "queries": Figure([queries], "count"),
            "kb": Figure(weights, "KB"),
            "p95_ms_c8": Figure(at_once, "ms"),
        },
    )


if __name__ == "__main__":
    main()
