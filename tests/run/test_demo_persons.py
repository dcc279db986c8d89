"""The terminal's list of demo persons."""

from pathlib import Path

from karmayogi.demo.cast import CAST
from karmayogi.run import demo_persons

ROOT = Path(__file__).resolve().parents[2]


def test_names_every_member_of_the_cast_and_where_to_click():
    head, *lines = demo_persons.listing(ROOT, site="http://localhost:8000").splitlines()

    assert head == (
        "Demo persons, one click each at http://localhost:8000/demo/ "
        "(the mail they receive: http://localhost:8000/demo/mailbox):"
    )
    assert [line.split("  ")[1].strip() for line in lines] == [member.name for member in CAST]
