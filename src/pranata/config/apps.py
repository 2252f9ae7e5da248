from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "pranata.config"
    label = "house"
