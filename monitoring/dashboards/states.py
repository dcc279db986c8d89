"""Where each State and Union Territory stands in a grid of tiles, and which shade its share has.

Tiles of one size lie about where the States lie and depict no boundary.
"""

from dataclasses import dataclass

STEPS = (15, 25, 35, 45)  # from which percentage on the next darker shade begins


@dataclass(frozen=True, slots=True)
class Tile:
    """Letters in English and Hindi; the column and the row count from 1."""

    column: int
    row: int
    letters: str
    letters_hi: str


TILES = {
    "jammu-kashmir": Tile(4, 1, "JK", "जक"), "ladakh": Tile(5, 1, "LA", "लद्द"),
    "punjab": Tile(3, 2, "PB", "पंज"), "chandigarh": Tile(4, 2, "CH", "चंडी"), "himachal-pradesh": Tile(5, 2, "HP", "हिप्र"),
    "rajasthan": Tile(2, 3, "RJ", "राज"), "haryana": Tile(3, 3, "HR", "हरि"), "delhi": Tile(4, 3, "DL", "दिल्"),
    "uttarakhand": Tile(5, 3, "UK", "उखं"), "sikkim": Tile(8, 3, "SK", "सिक्"), "arunachal-pradesh": Tile(10, 3, "AR", "अरु"),
    "gujarat": Tile(2, 4, "GJ", "गुज"), "madhya-pradesh": Tile(3, 4, "MP", "मप्र"), "uttar-pradesh": Tile(4, 4, "UP", "उप्र"),
    "bihar": Tile(5, 4, "BR", "बिह"), "meghalaya": Tile(8, 4, "ML", "मेघ"), "assam": Tile(9, 4, "AS", "असम"),
    "nagaland": Tile(10, 4, "NL", "नागा"),
    "dadra-daman": Tile(2, 5, "DN", "दादर"), "maharashtra": Tile(3, 5, "MH", "महा"), "chhattisgarh": Tile(4, 5, "CG", "छग"),
    "jharkhand": Tile(5, 5, "JH", "झार"), "west-bengal": Tile(6, 5, "WB", "पबं"), "tripura": Tile(8, 5, "TR", "त्रि"),
    "mizoram": Tile(9, 5, "MZ", "मिज़ो"), "manipur": Tile(10, 5, "MN", "मणि"),
    "goa": Tile(2, 6, "GA", "गोवा"), "karnataka": Tile(3, 6, "KA", "कर्ना"), "telangana": Tile(4, 6, "TG", "तेलं"),
    "odisha": Tile(5, 6, "OD", "ओडि"),
    "lakshadweep": Tile(1, 7, "LD", "लक्ष"), "kerala": Tile(2, 7, "KL", "केर"), "tamil-nadu": Tile(3, 7, "TN", "तमि"),
    "andhra-pradesh": Tile(4, 7, "AP", "आंप्र"), "puducherry": Tile(5, 7, "PY", "पुदु"),
    "andaman-nicobar": Tile(7, 7, "AN", "अंनि"),
}  # fmt: skip


def shade(share: int | None) -> int:
    """1 to 5, the darkest for the largest share; 0 where nobody is registered."""
    return 0 if share is None else 1 + sum(share >= step for step in STEPS)
