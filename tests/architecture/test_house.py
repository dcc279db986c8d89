"""The house: what may know what, and what every door and file must say."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

from core.doors import declared

ROOT = Path(__file__).resolve().parents[2]
PILLARS = [
    "core",
    "accounts",
    "messages",
    "institutions",
    "competencies",
    "ehrms",
    "courses",
    "hubs",
    "policy",
    "monitoring",
    "karmayogi",
]
FORBIDDEN_NAMES = {"utils", "helpers", "services", "signals", "mixins"}


def source_files():
    for pillar in PILLARS:
        for path in (ROOT / pillar).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def test_psycopg_3_is_not_importable():
    """Django would silently prefer it to psycopg2."""
    import importlib.util

    assert importlib.util.find_spec("psycopg") is None


def test_foreign_keys_point_down_or_stay():
    rank = {pillar: place for place, pillar in enumerate(PILLARS)}
    upwards = []
    for model in apps.get_models():
        home = model.__module__.split(".")[0]
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model:
                there = field.related_model.__module__.split(".")[0]
                if home in rank and there in rank and rank[there] > rank[home]:
                    upwards.append(f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}")

    assert upwards == []


def test_no_file_has_a_name_that_says_nothing():
    assert [str(path.relative_to(ROOT)) for path in source_files() if path.stem in FORBIDDEN_NAMES] == []


def test_every_package_says_what_it_is():
    silent = [
        str(path.parent.relative_to(ROOT))
        for path in source_files()
        if path.name == "__init__.py"
        and "management" not in path.parts
        and "templatetags" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert silent == []


def test_no_string_to_translate_stands_inside_an_f_string():
    """gettext's reader does not look in there before Python 3.12, so the string would never reach a translator."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in source_files()
        for string in ast.walk(ast.parse(path.read_text()))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "gettext", "ngettext", "pgettext")
    ]

    assert hidden == []


def test_migrations_have_telling_names():
    names = [path.name for pillar in PILLARS for path in (ROOT / pillar).glob("migrations/0*.py")]

    assert [name for name in names if re.search(r"_auto_|_initial", name)] == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_migrations_match_the_models():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def views(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback
        else:
            yield from views(pattern.url_patterns, prefix + str(pattern.pattern))


def test_every_url_is_public_on_purpose_or_declares_a_permission():
    ours = [(url, view) for url, view in views(get_resolver().url_patterns) if view.__module__.split(".")[0] in PILLARS]

    assert [url for url, view in ours if declared(view) is None] == []


def test_every_declared_permission_is_one_that_some_role_gives():
    from core.doors import PUBLIC, SIGNED_IN
    from institutions.roles.rules import PERMISSIONS

    known = set().union(*PERMISSIONS.values()) | {PUBLIC, SIGNED_IN}
    declarations = {declared(view) for _url, view in views(get_resolver().url_patterns)} - {None}

    assert declarations - known == set()


def test_every_event_has_a_line_in_reactions():
    from core.outbox.events import TOPICS
    from karmayogi.reactions import REACTIONS

    ours = {topic for topic, event in TOPICS.items() if event.__module__.split(".")[0] in PILLARS}

    assert ours - {event.topic for event in REACTIONS} == set()


def test_the_import_contracts_name_every_pillar_that_exists():
    contracts = (ROOT / ".importlinter").read_text()

    assert [pillar for pillar in PILLARS if (ROOT / pillar).is_dir() and pillar not in contracts] == []


def test_the_import_contracts_name_every_capability_that_exists():
    contracts = (ROOT / ".importlinter").read_text()
    capabilities = {
        f"{path.parent.parent.name}.{path.parent.name}"
        for pillar in PILLARS
        if pillar != "karmayogi"
        for path in (ROOT / pillar).glob("*/__init__.py")
        if path.parent.name not in {"migrations", "management", "templatetags"}
    }

    assert {name for name in capabilities if f"    {name}\n" not in contracts} == set()
