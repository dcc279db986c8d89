"""Text files as people save them, and the HTML a course may hold."""

import html
import re

import nh3

from courses.formats.refusals import Unreadable

TAGS = {
    "h3", "h4", "p", "br", "strong", "b", "em", "i", "u", "ul", "ol", "li", "blockquote", "pre", "code",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "a",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto"}
OTHERS = {
    "div",
    "span",
    "h1",
    "h2",
    "h5",
    "h6",
    "img",
    "script",
    "style",
    "iframe",
    "font",
    "section",
    "html",
    "body",
    "svg",
}
LOOKS_LIKE_HTML = re.compile(rf"</?({'|'.join(sorted(TAGS | OTHERS))})[\s/>]", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 that says so. Other encodings are refused: guessing would spoil Hindi without a word."""
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("ENCODING") from error
    if "\x00" in text:
        raise Unreadable("ENCODING")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def safe_html(text: str) -> str:
    """What a reader's browser may get: the allow-list above. Text without tags becomes paragraphs."""
    text = text.replace("\x00", "").strip()
    if text and not LOOKS_LIKE_HTML.search(text):
        parts = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]
        text = "\n".join("<p>" + html.escape(part, quote=False).replace("\n", "<br>") + "</p>" for part in parts)
    return nh3.clean(
        text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer", strip_comments=True
    ).strip()


def taken_out(text: str) -> set[str]:
    """The names of the tags that safe_html takes out of an author's text."""
    if not LOOKS_LIKE_HTML.search(text):
        return set()
    return {name.lower() for name in re.findall(r"<([a-z][a-z0-9]*)", text, re.IGNORECASE)} - TAGS


def plain(markup: str) -> str:
    """The words of safe HTML: to see whether anything is said at all."""
    return html.unescape(re.sub(r"<[^>]*>", " ", markup)).strip()


def reading_minutes(*markups: str) -> int:
    """How long a text takes, at 150 words a minute, in its longest language; at least one minute."""
    return max(1, *(round(len(plain(markup).split()) / 150) for markup in markups))


def words(markup: str) -> str:
    """The words of any HTML as text: its paragraphs and list items as lines, single spaces within a line."""
    text = html.unescape(re.sub(r"<[^<>]*>", "", re.sub(r"</p>|<br\s*/?>|</li>", "\n", markup)))
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def category_path(said: str) -> str:
    """A Moodle category without Moodle's own beginnings: "$course$/top/Leave rules" is "Leave rules"."""
    return re.sub(r"^\s*(\$\w+\$/)?(top(/|\s*$))?", "", said).strip()[:200]
