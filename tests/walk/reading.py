"""What a page says to a reader in its own language: text and the attributes that are read out, nothing else."""

import re
from html.parser import HTMLParser

SPOKEN_ATTRIBUTES = ("aria-label", "aria-description", "title", "placeholder", "alt")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# No language: programs; names, addresses and codes as people wrote them; what stands in a form's field.
UNREAD = {"script", "style", "template", "bdi", "code", "textarea"}
WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
# Data that may stand inside a sentence: what it quotes, a file by name, the number of a certificate.
DATA = re.compile(r"“[^”]*”|\b[\w-]+\.(?:csv|xlsx|gift|pdf|mp4)\b|\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


class Reader(HTMLParser):
    """Collects what is said in `language`: an element's own `lang`, or that of the nearest one around it."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.stack: list[tuple[str, str, bool]] = [("", "", True)]  # tag, language, read
        self.said: list[str] = []
        self.data: set[str] = set()  # what the page itself marks as another language or as no language

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        _tag, around, is_read = self.stack[-1]
        if value := given.get("value"):
            self.data.add(value)
        language = given.get("lang") or around
        if is_read and language == self.language:
            self.said += [text for name in SPOKEN_ATTRIBUTES if (text := given.get(name))]
            if tag == "meta" and given.get("name") == "description":
                self.said.append(given.get("content") or "")
            if tag == "input" and given.get("type") in ("submit", "button"):
                self.said.append(given.get("value") or "")
        if tag not in VOID:
            self.stack.append((tag, language, is_read and tag not in UNREAD))

    def handle_endtag(self, tag: str) -> None:
        while len(self.stack) > 1:
            if self.stack.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        _tag, language, is_read = self.stack[-1]
        text = " ".join(data.split())
        if text and is_read and language == self.language:
            self.said.append(text)
        elif text and _tag not in ("script", "style"):
            self.data.add(text)


def latin_words(page: str, language: str, allowed: frozenset[str]) -> list[str]:
    """The sentences of a page with a Latin word that is not allowed, the words first.

    A name or code may stand inside a sentence or a `<title>`, where it cannot be marked, if the page marks it elsewhere.
    """
    reader = Reader(language)
    reader.feed(page)
    data = sorted((text for text in reader.data if len(text) > 1), key=len, reverse=True)
    found = []
    for sentence in reader.said:
        rest = DATA.sub(" ", sentence)
        for text in data:
            rest = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", " ", rest)
        if words := [word for word in WORD.findall(rest) if word not in allowed]:
            found.append(f"{' '.join(words)}: {sentence[:160]}")
    return list(dict.fromkeys(found))
