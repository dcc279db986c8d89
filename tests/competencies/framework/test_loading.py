"""Bringing the competency model in."""

from datetime import UTC, datetime

import pytest

from competencies.framework.loading import load, read_model
from competencies.framework.models import Area, Competency
from competencies.framework.rules import NotAModel, entries
from core.audit.actor import platform
from core.tenancy.context import Scope, acting_in

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
SMALL = {
    "version": "Test 1",
    "areas": [
        {
            "code": "functional", "name": "Functional", "name_hi": "कार्यात्मक",
            "themes": [
                {
                    "code": "office", "name": "Office", "name_hi": "कार्यालय",
                    "sub_themes": [{"code": "noting", "name": "Noting", "name_hi": "टिप्पण"}],
                }
            ],
        }
    ],
}  # fmt: skip


def test_brings_all_entries_of_the_published_model(cast):
    loaded = load(model=read_model(), actor=platform(), at=AT)

    assert (loaded.version, loaded.added, loaded.changed, loaded.retired) == ("KCM 1.0", 163, 0, 0)
    with acting_in(Scope()):
        themes = Competency.objects.filter(kind="theme")
        assert [themes.filter(area=area).count() for area in Area.values] == [13, 22, 3]
        sub_themes = Competency.objects.sub_themes()
        assert [sub_themes.filter(area=area).count() for area in Area.values] == [41, 71, 10]
        noting = Competency.objects.get(code="noting-and-drafting")
        assert (noting.name_hi, noting.parent.name, noting.area) == (
            "टिप्पण और प्रारूपण",
            "Office Management",
            "functional",
        )


def test_again_changes_nothing(cast):
    load(model=read_model(), actor=platform(), at=AT)

    again = load(model=read_model(), actor=platform(), at=AT)

    assert (again.added, again.changed, again.retired, again.kept) == (0, 0, 0, 163)


def test_a_newer_version_renames_adds_and_retires(cast):
    load(model=SMALL, actor=platform(), at=AT)
    office = {"code": "office", "name": "Office", "name_hi": "कार्यालय"}
    new = [{"code": "drafting", "name": "Drafting", "name_hi": "प्रारूपण"}]
    newer = {
        "version": "Test 2",
        "areas": [
            {
                "code": "functional",
                "name": "Functional",
                "name_hi": "कार्यात्मक",
                "themes": [{**office, "sub_themes": new}],
            }
        ],
    }

    loaded = load(model=newer, actor=platform(), at=AT)

    assert (loaded.added, loaded.changed, loaded.retired) == (1, 2, 1)
    with acting_in(Scope()):
        assert Competency.objects.get(code="noting").retired_at == AT
        assert list(Competency.objects.in_force().sub_themes().values_list("code", flat=True)) == ["drafting"]


def test_a_code_used_twice_is_refused_and_nothing_is_written(cast):
    twice = {"version": "x", "areas": [*SMALL["areas"], *SMALL["areas"]]}

    with pytest.raises(NotAModel, match="code used twice: functional, noting, office"):
        load(model=twice, actor=platform(), at=AT)

    with acting_in(Scope()):
        assert not Competency.objects.filter(code="noting").exists()


def test_an_entry_without_a_hindi_name_is_refused():
    with pytest.raises(NotAModel, match="area without code, name or Hindi name: functional"):
        entries({"areas": [{"code": "functional", "name": "Functional"}]})
