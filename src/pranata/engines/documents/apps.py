from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "pranata.engines.documents"
    label = "documents"

    def ready(self) -> None:
        from pranata.engines.documents import archived, measures, register  # noqa: F401, PLC0415 -- app ready
