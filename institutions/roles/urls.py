from django.urls import path

from institutions.roles import api, pages

urlpatterns = [
    path("account/", pages.profile, name="profile"),
    path("account/second-step/", pages.second_step, name="second_step"),
    path("mdo/<slug:organisation>/people-and-roles/", pages.people_and_roles, name="people_and_roles"),
    path("mdo/<slug:organisation>/people-and-roles/grant/", pages.granting, name="grant_role"),
    path("mdo/<slug:organisation>/people-and-roles/<uuid:uuid>/end/", pages.ending, name="end_role"),
    path("mdo/<slug:organisation>/may/", pages.may, name="may"),
    path("api/v1/memberships/", api.MyMemberships.as_view(), name="api_my_memberships"),
    path("api/v1/permissions/", api.MyPermissions.as_view(), name="api_my_permissions"),
    path("api/v1/organisations/<slug:organisation>/memberships/", api.Memberships.as_view(), name="api_memberships"),
    path("api/v1/organisations/<slug:organisation>/grants/", api.Grants.as_view(), name="api_grants"),
    path(
        "api/v1/organisations/<slug:organisation>/memberships/<uuid:uuid>/ending/",
        api.Ending.as_view(),
        name="api_membership_ending",
    ),
    path("api/v1/organisations/<slug:organisation>/permissions/", api.Permissions.as_view(), name="api_permissions"),
]
