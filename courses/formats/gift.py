"""GIFT, Moodle's text format for questions: every kind of it, and two that it leaves to others.

Source: docs.moodle.org/en/GIFT_format. A blank line ends a question; `//` begins a comment line; `\\` escapes
`~ = # { } :`; `%50%` is a weight; `#` begins feedback, `####` the feedback of the whole question; `$CATEGORY:` names
the category of what follows. Beyond it: `{>` begins items in their right order, one a line (as Moodle's ordering
question writes them), and a text with several groups of `{=accepted =answers}` is a fill-in.
"""

import re
from typing import Any

from courses.formats.asking import judged
from courses.formats.numbers import plain_text, read_number
from courses.formats.questions import (
    FILL_IN,
    MATCH,
    MOST_BYTES,
    MOST_QUESTIONS,
    MULTIPLE,
    NUMERIC,
    ORDER,
    SHORT_TEXT,
    SINGLE,
    AnswerBrought,
    ItemBrought,
    OptionBrought,
    PairBrought,
    QuestionBrought,
    RowBrought,
    true_false,
)  # fmt: skip
from courses.formats.refusals import Unreadable
from courses.formats.text import category_path, decoded, words

LONGEST_QUESTION = 60_000  # letters, with its answers and what is told: more is not read letter by letter
ESCAPED = re.compile(r"\\([~=#{}:\\n])")
TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
MARKUP = re.compile(r"^\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
ORDERING = re.compile(r"[ \t]*(?:(?:\d+|[A-Z][A-Z_]{2,})(?:[ \t]+|(?=\n)))*\n")


class Refused(Exception):  # noqa: N818 (a row of the file, not a fault)
    """Why the question is not taken."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


def read(data: bytes) -> list[RowBrought]:
    """Every question of the file in order, accepted or refused with its first line's number."""
    if len(data) > MOST_BYTES:
        raise Unreadable("FILE_TOO_LARGE", megabytes=MOST_BYTES // 1024 // 1024)
    rows: list[RowBrought] = []
    for line, block, category in _blocks(decoded(data)):
        if len(rows) == MOST_QUESTIONS:
            raise Unreadable("TOO_MANY_QUESTIONS", most=MOST_QUESTIONS)
        rows.append(_row(line, block, category))
    if not rows:
        raise Unreadable("NO_QUESTIONS")
    return rows


def _blocks(text: str) -> list[tuple[int, str, str]]:
    """Runs of lines between blank ones, with the number of the first line and the category. Comments fall away."""
    blocks: list[tuple[int, list[str], str]] = []
    is_open, category = False, ""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            is_open = False
        elif line.lstrip().startswith("$CATEGORY:"):
            category, is_open = category_path(line.partition(":")[2]), False
        elif not line.lstrip().startswith("//"):
            if not is_open:
                blocks.append((number, [], category))
                is_open = True
            blocks[-1][1].append(line)
    return [(number, "\n".join(lines), category) for number, lines, category in blocks]


def _row(line: int, block: str, category: str) -> RowBrought:
    if len(block) > LONGEST_QUESTION:
        return RowBrought(line, block[:80], None, "TEXT_TOO_LONG", {"most": LONGEST_QUESTION})
    block = ESCAPED.sub(lambda match: chr(0xE000 + ord(match[1])), block)  # out of the parser's way, back in _said
    title = ""
    if match := TITLE.match(block):
        title, block = _said(match[1]), block[match.end() :]
    is_html = bool((markup := MARKUP.match(block)) and markup[1].lower() == "html")
    label = (title or _said(block.partition("{")[0], is_html))[:80]
    try:
        return judged(line, _question(MARKUP.sub("", block), is_html, category))
    except Refused as refused:
        return RowBrought(line, label, None, refused.reason, refused.facts)


def _question(block: str, is_html: bool, category: str) -> QuestionBrought:
    if re.search(r"<img\b|@@PLUGINFILE@@", block, re.IGNORECASE):
        raise Refused("PICTURE")
    pieces = re.split(r"([{}])", block)
    signs = pieces[1::2]
    if not signs:
        raise Refused("NO_ANSWERS")
    if signs != ["{", "}"] * (len(signs) // 2):
        raise Refused("BRACES")
    if len(signs) > 2:
        return _gaps([_said(text, is_html) for text in pieces[::4]], pieces[2::4], category)
    before, inside, after = _said(pieces[0], is_html), pieces[2], _said(pieces[4], is_html)
    inside, _hashes, general = inside.partition("####")
    more: dict[str, Any] = {"reason": _said(general, is_html), "category": category}
    answer = inside.strip()
    stem = f"{before} _____ {after}" if after else before
    if not answer:
        raise Refused("KIND_NOT_TAKEN", kind="essay")
    if answer.startswith("#"):
        return QuestionBrought(NUMERIC, stem, answers=tuple(_numbers(answer[1:])), **more)
    if answer.startswith(">"):
        return QuestionBrought(ORDER, stem, items=tuple(_items(answer[1:], is_html)), **more)
    word, *feedback = (part.strip() for part in answer.split("#"))
    if (truth := TRUTH.get(word.upper())) is not None:
        wrong, right = (*map(_said, feedback), "", "")[:2]
        return true_false(stem, truth, (right, wrong) if truth else (wrong, right), **more)
    return _marked(before, after, answer, is_html, more)


def _marked(before: str, after: str, answer: str, is_html: bool, more: dict[str, Any]) -> QuestionBrought:
    """Answers that begin with = or ~: pairs, accepted answers, or options to choose from."""
    parts = re.findall(r"([=~])([^=~]*)", answer)
    if not parts or answer[0] not in "=~":
        raise Refused("ANSWERS_NOT_MARKED")
    stem = f"{before} _____ {after}" if after else before
    if all(sign == "=" for sign, _text in parts):
        if any("->" in text for _sign, text in parts):
            return QuestionBrought(MATCH, stem, pairs=tuple(_pair(text, is_html) for _sign, text in parts), **more)
        accepted = tuple(_accepted(text) for _sign, text in parts)
        if after or not before:
            return QuestionBrought(FILL_IN, f"{before} [[1]] {after}".strip(), gaps=(accepted,), **more)
        return QuestionBrought(SHORT_TEXT, stem, answers=accepted, **more)
    kind = SINGLE if any(sign == "=" for sign, _text in parts) else MULTIPLE
    if kind == MULTIPLE and not any(WEIGHT.match(text) for _sign, text in parts):
        kind = SINGLE  # nobody marked a right one: refused for that
    return QuestionBrought(kind, stem, tuple(_option(sign, text, kind, is_html) for sign, text in parts), **more)


def _option(sign: str, text: str, kind: str, is_html: bool) -> OptionBrought:
    weight, text = _weight(text)
    said, _hash, feedback = text.partition("#")
    is_correct = float(weight) > 0 if weight and kind == MULTIPLE else sign == "="
    if kind == SINGLE and is_correct:
        weight = ""
    return OptionBrought(
        _said(MARKUP.sub("", said), is_html), is_correct, reason=_said(feedback, is_html), weight=weight
    )


def _weight(text: str) -> tuple[str, str]:
    if match := WEIGHT.match(text):
        return match[1], text[match.end() :]
    return "", text


def _accepted(text: str) -> AnswerBrought:
    weight, text = _weight(text)
    said, _hash, feedback = text.partition("#")
    return AnswerBrought(_said(MARKUP.sub("", said)), weight or "100", _said(feedback))


def _pair(text: str, is_html: bool) -> PairBrought:
    left, _arrow, right = text.partition("#")[0].partition("->")
    return PairBrought(_said(MARKUP.sub("", left), is_html), _said(MARKUP.sub("", right), is_html))


def _items(text: str, is_html: bool) -> list[ItemBrought]:
    """One a line; the first line may hold words that say how Moodle's ordering question shows and marks it."""
    if settings := ORDERING.match(text):
        text = text[settings.end() :]
    return [ItemBrought(said) for line in text.split("\n") if (said := _said(line, is_html))]


def _numbers(text: str) -> list[AnswerBrought]:
    """`3`, `3:2` (more or less), `1..5`, and several of them with weights: `=%50%3:1#feedback`."""
    text = text.strip()
    parts = [part for sign, part in re.findall(r"([=~])([^=~]*)", text) if sign == "="] if text[:1] in "=~" else [text]
    found = []
    for part in parts:
        weight, part = _weight(part)
        said, _hash, feedback = part.partition("#")
        said = said.replace(chr(0xE000 + ord(":")), ":").strip()
        value, tolerance = _range(said) if ".." in said else _tolerance(said)
        found.append(AnswerBrought(value, weight or "100", _said(feedback), tolerance=tolerance))
    return found


def _range(said: str) -> tuple[str, str]:
    low, _dots, high = said.partition("..")
    least, most = read_number(low), read_number(high)
    if least is None or most is None or least > most:
        raise Refused("NOT_A_NUMBER", said=said)
    return plain_text((least + most) / 2), plain_text((most - least) / 2)


def _tolerance(said: str) -> tuple[str, str]:
    value, _colon, tolerance = said.partition(":")
    return value.strip(), tolerance.strip() or "0"


def _gaps(texts: list[str], groups: list[str], category: str) -> QuestionBrought:
    """A text with several groups of accepted answers."""
    stem, gaps, reason = texts[0], [], ""
    for number, group in enumerate(groups, 1):
        inside, _hashes, general = group.partition("####")
        parts = re.findall(r"([=~])([^=~]*)", inside)
        if not parts or inside.strip()[0] != "=" or any(sign == "~" or "->" in text for sign, text in parts):
            raise Refused("GAP_ANSWERS")
        gaps.append(tuple(_accepted(text) for _sign, text in parts))
        reason = reason or _said(general)
        after = texts[number] if number < len(texts) else ""
        stem = f"{stem} [[{number}]]{'' if after[:1] in '.,;:!?।' else ' '}{after}"
    return QuestionBrought(FILL_IN, stem.strip(), gaps=tuple(gaps), reason=reason, category=category)


def _said(text: str, is_html: bool = False) -> str:
    """Text with its escaped letters back, single spaces within a line, and of HTML the words alone."""
    text = re.sub(r"[\ue000-\ue0ff]", lambda match: {"n": "\n"}.get(c := chr(ord(match[0]) - 0xE000), c), text)
    if is_html:
        text = words(text)
    return "\n".join(" ".join(part.split()) for part in text.split("\n")).strip()
