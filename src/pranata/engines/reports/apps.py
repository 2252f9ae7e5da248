from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "pranata.engines.reports"
    label = "reports"

    def ready(self) -> None:
        from pranata.engines.reports import checks, measures, records, sources  # noqa: F401, PLC0415 -- app ready
