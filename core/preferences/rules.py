"""The choices of a reader, and what becomes of a value that is not one of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

THEMES = ("light", "dark", "auto")
CONTRASTS = ("normal", "high")
TEXT_SIZES = ("s", "m", "l", "xl")  # 87.5, 100, 112.5 and 125 %
DATA_SAVER = ("off", "on")


@dataclass(frozen=True, slots=True)
class Preferences:
    theme: str = "light"
    contrast: str = "normal"
    text_size: str = "m"
    data_saver: str = "off"

    @property
    def saves_data(self) -> bool:
        return self.data_saver == "on"


ALLOWED = {"theme": THEMES, "contrast": CONTRASTS, "text_size": TEXT_SIZES, "data_saver": DATA_SAVER}


def read(cookie: str) -> Preferences:
    """From `theme=dark&text_size=l`; anything unknown counts as not said."""
    said = dict(part.split("=", 1) for part in cookie.split("&") if "=" in part)
    return Preferences(**{name: said[name] for name, allowed in ALLOWED.items() if said.get(name) in allowed})


def write(preferences: Preferences) -> str:
    """Only what differs from the usual, so most readers' cookie is empty."""
    usual = Preferences()
    return "&".join(
        f"{name}={getattr(preferences, name)}" for name in ALLOWED if getattr(preferences, name) != getattr(usual, name)
    )


def changed(preferences: Preferences, asked: Mapping[str, str]) -> Preferences:
    """With the valid ones of the values asked for; a text size may also be `smaller` or `larger`."""
    values = {name: asked[name] for name, allowed in ALLOWED.items() if asked.get(name) in allowed}
    step = {"smaller": -1, "larger": 1}.get(asked.get("text_size", ""), 0)
    if step:
        place = TEXT_SIZES.index(preferences.text_size) + step
        values["text_size"] = TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, place))]
    return replace(preferences, **values)
