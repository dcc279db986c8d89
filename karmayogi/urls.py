"""Root URLs of the site."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

INTERIM = [
    ("", "core.health.urls"), ("", "core.preferences.urls"), ("", "core.jobs.urls"), ("", "core.operations.urls"),
    ("", "karmayogi.site.urls"), ("", "karmayogi.demo.urls"), ("", "karmayogi.home.urls"), ("", "accounts.urls"),
    ("account/", "allauth.urls"), ("", "messages.urls"), ("", "institutions.urls"), ("", "competencies.urls"),
    ("", "ehrms.urls"), ("", "courses.urls"), ("", "policy.urls"), ("", "monitoring.urls"), ("api/", "karmayogi.api_urls"),
]


def _there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


urlpatterns: list[URLPattern | URLResolver] = [path(prefix, include(name)) for prefix, name in INTERIM if _there(name)]

handler400 = "karmayogi.site.errors.bad_request"
handler403 = "karmayogi.site.errors.refused"
handler404 = "karmayogi.site.errors.not_found"
handler500 = "karmayogi.site.errors.broken"
