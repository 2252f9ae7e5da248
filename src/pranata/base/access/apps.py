from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "pranata.base.access"
    label = "access"

    def ready(self):
        from pranata.base.access import receivers  # noqa: F401, PLC0415 -- app ready
