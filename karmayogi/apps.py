from django.apps import AppConfig


class KarmayogiConfig(AppConfig):
    name = "karmayogi"
