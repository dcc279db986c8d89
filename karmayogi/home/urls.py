from django.urls import path

from karmayogi.home import pages

app_name = "home"
urlpatterns = [
    path("", pages.front, name="front"),
    path("home/", pages.home, name="home"),
]
