"""Sizes and places of drawn pages."""

WIDTHS = (1100, 700)  # pixels: usual, and for readers who save data
MOST_HEIGHT = 4000  # of a page that is a long strip
QUALITY = 60


def picture_key(sha256: str, number: int, width: int) -> str:
    """By content: the same document in two courses is drawn once, and a new document is never shown with old pages."""
    return f"courses/pages/{sha256}/{number}-{width}.webp"


def text_key(sha256: str, number: int) -> str:
    return f"courses/pages/{sha256}/{number}.txt"


def width_for(saves_data: bool) -> int:
    return WIDTHS[1] if saves_data else WIDTHS[0]
