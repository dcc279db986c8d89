"""What copies there are, where they are kept, when one is worth having."""

from datetime import timedelta

LOW, SOUND, POSTER = "low", "sound", "poster"
COPIES = {LOW: ("video/mp4", "mp4"), SOUND: ("audio/mp4", "m4a"), POSTER: ("image/webp", "webp")}
HEIGHT = 240  # lines of the small picture
PICTURE_BITS, SOUND_BITS = 110_000, 32_000  # a second: together below 150 kbit/s
MOST_POSTER = 25_000  # bytes
WORTH = 0.8  # of the size there is already; a copy that saves less is not kept
PATIENCE = timedelta(hours=3)  # for one copy
HEARTBEAT = timedelta(seconds=20)
SILENCE = timedelta(minutes=2)  # then whoever made them is taken for dead
MOST_TRIES = 3


def key(sha256: str, copy: str) -> str:
    """By content: the same film in two courses, or in two versions of one, is copied once."""
    return f"courses/films/{sha256}/{copy}.{COPIES[copy][1]}"


def chosen(weight: str, *, saves_data: bool, there: tuple[str, ...], is_film: bool) -> str:
    """Which copy a learner gets; empty: the whole. `weight`: what they chose, empty where they leave it to us."""
    wanted = (weight,) if weight else ((LOW, SOUND) if not is_film else (LOW,)) if saves_data else ()
    return next((copy for copy in wanted if copy in there), "")
