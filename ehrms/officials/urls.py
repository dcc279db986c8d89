from django.urls import path

from ehrms.officials import api, pages

MDO = "mdo/<slug:organisation>/officials/"
API = "api/v1/organisations/<slug:organisation>/officials/"
urlpatterns = [
    path(MDO, pages.officials, name="officials"),
    path(f"{MDO}<uuid:official_uuid>/", pages.official, name="official"),
    path(f"{MDO}<uuid:official_uuid>/postings/", pages.postings, name="postings"),
    path(API, api.Officials.as_view(), name="api_officials"),
    path(f"{API}<uuid:official_uuid>/", api.OneOfficial.as_view(), name="api_official"),
    path(f"{API}<uuid:official_uuid>/postings/", api.Postings.as_view(), name="api_postings"),
]
