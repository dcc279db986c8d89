"""Numbers in addresses: what is none there counts as not said."""


def whole(text: str) -> int | None:
    """A whole number that a bigint column can hold; `²` and 5,000 digits are digits to Python, and no number to int()."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
