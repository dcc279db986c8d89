"""Courses in the catalogue for tests of the search: published rows without contents, listed by the real action."""

from datetime import timedelta
from typing import Any

from competencies.framework.models import Competency
from core.kept import give_up
from core.tenancy.context import everywhere
from courses.catalogue.actions import list_offering
from courses.catalogue.models import Course, CourseVersion, Offering, VersionCompetency
from courses.catalogue.queries.national import CATALOGUE
from tests.courses.making import NOW


def competency(code: str = "general") -> Competency:
    """A sub-theme, made when it is not there."""
    area, _made = Competency.objects.get_or_create(
        code="search-area",
        defaults={
            "kind": "area",
            "area": "functional",
            "name": "Functional",
            "name_hi": "कार्यात्मक",
            "place": 1,
            "version": "test",
        },
    )
    theme, _made = Competency.objects.get_or_create(
        code="search-theme",
        defaults={
            "kind": "theme",
            "area": "functional",
            "parent": area,
            "name": "Office",
            "name_hi": "कार्यालय",
            "place": 2,
            "version": "test",
        },
    )
    tag, _made = Competency.objects.get_or_create(
        code=f"tag-{code}",
        defaults={
            "kind": "sub_theme", "area": "functional", "parent": theme, "name": code.upper(), "name_hi": code.upper(),
            "place": 100 + len(code), "version": "test",
        },
    )  # fmt: skip
    return tag


def listed(
    cast: Any, code: str, *, title: str, title_hi: str = "", summary: str = "", owner: str = "istm",
    visibility: str = "national", minutes: int = 30, level: int = 2, languages: tuple[str, ...] = ("en",), days: int = 0,
) -> str:  # fmt: skip
    """A course published `days` before NOW; returns its code."""
    with everywhere(reason="test course", audited=False):
        owner_id = cast.organisations[owner].pk
        offering = Offering.objects.create(
            code=code, title=title, title_hi=title_hi, owner_id=owner_id, visibility=visibility
        )
        Course.objects.create(offering=offering, owner_id=owner_id)
        version = CourseVersion.objects.create(
            offering=offering, owner_id=owner_id, number=1, title=title, title_hi=title_hi, summary=summary,
            languages=list(languages), minutes=minutes, created_by=cast.dev,
        )  # fmt: skip
        VersionCompetency.objects.create(version=version, owner_id=owner_id, competency=competency(), level=level)
        is_national = visibility == "national"
        VersionCompetency.objects.filter(version=version).update(is_published=True, is_national=is_national)
        version.state, version.is_published, version.is_national = "published", True, is_national
        version.published_at = NOW - timedelta(days=days)
        version.save()
        offering.published_version = version
        offering.save()
        list_offering(offering=Offering.objects.select_related("owner", "published_version").get(pk=offering.pk))
    give_up(CATALOGUE)  # as after the commit, which a test has none of
    return code
