"""The little Markdown that course texts are written in: headings, paragraphs, lists, tables, quotes, **bold**, *slanted*.

A text is read once into blocks; a page gets them as HTML, a PDF as JSON.
"""

import html
import re
from dataclasses import dataclass, field

SPAN = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*")
HEADING = re.compile(r"^(## .+)$", re.MULTILINE)
NUMBERED = re.compile(r"\d+\. ")
HTML_OF = {"h": "h3", "p": "p", "quote": "blockquote", "strong": "strong", "em": "em"}

Spans = list[tuple[str, str]]  # (style, text); style "" is plain


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: h, p, quote, ul, ol or table. A list has one row for each item, a table its head first."""

    kind: str
    rows: list[list[Spans]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Written:
    title: str
    blocks: list[Block]

    def html(self) -> str:
        return "\n".join(_html(block) for block in self.blocks)


def read(text: str) -> Written:
    """The first line is "# Title"; a blank line ends a block, a heading is a block of its own."""
    first, _line, rest = text.strip().partition("\n")
    if not first.startswith("# "):
        raise ValueError(f"a text begins with its title: {first!r}")
    parts = re.split(r"\n\s*\n", HEADING.sub(r"\n\1\n\n", rest))
    return Written(first[2:].strip(), [_block(part.split("\n")) for part in parts if part.strip()])


def _block(lines: list[str]) -> Block:
    lines = [line.strip() for line in lines if line.strip()]
    if lines[0].startswith("## "):
        return Block("h", [[_spans(lines[0][3:])]])
    if lines[0].startswith("|"):
        cells = [[_spans(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
        return Block("table", [cells[0], *cells[2:]])
    if lines[0].startswith("> "):
        return Block("quote", [[_spans(" ".join(line.removeprefix(">").strip() for line in lines))]])
    if lines[0].startswith("- "):
        return Block("ul", _items(lines, re.compile(r"- ")))
    if NUMBERED.match(lines[0]):
        return Block("ol", _items(lines, NUMBERED))
    return Block("p", [[_spans(" ".join(lines))]])


def _items(lines: list[str], mark: re.Pattern[str]) -> list[list[Spans]]:
    """Each item may run over several lines."""
    items: list[str] = []
    for line in lines:
        if match := mark.match(line):
            items.append(line[match.end() :])
        else:
            items[-1] += " " + line
    return [[_spans(item)] for item in items]


def _spans(text: str) -> Spans:
    spans, last = [], 0
    for match in SPAN.finditer(text):
        spans += [("", text[last : match.start()]), ("strong", match[1]) if match[1] else ("em", match[2])]
        last = match.end()
    return [(style, said) for style, said in [*spans, ("", text[last:])] if said]


def _html(block: Block) -> str:
    if block.kind in ("ul", "ol"):
        items = "".join(f"<li>{_said(row[0])}</li>" for row in block.rows)
        return f"<{block.kind}>{items}</{block.kind}>"
    if block.kind == "table":
        head = "".join(f'<th scope="col">{_said(cell)}</th>' for cell in block.rows[0])
        body = "".join("<tr>" + "".join(f"<td>{_said(cell)}</td>" for cell in row) + "</tr>" for row in block.rows[1:])
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    tag = HTML_OF[block.kind]
    return f"<{tag}>{_said(block.rows[0][0])}</{tag}>"


def _said(spans: Spans) -> str:
    return "".join(
        f"<{HTML_OF[style]}>{html.escape(text, quote=False)}</{HTML_OF[style]}>"
        if style
        else html.escape(text, quote=False)
        for style, text in spans
    )
