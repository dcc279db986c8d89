"""What may stand in a course: harmless markup, and parts that are complete."""

from dataclasses import dataclass

import nh3

FILED = ("video", "audio", "pdf")  # kinds that hold a file for each language, and whose progress is measured on it
TIMED = ("video", "audio")  # those of them that play
ALLOWED_TAGS = {
    "p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "b", "i", "blockquote", "code", "pre", "hr",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "abbr", "dl", "dt", "dd", "sub", "sup",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "*": {"lang"},
}


def clean_html(html: str) -> str:
    """An author's text with only harmless markup left. h1 is the page's own; links leave without a referrer."""
    return nh3.clean(
        html,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes={"https", "http", "mailto"},
        link_rel="noopener noreferrer",
    )


def publish_problem(parts: "list[Part]") -> str | None:
    """Why a version with these resources cannot be published; None when it can."""
    if not any(part.is_required for part in parts):
        return "NOTHING_REQUIRED"
    for part in parts:
        if part.kind == "text" and not part.has_content:
            return "TEXT_EMPTY"
        if part.kind in (*FILED, "link", "package") and not part.has_content:
            return "FILE_MISSING"
        if part.kind == "quiz" and not 0 < part.pick <= part.pool:
            return "POOL_TOO_SMALL"
    return None


@dataclass(frozen=True, slots=True)
class Part:
    """A resource as publishing judges it. `pick` of `pool` questions: for a quiz."""

    kind: str
    is_required: bool
    has_content: bool
    pick: int = 0
    pool: int = 0
