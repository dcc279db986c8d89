from institutions.organisations.urls import urlpatterns as organisations
from institutions.positions.urls import urlpatterns as positions
from institutions.roles.urls import urlpatterns as roles
from institutions.sign_on.urls import urlpatterns as sign_on
from institutions.support.urls import urlpatterns as support

app_name = "institutions"
urlpatterns = [*organisations, *positions, *roles, *sign_on, *support]
