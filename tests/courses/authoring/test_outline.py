"""Changing the outline: order, refusals, and two persons at once."""

import threading

import pytest
from django.db import connection, connections

from core.tenancy.context import acting_in
from courses.authoring import queries
from courses.authoring.actions import outline
from courses.authoring.actions.drafts import DraftRefused
from courses.authoring.actions.outline import OutlineRefused
from courses.authoring.models import Contribution, OutlineChange, WorkingCopy
from courses.catalogue.models import Course, CourseVersion, Module, Resource
from tests.courses.authoring.making import AT, actor, at_istm, begin, published, submitted


@pytest.fixture
def version(cast):
    with at_istm(cast):
        version = begin(cast).draft
        by = {"actor": actor(cast, "dev"), "at": AT}
        for title in ("One", "Two"):
            module = outline.add_module(version=version, title=title, seen=None, **by)
            for number in (1, 2):
                outline.add_resource(module=module, kind="text", title=f"{title} {number}", seen=None, **by)
        yield version


def shape(version) -> list[list[str]]:
    return [[module.title, *(row.title for row in module.resources)] for module in queries.outline(version)]


def find(model, title):
    return model.objects.select_related("version").get(title=title)


def test_moves_a_module_up_and_down(cast, version):
    by = {"seen": None, "actor": actor(cast, "dev"), "at": AT}

    outline.move(target=find(Module, "Two"), direction="up", **by)
    assert shape(version) == [["Two", "Two 1", "Two 2"], ["One", "One 1", "One 2"]]

    outline.move(target=find(Module, "Two"), direction="down", **by)
    assert shape(version) == [["One", "One 1", "One 2"], ["Two", "Two 1", "Two 2"]]
    connection.check_constraints()


def test_moves_a_resource_over_the_edge_of_its_module(cast, version):
    by = {"seen": None, "actor": actor(cast, "dev"), "at": AT}

    outline.move(target=find(Resource, "Two 1"), direction="up", **by)

    assert shape(version) == [["One", "One 1", "One 2", "Two 1"], ["Two", "Two 2"]]
    positions = list(Resource.objects.order_by("module__position", "position").values_list("title", "position"))
    assert positions == [("One 1", 1), ("One 2", 2), ("Two 1", 3), ("Two 2", 1)]


def test_deleting_closes_the_gap_and_sums_the_minutes(cast, version):
    outline.delete(target=find(Resource, "One 1"), seen=None, actor=actor(cast, "dev"), at=AT)

    assert shape(version)[0] == ["One", "One 2"]
    assert find(Resource, "One 2").position == 1
    assert CourseVersion.objects.get(pk=version.pk).minutes == 3


def test_each_change_counts_and_keeps_the_outline_after_it(cast, version):
    before = queries.revision_of(version)

    outline.rename(
        target=find(Module, "One"), title="First", title_hi="पहला", seen=before, actor=actor(cast, "dev"), at=AT
    )

    assert queries.revision_of(version) == before + 1
    change = OutlineChange.objects.get(version=version, revision=before + 1)
    assert (change.kind, change.title, change.person_name) == ("renamed", "First", "Dev Malhotra")
    assert change.outline[0] == {"title": "First", "title_hi": "पहला", "resources": ["One 1", "One 2"]}


def test_a_change_from_an_overtaken_outline_is_refused_and_changes_nothing(cast, version):
    seen = queries.revision_of(version)
    outline.move(target=find(Module, "Two"), direction="up", seen=seen, actor=actor(cast, "dev"), at=AT)
    before = shape(version)

    with pytest.raises(OutlineRefused) as refused:
        outline.delete(target=find(Module, "One"), seen=seen, actor=actor(cast, "dev"), at=AT)

    assert refused.value.reason == "OVERTAKEN"
    assert shape(version) == before
    assert queries.revision_of(version) == seen + 1


@pytest.mark.parametrize(("title", "direction"), [("One 1", "up"), ("Two 2", "down")])
def test_there_is_nothing_beyond_the_ends(cast, version, title, direction):
    before = queries.revision_of(version)

    with pytest.raises(OutlineRefused) as refused:
        outline.move(target=find(Resource, title), direction=direction, seen=None, actor=actor(cast, "dev"), at=AT)

    assert refused.value.reason == "NOWHERE_TO_GO"
    assert queries.revision_of(version) == before


def test_a_title_is_needed(cast, version):
    with pytest.raises(OutlineRefused) as refused:
        outline.add_module(version=version, title="  ", seen=None, actor=actor(cast, "dev"), at=AT)

    assert refused.value.reason == "NO_TITLE"
    assert Module.objects.filter(version=version).count() == 2


def test_whoever_changes_has_had_a_hand_in_it(cast, version):
    outline.rename(target=find(Module, "One"), title="A", title_hi="", seen=None, actor=actor(cast, "hari"), at=AT)

    assert set(Contribution.objects.values_list("person_id", flat=True)) == {cast.dev.pk, cast.hari.pk}


def test_a_version_in_review_cannot_be_changed(cast):
    with at_istm(cast):
        version = submitted(cast)

        with pytest.raises(DraftRefused) as refused:
            outline.add_module(version=version, title="Late", seen=None, actor=actor(cast, "dev"), at=AT)

        assert refused.value.reason == "IN_REVIEW"
        assert not Module.objects.filter(title="Late").exists()


def test_a_published_version_cannot_be_changed(cast):
    with at_istm(cast):
        version = published(cast)

        with pytest.raises(DraftRefused) as refused:
            outline.delete(
                target=Module.objects.select_related("version").get(version=version), seen=None,
                actor=actor(cast, "dev"), at=AT,
            )  # fmt: skip

        assert refused.value.reason == "NOT_A_DRAFT"
        assert Module.objects.filter(version=version).count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_two_who_move_at_once_one_wins_and_one_is_told():
    """Both saw the same outline. Written rows are real here, so the cast is built again."""
    from tests.cast import Cast, build_cast

    build_cast()
    cast = Cast.load()
    scope = cast.organisation_scope("istm", "dev")
    with acting_in(scope):
        version = begin(cast).draft
        by = {"actor": actor(cast, "dev"), "at": AT}
        modules = [outline.add_module(version=version, title=t, seen=None, **by) for t in ("One", "Two", "Three")]
    seen = 4
    start, results = threading.Barrier(2), []

    def step(target, direction, name):
        try:
            start.wait(5)
            with acting_in(scope):
                module = Module.objects.select_related("version").get(pk=target.pk)
                outline.move(target=module, direction=direction, seen=seen, actor=actor(cast, name), at=AT)
            results.append("moved")
        except OutlineRefused as refused:
            results.append(refused.reason)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=step, args=(modules[0], "down", "dev")),
        threading.Thread(target=step, args=(modules[2], "up", "hari")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(results) == ["OVERTAKEN", "moved"]
    with acting_in(scope):
        assert WorkingCopy.objects.get().revision == 5
        assert sorted(Module.objects.values_list("position", flat=True)) == [1, 2, 3]
        assert Course.objects.count() == 1
