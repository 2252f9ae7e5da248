from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "pranata.engines.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        from pranata.engines.deadlines import checks  # noqa: F401, PLC0415 -- app ready
