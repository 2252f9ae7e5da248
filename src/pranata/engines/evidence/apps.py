from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "pranata.engines.evidence"
    label = "evidence"

    def ready(self) -> None:
        from pranata.engines.evidence import archiving, documents, measures  # noqa: F401, PLC0415 -- app ready
