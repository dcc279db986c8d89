"""What one has enrolled in one keeps seeing, also from an organisation it is not offered to (docs/decisions/0018)."""

from django.db import migrations

from core.tenancy.fences import SharedDown
from core.tenancy.operations import ReplaceFence

# They run as whoever asks, behind that one's fences: each reads a table whose fence asks the one before it.
FUNCTIONS = """
CREATE FUNCTION courses_begun_offerings() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(offering_id), '{}') FROM courses_enrolment
    WHERE person_id = (SELECT core_scope_person()) AND state IN ('open', 'completed', 'lapsed')
$$;
CREATE FUNCTION courses_begun_versions() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(id), '{}') FROM courses_courseversion
    WHERE offering_id = ANY((SELECT courses_begun_offerings())::bigint[])
$$;
CREATE FUNCTION courses_begun_resources() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(id), '{}') FROM courses_resource
    WHERE version_id = ANY((SELECT courses_begun_versions())::bigint[])
$$;
CREATE FUNCTION courses_begun_papers() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(id), '{}') FROM courses_paper
    WHERE resource_id = ANY((SELECT courses_begun_resources())::bigint[])
$$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION courses_begun_papers();
DROP FUNCTION courses_begun_resources();
DROP FUNCTION courses_begun_versions();
DROP FUNCTION courses_begun_offerings();
"""

PARTS = {
    "courseversion": ("offering_id", "offerings"),
    "versioncompetency": ("version_id", "versions"),
    "module": ("version_id", "versions"),
    "resource": ("version_id", "versions"),
    "rendition": ("version_id", "versions"),
    "captions": ("version_id", "versions"),
    "chapters": ("version_id", "versions"),
    "package": ("version_id", "versions"),
    "paper": ("resource_id", "resources"),
    "papersection": ("paper_id", "papers"),
}


def begun(column: str, what: str) -> str:
    return f"{column} = ANY((SELECT courses_begun_{what}())::bigint[])"


def keep(table: str, column: str, what: str, fence: SharedDown, also: str = "") -> ReplaceFence:
    wider = SharedDown(fence.owner, fence.shared_when, fence.open_when, also + begun(column, what))
    return ReplaceFence(f"courses_{table}", fence, wider)


PART = SharedDown(owner="owner_id", shared_when="is_published", open_when="is_published AND is_national")


class Migration(migrations.Migration):
    dependencies = [("courses", "0028_interactions_waiting")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        keep(
            "offering",
            "id",
            "offerings",
            SharedDown(
                owner="owner_id",
                shared_when="published_version_id IS NOT NULL",
                open_when="published_version_id IS NOT NULL AND visibility = 'national'",
            ),
        ),
        *(keep(table, column, what, PART, "is_published AND ") for table, (column, what) in PARTS.items()),
        keep("batch", "version_id", "versions", SharedDown(owner="owner_id", open_when="is_national")),
    ]
