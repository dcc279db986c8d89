"""Gathers the pages and endpoints of competencies."""

from competencies.framework.urls import urlpatterns as framework_urls
from competencies.passbook.urls import urlpatterns as passbook_urls

app_name = "competencies"
urlpatterns = [*framework_urls, *passbook_urls]
