from django.apps import AppConfig


class EhrmsConfig(AppConfig):
    name = "ehrms"
