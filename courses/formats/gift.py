"""GIFT, Moodle's text format for questions: single, several and true/false; other kinds are named and left out.

Source: docs.moodle.org/en/GIFT_format. A blank line ends a question; `//` begins a comment line; `\\` escapes
`~ = # { } :`; `%50%` is a weight; `#` begins feedback, `####` the feedback of the whole question.
"""

import re

from courses.formats.questions import (
    MOST_BYTES,
    MOST_QUESTIONS,
    MULTIPLE,
    SINGLE,
    OptionBrought,
    QuestionBrought,
    RowBrought,
    judged,
    true_false,
)  # fmt: skip
from courses.formats.refusals import Unreadable
from courses.formats.text import decoded

ESCAPED = re.compile(r"\\([~=#{}:\\n])")
TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
MARKUP = re.compile(r"^\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def read(data: bytes) -> list[RowBrought]:
    """Every question of the file in order, accepted or refused with its first line's number."""
    if len(data) > MOST_BYTES:
        raise Unreadable("FILE_TOO_LARGE", megabytes=MOST_BYTES // 1024 // 1024)
    rows: list[RowBrought] = []
    for line, block in _blocks(decoded(data)):
        if len(rows) == MOST_QUESTIONS:
            raise Unreadable("TOO_MANY_QUESTIONS", most=MOST_QUESTIONS)
        rows.append(_row(line, block))
    if not rows:
        raise Unreadable("NO_QUESTIONS")
    return rows


def _blocks(text: str) -> list[tuple[int, str]]:
    """Runs of lines between blank ones, with the number of the first line. Comments and categories fall away."""
    blocks: list[tuple[int, list[str]]] = []
    is_open = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            is_open = False
        elif not line.lstrip().startswith("//") and not line.startswith("$CATEGORY:"):
            if not is_open:
                blocks.append((number, []))
                is_open = True
            blocks[-1][1].append(line)
    return [(number, "\n".join(lines)) for number, lines in blocks]


def _row(line: int, block: str) -> RowBrought:
    block = ESCAPED.sub(lambda match: chr(0xE000 + ord(match[1])), block)  # out of the parser's way, back in _said
    title = ""
    if match := TITLE.match(block):
        title, block = _said(match[1]), block[match.end() :]
    label = (title or _said(block.partition("{")[0]))[:80]
    opening, closing = block.find("{"), block.find("}")
    if opening < 0 and closing < 0:
        return RowBrought(line, label, None, "NO_ANSWERS")
    if opening < 0 or closing < opening or block.count("{") != 1 or block.count("}") != 1:
        return RowBrought(line, label, None, "BRACES")
    before, inside, after = block[:opening], block[opening + 1 : closing], block[closing + 1 :]
    before = MARKUP.sub("", before)
    stem = _said(f"{before.rstrip()} _____ {after.strip()}" if after.strip() else before)
    inside, _hashes, general = inside.partition("####")
    answer = inside.strip()
    if not answer:
        return RowBrought(line, label, None, "KIND_NOT_TAKEN", {"kind": "essay"})
    if answer.startswith("#"):
        return RowBrought(line, label, None, "KIND_NOT_TAKEN", {"kind": "numerical"})
    word, _hash, feedback = answer.partition("#")
    if (truth := TRUTH.get(word.strip().upper())) is not None:
        return judged(line, true_false(stem, truth, reason=_said(general or feedback.replace("#", " "))))
    return _choice(line, label, stem, answer, _said(general))


def _choice(line: int, label: str, stem: str, answer: str, reason: str) -> RowBrought:
    parts = re.findall(r"([=~])([^=~]*)", answer)
    if not parts or answer[0] not in "=~":
        return RowBrought(line, label, None, "ANSWERS_NOT_MARKED")
    if any("->" in text for _sign, text in parts):
        return RowBrought(line, label, None, "KIND_NOT_TAKEN", {"kind": "matching"})
    if all(sign == "=" for sign, _text in parts):
        return RowBrought(line, label, None, "KIND_NOT_TAKEN", {"kind": "short answer"})
    options, weighted = [], False
    for sign, text in parts:
        is_correct = sign == "="
        if match := WEIGHT.match(text):
            weight, text = float(match[1]), text[match.end() :]
            weighted, is_correct = weighted or sign == "~", weight > 0
        said, _hash, feedback = text.partition("#")
        options.append(OptionBrought(_said(MARKUP.sub("", said)), is_correct, reason=_said(feedback)))
    kind = MULTIPLE if weighted else SINGLE
    return judged(line, QuestionBrought(kind, stem, tuple(options), reason=reason))


def _said(text: str) -> str:
    """Text with its escaped letters back, and single spaces within a line."""
    text = re.sub(r"[\ue000-\ue0ff]", lambda match: {"n": "\n"}.get(c := chr(ord(match[0]) - 0xE000), c), text)
    return "\n".join(" ".join(part.split()) for part in text.split("\n")).strip()
