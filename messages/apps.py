from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "messages"
    label = "messaging"  # Django has an app labelled "messages" of its own
