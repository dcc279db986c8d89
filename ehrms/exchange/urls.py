from django.urls import path

from ehrms.exchange import api, pages

MDO = "mdo/<slug:organisation>/officials/exchanges/"
API = "api/v1/organisations/<slug:organisation>/exchanges/"
urlpatterns = [
    path(MDO, pages.exchanges, name="exchanges"),
    path(f"{MDO}empty-file/", pages.empty_file, name="empty_file"),
    path(f"{MDO}<uuid:exchange_uuid>/", pages.exchange, name="exchange"),
    path(f"{MDO}<uuid:exchange_uuid>/application/", pages.application, name="application"),
    path(f"{MDO}<uuid:exchange_uuid>/refused-rows/", pages.refused_rows, name="refused_rows"),
    path(API, api.Exchanges.as_view(), name="api_exchanges"),
    path(f"{API}<uuid:exchange_uuid>/", api.OneExchange.as_view(), name="api_exchange"),
    path(f"{API}<uuid:exchange_uuid>/rows/", api.Rows.as_view(), name="api_exchange_rows"),
    path(f"{API}<uuid:exchange_uuid>/application/", api.Application.as_view(), name="api_application"),
]
