"""The demo from nothing: tables, then organisations, officials, courses and two years of history, as a first start does.

`load_s` is what somebody waits for; each round in a database and a data folder of its own, written through.
"""

import os
import tempfile
import time

import psycopg2

from bench._measure import Figure, manage, note_pace, write
from bench._people import load

ROUNDS = 3
PLACES = ("DATABASE_URL", "DATABASE_OWNER_URL")


def main() -> None:
    administration = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    administration.autocommit = True
    data = os.environ["DATA_DIR"]
    tables, loads = [], []
    for number in range(ROUNDS):
        name = f"demo_{number}"
        with administration.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        os.environ |= {place: f"{os.environ[place].rsplit('/', 1)[0]}/{name}" for place in PLACES}
        with tempfile.TemporaryDirectory(dir=data) as folder:
            os.environ["DATA_DIR"] = folder
            note_pace()
            tables.append(took("migrate", "--database", "owner", "--verbosity", "0"))
            loads.append(took("load_demo"))
            if number == ROUNDS - 1:
                scale = load()  # is there already, and counted
    write("demo", scale | {"rounds": ROUNDS}, {"load_s": Figure(loads, "s"), "tables_s": Figure(tables, "s")})


def took(*command: str) -> float:
    began = time.monotonic()
    manage(*command)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
