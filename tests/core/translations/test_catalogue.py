"""Hindi is complete: nothing untranslated, nothing unsure, no placeholder lost."""

from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from competencies.framework.models import Area
from core.translations import catalogue
from core.translations.extraction import Said, gather


def test_hindi_is_complete():
    said = gather()

    assert [problem for path in catalogue.paths() for problem in catalogue.problems(path, said)] == []


def test_strings_are_found_in_code_and_templates(tmp_path: Path):
    (tmp_path / "page.html").write_text(
        '{% load i18n %}{% translate "Plain" %}{% translate "With context" context "menu" %}'
        "{% blocktranslate trimmed count n=n with x=y %}\n  One {{ x }} (a)\n{% plural %}\n"
        "  {{ n }} {{ x }}\n{% endblocktranslate %}"
    )
    (tmp_path / "code.py").write_text('from x import _, ngettext\n_("Said")\nngettext("%(n)s day", "%(n)s days", 2)\n')

    assert set(gather(tmp_path)) == {
        Said(None, "Plain", None),
        Said("menu", "With context", None),
        Said(None, "One %(x)s (a)", "%(n)s %(x)s"),
        Said(None, "Said", None),
        Said(None, "%(n)s day", "%(n)s days"),
    }


def test_a_lost_placeholder_is_noticed(tmp_path: Path, monkeypatch):
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Hello %(name)s"\nmsgstr "नमस्ते"\n'
    )

    assert "placeholders differ in the translation of 'Hello %(name)s'" in catalogue.problems(path, {})


def test_every_language_but_english_has_a_catalogue():
    assert {path.parent.parent.name for path in catalogue.paths()} == {code for code, _ in settings.LANGUAGES} - {
        "en"
    } | catalogue.TRIAL


def test_the_area_of_competencies_and_the_domain_of_an_address_are_two_words_in_hindi():
    with translation.override("hi"):
        assert Area.DOMAIN.label == "विषय-क्षेत्र"
        assert gettext("Domain") == "डोमेन"
