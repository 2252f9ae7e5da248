from django.apps import AppConfig


class SealConfig(AppConfig):
    name = "pranata.base.seal"
    label = "seal"
