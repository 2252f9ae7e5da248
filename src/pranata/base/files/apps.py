from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "pranata.base.files"
    label = "files"

    def ready(self) -> None:
        from pranata.base.files import checks  # noqa: F401, PLC0415 -- app ready
