from django.urls import path

from accounts.keys import api, pages

app_name = "accounts"
urlpatterns = [
    path("account/keys/", pages.keys, name="keys"),
    path("account/keys/<uuid:uuid>/revocation/", pages.revocation, name="key-revocation"),
    path("api/v1/keys/", api.Keys.as_view(), name="api-keys"),
    path("api/v1/keys/<uuid:uuid>/revocation/", api.Revocation.as_view(), name="api-key-revocation"),
]
