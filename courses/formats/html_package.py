"""A small web site in a zip: which page it begins with, and what it calls itself."""

import html
import re

from courses.formats import web_files
from courses.formats.archive import Archive

FIRST = ("index.html", "index.htm", "story.html", "default.html", "default.htm", "start.html", "main.html")
MOST_OF_A_PAGE = 512 * 1024


def first_page(archive: Archive) -> str | None:
    """A page at the top with one of the usual names, else the only page at the top, else nothing that one may guess."""
    for name in FIRST:
        if entry := archive.find(name):
            return entry.path
    pages = [entry.path for entry in archive.entries if "/" not in entry.path and web_files.is_page(entry.path)]
    return pages[0] if len(pages) == 1 else None


def title(archive: Archive, page: str) -> str:
    """The page's title as plain words; empty when there is none."""
    entry = archive.find(page)
    if entry is None or entry.size > MOST_OF_A_PAGE:
        return ""
    text = archive.read(entry, MOST_OF_A_PAGE).decode("utf-8", "replace")
    match = re.search(r"<title[^>]*>([^<]*)</title", text, re.IGNORECASE)
    return " ".join(html.unescape(match[1]).split()) if match else ""
