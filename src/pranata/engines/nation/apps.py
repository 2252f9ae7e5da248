from django.apps import AppConfig


class NationConfig(AppConfig):
    name = "pranata.engines.nation"
    label = "nation"
