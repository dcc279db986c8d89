"""Decisions about addresses."""


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].strip().lower()
