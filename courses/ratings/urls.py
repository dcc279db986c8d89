from django.urls import path

from courses.ratings import api, pages

OFFERING = "api/v1/offerings/<uuid:uuid>/"
PROVIDER = "provider/<slug:organisation>/"
urlpatterns = [
    path("courses/<slug:code>/rating/", pages.rating, name="rating"),
    path("courses/<slug:code>/rating/withdrawal/", pages.withdrawal, name="rating-withdrawal"),
    path("courses/<slug:code>/ratings/<uuid:uuid>/report/", pages.report, name="rating-report"),
    path(f"{PROVIDER}courses/<slug:code>/ratings/", pages.provider, name="provider-ratings"),
    path(f"{PROVIDER}ratings/<uuid:uuid>/reply/", pages.reply, name="rating-reply"),
    path("national/ratings/", pages.reported, name="reported-ratings"),
    path("national/ratings/<uuid:uuid>/settlement/", pages.settlement, name="rating-settlement"),
    path(f"{OFFERING}rating/", api.OwnRating.as_view(), name="api-rating"),
    path(f"{OFFERING}ratings/", api.Ratings.as_view(), name="api-ratings"),
    path(f"{OFFERING}ratings/<uuid:rating_uuid>/reports/", api.Report.as_view(), name="api-rating-reports"),
    path(f"api/v1/{PROVIDER}courses/<slug:code>/ratings/", api.ProviderRatings.as_view(), name="api-provider-ratings"),
    path(f"api/v1/{PROVIDER}ratings/<uuid:uuid>/reply/", api.Reply.as_view(), name="api-rating-reply"),
    path("api/v1/ratings/reported/", api.Reported.as_view(), name="api-reported-ratings"),
    path("api/v1/ratings/<uuid:uuid>/settlement/", api.Settlement.as_view(), name="api-rating-settlement"),
]
