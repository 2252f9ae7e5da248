from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "pranata.base.paper"
    label = "paper"
