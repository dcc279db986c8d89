"""Captions of a video, for whoever shows it."""

from typing import Any

from django.urls import reverse

from core.display.measures import clock
from courses.catalogue.models import Captions, Resource
from courses.formats.captions import Cue, webvtt

LABELS = {"en": "English", "hi": "हिन्दी"}  # each language says its own name


def shown(resource: Resource, language: str, address: str, *args: object) -> dict[str, Any]:
    """What the page of a video needs: a track for each language, and the transcript in the reader's, or in another.

    `address`: the name of the URL that gives one language's file.
    """
    found = sorted(Captions.objects.filter(resource=resource), key=lambda one: (one.language != language, one.language))
    return {
        "captions": [
            {
                "url": reverse(address, args=[*args, one.language]),
                "language": one.language,
                "label": LABELS[one.language],
                "is_default": one.language == language,
            }
            for one in found
        ],
        "transcript": {
            "language": found[0].language,
            "cues": [
                {"start": f"{start / 1000:g}", "clock": clock(start / 1000), "text": text}
                for start, _end, text in found[0].cues
            ],
        }
        if found
        else None,
    }


def file(resource: Resource, language: str) -> str | None:
    """One language as WebVTT."""
    found = Captions.objects.filter(resource=resource, language=language).first()
    return webvtt([Cue(*cue) for cue in found.cues]) if found else None
