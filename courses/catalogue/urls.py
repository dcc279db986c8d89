from django.urls import path

from courses.catalogue import api, pages

urlpatterns = [
    path("courses/", pages.catalogue, name="catalogue"),
    path("api/v1/offerings/", api.Offerings.as_view(), name="api-offerings"),
    path("api/v1/offerings/<uuid:uuid>/", api.OfferingDetail.as_view(), name="api-offering"),
]
