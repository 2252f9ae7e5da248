from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "pranata.engines.cases"
    label = "cases"

    def ready(self) -> None:
        import pranata.engines.cases.checks  # noqa: F401, PLC0415 -- app ready
