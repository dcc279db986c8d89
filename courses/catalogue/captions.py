"""Captions of a video, for whoever shows it."""

from typing import Any

from django.urls import reverse

from core.display.measures import clock
from courses.catalogue import renditions
from courses.catalogue.models import Captions, Rendition, Resource
from courses.catalogue.renditions import LABELS
from courses.formats.captions import Cue, webvtt


def shown(
    resource: Resource, language: str, there: list[Rendition], playing: Rendition | None, address: str, *args: object
) -> dict[str, Any]:
    """What the page of a video needs: a track for each language, and the transcript in the reader's, or in another.

    `playing`: the rendition among those `there`. `address`: the name of the URL that gives one language's file.
    """
    found = sorted(Captions.objects.filter(resource=resource), key=lambda one: (one.language != language, one.language))
    asked = f"?of={playing.language}" if playing and len(there) > 1 else ""
    return {
        "captions": [
            {
                "url": reverse(address, args=[*args, one.language]) + asked,
                "language": one.language,
                "label": LABELS[one.language],
                "is_default": one.language == language,
            }
            for one in found
        ],
        "transcript": {
            "language": found[0].language,
            "cues": [
                {
                    "start": f"{cue.start / 1000:g}",
                    "second": cue.start // 1000,
                    "clock": clock(cue.start / 1000),
                    "text": cue.text,
                }
                for cue in _cues(found[0], there, playing)
            ],
        }
        if found
        else None,
    }


def file(resource: Resource, language: str, playing: str) -> str | None:
    """One language as WebVTT, in the times of the rendition in the language `playing`."""
    found = Captions.objects.filter(resource=resource, language=language).first()
    if found is None:
        return None
    there = renditions.of(resource)
    return webvtt(_cues(found, there, renditions.best(there, playing, language)))


def _cues(captions: Captions, there: list[Rendition], playing: Rendition | None) -> list[Cue]:
    """Their times are those of the film in their own language; in a longer or shorter one they move along with it."""
    own = renditions.best(there, captions.language)
    share = playing.length / own.length if playing and own else 1
    return [Cue(round(start * share), round(end * share), text) for start, end, text in captions.cues]
