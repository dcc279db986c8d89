"""The demo persons as the terminal lists them; the same cast as the demo data (tests/run compares them)."""

PERSONS = (
    ("asha", "learns in the Central Board of Direct Taxes, under Finance"),
    ("bilal", "learns in Railways"),
    ("chitra", "administers training in Finance"),
    ("dev", "writes courses for ISTM"),
    ("esther", "approves for the Capacity Building Commission"),
    ("farah", "was transferred from Finance to Railways"),
    ("gita", "watches the nation for DoPT"),
    ("hari", "reviews and publishes for ISTM"),
    ("indu", "supervises Asha"),
)


def listing(site: str) -> str:
    lines = [f"Demo persons, one click each at {site}/demo/ (mail they receive: {site}/demo/mailbox):"]
    lines += [f"  {name.capitalize():7} {what}" for name, what in PERSONS]
    return "\n".join(lines)
