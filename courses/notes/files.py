"""Notes as a file to take away."""

from django.http import HttpResponse


def text_file(text: str) -> HttpResponse:
    """UTF-8 with its mark, so that every editor shows Hindi."""
    return HttpResponse(
        "\ufeff" + text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="notes.txt"', "Cache-Control": "private, no-store"},
    )
