from django.urls import path

from courses.accommodations import api, pages

MDO = "mdo/<slug:organisation>/accommodations/"
COURSE = "provider/<slug:organisation>/courses/<slug:code>/extensions/"
API = "api/v1/organisations/<slug:organisation>/accommodations/"

urlpatterns = [
    path("accommodations/", pages.mine, name="my-accommodations"),
    path(MDO, pages.accommodations, name="accommodations"),
    path(f"{MDO}<uuid:uuid>/ending/", pages.ending, name="accommodation-ending"),
    path(COURSE, pages.extensions, name="extensions"),
    path(f"{COURSE}<uuid:uuid>/ending/", pages.extension_ending, name="extension-ending"),
    path("api/v1/accommodations/", api.MyAccommodations.as_view(), name="api-my-accommodations"),
    path(API, api.Accommodations.as_view(), name="api-accommodations"),
    path(f"{API}<uuid:uuid>/", api.OneAccommodation.as_view(), name="api-accommodation"),
    path(f"api/v1/{COURSE}", api.Extensions.as_view(), name="api-extensions"),
    path(f"api/v1/{COURSE}<uuid:uuid>/", api.OneExtension.as_view(), name="api-extension"),
]
