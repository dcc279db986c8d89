"""What every template keeps to, and no single page's test would notice."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FRAME = re.compile(r'<div class="table-scroll"[^>]*>')
REACHED = re.compile(r'tabindex="0" role="group" aria-label="[^"]+"')


def test_a_table_that_may_scroll_in_its_frame_is_reached_by_keys_and_has_a_name():
    frames = [
        (str(file.relative_to(TEMPLATES)), frame)
        for file in sorted(TEMPLATES.rglob("*.html"))
        for frame in FRAME.findall(file.read_text(encoding="utf-8"))
    ]

    assert [file for file, frame in frames if not REACHED.search(frame)] == []
    assert len(frames) > 15
