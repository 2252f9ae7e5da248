from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "pranata.engines.indicators"
    label = "indicators"

    def ready(self) -> None:
        from pranata.engines.indicators import checks  # noqa: F401, PLC0415 -- app ready
