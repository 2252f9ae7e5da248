from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "pranata.desk"
    label = "desk"

    def ready(self) -> None:
        from pranata.desk.inbox import menu  # noqa: F401, PLC0415 -- app ready
