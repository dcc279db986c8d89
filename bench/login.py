"""Signing in by password: how many a core carries each second, CPU of web and database together.

A sign-in is the form sent with address and password, up to the answer that leads to the first page; all are of one
person, whose open sessions grow in number. What showing the form takes stands beside it (`form_cpu_ms`).
Most of it is the hash of the password, whose cost is chosen on purpose (accounts/hashing.py, docs/operating.md).
"""

import http.client
import os
import re
import time
import urllib.parse
from itertools import count

from bench._measure import Figure, cpu_ms_each, site, write
from bench._people import load

PASSWORD = "a long pass phrase"  # noqa: S105 (of the measurement)
ADDRESSES = count(1)


def give_password() -> list[float]:
    """To Asha; and how long a hash takes in this process, in ms."""
    from django.contrib.auth.hashers import check_password

    from accounts.models import User

    user = User.objects.get(email="asha@karmayogi.localhost")
    user.set_password(PASSWORD)
    user.save()
    taken = []
    for _round in range(5):
        begin = time.process_time()
        assert check_password(PASSWORD, user.password)
        taken.append((time.process_time() - begin) * 1000)
    return taken


def main() -> None:
    os.environ["BEHIND_PROXY"] = "1"  # so that each sign-in comes from an address of its own, as from many people
    scale = load()
    hash_ms = give_password()
    with site() as (host, port):
        connection = http.client.HTTPConnection(host, port)
        cookie, token = form(connection, port)

        def sign_in(number: int) -> None:
            values = urllib.parse.urlencode(
                {"login": "asha@karmayogi.localhost", "password": PASSWORD, "csrfmiddlewaretoken": token}
            )
            n = next(ADDRESSES)
            connection.request("POST", "/account/login/", values, headers(port, cookie) | {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Forwarded-For": f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}",
            })  # fmt: skip
            response = connection.getresponse()
            body = response.read()
            if (response.status, response.headers["Location"]) != (302, "/home/"):
                raise SystemExit(f"Signing in answered {response.status}: {body[:300]!r}")

        for number in range(10):
            sign_in(number)
        cpu = cpu_ms_each(sign_in, each=60)
        form_cpu = cpu_ms_each(lambda _number: form(connection, port), each=60)
    write(
        "login",
        scale | {"connections": 1},
        {
            "per_s_core": Figure([1000 / one for one in cpu], "1/s"),
            "cpu_ms": Figure(cpu, "ms"),
            "form_cpu_ms": Figure(form_cpu, "ms"),
            "hash_ms": Figure(hash_ms, "ms"),
        },
    )


def headers(port: int, cookie: str = "") -> dict[str, str]:
    return {"Host": f"localhost:{port}", "Cookie": cookie, "Referer": f"http://localhost:{port}/account/login/"}


def form(connection: http.client.HTTPConnection, port: int) -> tuple[str, str]:
    """The cookie and the token that a sign-in form brings."""
    connection.request("GET", "/account/login/", headers=headers(port))
    response = connection.getresponse()
    page = response.read().decode()
    cookie = (response.headers["Set-Cookie"] or "").partition(";")[0]
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    assert cookie.startswith("csrftoken=")
    return cookie, found[1]


if __name__ == "__main__":
    main()
