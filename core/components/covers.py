"""Generated covers: quarter circles, diamonds and rings drawn from a seed, so that no course lacks a picture.

The same seed always gives the same picture; the colour says the competency area. About 1 to 3 KB each.
"""

from functools import lru_cache
from hashlib import blake2b

from django.utils.safestring import SafeString, mark_safe

CELL = 40

# area -> background, shape, accent
PALETTES = {
    "functional": ("#153D83", "#2F66BE", "#FFC267"),
    "behavioural": ("#4B2A80", "#7B4DC0", "#E3D5F5"),
    "domain": ("#0F5E57", "#17897E", "#CDEBE6"),
}
# shape -> columns and rows of cells
SHAPES = {"card": (8, 4), "thumb": (2, 2), "wide": (9, 4), "focal": (7, 6), "hero": (14, 10)}

# Quarter circles by the corner that they fill, drawn inside a cell whose top left is (x, y).
QUARTERS = (
    "M{x} {y}h40a40 40 0 0 1-40 40z",
    "M{x1} {y}v40a40 40 0 0 1-40-40z",
    "M{x1} {y1}h-40a40 40 0 0 1 40-40z",
    "M{x} {y1}v-40a40 40 0 0 1 40 40z",
)


@lru_cache(maxsize=2048)
def cover(seed: str, area: str = "functional", shape: str = "card") -> SafeString:
    """An SVG that fills its box. Decoration: hidden from assistive technology."""
    background, colour, accent = PALETTES.get(area, PALETTES["functional"])
    columns, rows = SHAPES[shape]
    chance = _chances(f"{seed}/{shape}", columns * rows)
    strong: list[str] = []
    middle: list[str] = []
    soft: list[str] = []
    rings, diamonds = [], []
    for place in range(columns * rows):
        x, y = place % columns * CELL, place // columns * CELL
        kind, corner, tone = chance[3 * place : 3 * place + 3]
        if kind < 150:
            # Mostly one diagonal, so that neighbours join to leaves and circles.
            quarter = QUARTERS[(0, 2, 2, 0, 2, 0, 1, 3)[corner % 8]].format(x=x, y=y, x1=x + CELL, y1=y + CELL)
            (strong, middle, soft)[tone % 3].append(quarter)
        elif kind < 172:
            rings.append(f"M{x + 10} {y + 20}a10 10 0 1 0 20 0a10 10 0 1 0-20 0z")
        elif kind < 190 and shape != "thumb":
            diamonds.append(f"M{x + 20} {y + 4}l16 16l-16 16l-16-16z")
    paths = "".join(
        f'<path d="{"".join(parts)}" {style}/>'
        for parts, style in (
            (soft, f'fill="{colour}" opacity=".38"'),
            (middle, f'fill="{colour}" opacity=".6"'),
            (strong, f'fill="{colour}" opacity=".78"'),
            (rings, f'fill="none" stroke="{accent}" stroke-width="2.5" opacity=".55"'),
            (diamonds, f'fill="{accent}" opacity=".5"'),
        )
        if parts
    )
    width, height = columns * CELL, rows * CELL
    return mark_safe(  # noqa: S308 only numbers and the colours above
        f'<svg class="cover" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        f'<rect width="{width}" height="{height}" fill="{background}"/>{paths}</svg>'
    )


def _chances(seed: str, cells: int) -> bytes:
    """Three bytes for each cell, always the same for a seed."""
    found = b""
    while len(found) < 3 * cells:
        found += blake2b(f"{seed}/{len(found)}".encode(), digest_size=64).digest()
    return found
