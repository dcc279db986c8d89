from ehrms.exchange.urls import urlpatterns as exchange
from ehrms.officials.urls import urlpatterns as officials

app_name = "ehrms"
urlpatterns = [*exchange, *officials]
