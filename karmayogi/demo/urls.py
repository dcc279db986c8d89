from django.urls import path

from karmayogi.demo import pages

app_name = "demo"
urlpatterns = [
    path("demo/", pages.cast, name="cast"),
    path("demo/sign-in/", pages.sign_in, name="sign_in"),
    path("demo/mailbox/", pages.mailbox, name="mailbox"),
]
