from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    name = "pranata.engines.archives"
    label = "archives"

    def ready(self) -> None:
        from pranata.engines.archives import measures  # noqa: F401, PLC0415 -- app ready
