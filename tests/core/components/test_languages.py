"""What people wrote is marked with its language where the page speaks another (WCAG 3.1.2)."""

import pytest
from django.utils import translation

from core.components.languages import own_language


@pytest.mark.parametrize(
    ("page", "text", "shown"),
    [
        ("en", "Noting & Drafting", "Noting &amp; Drafting"),
        ("en", "राजभाषा नीति", '<span lang="hi">राजभाषा नीति</span>'),
        ("en", "Asha Verma (आशा वर्मा)", "Asha Verma (आशा वर्मा)"),
        ("en", "42 % · 3 °C", "42 % · 3 °C"),
        ("hi", "Noting & Drafting", '<span lang="en">Noting &amp; Drafting</span>'),
        ("hi", "<script>alert(1)</script>", '<span lang="en">&lt;script&gt;alert(1)&lt;/script&gt;</span>'),
        ("hi", "टिप्पण और प्रारूपण", "टिप्पण और प्रारूपण"),
        ("hi", "ई-ऑफिस (e-Office) पर", "ई-ऑफिस (e-Office) पर"),
        ("hi", "MOF-0001", '<span lang="en">MOF-0001</span>'),
        ("hi", "42%", "42%"),
        ("hi", "", ""),
        ("hi", None, ""),
    ],
)
def test_is_marked_when_it_is_not_the_pages(page, text, shown):
    with translation.override(page):
        assert own_language(text) == shown
