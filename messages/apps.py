from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MessagesConfig(AppConfig):
    name = "messages"
    label = "messaging"  # Django has an app labelled "messages" of its own

    def ready(self) -> None:
        """Every pillar may declare its kinds of messages in `notices.py`."""
        autodiscover_modules("notices")
