from institutions.organisations.urls import urlpatterns as organisations
from institutions.roles.urls import urlpatterns as roles

app_name = "institutions"
urlpatterns = [*organisations, *roles]
