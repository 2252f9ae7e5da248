from django.apps import AppConfig


class ArchivesPagesConfig(AppConfig):
    name = "pranata.areas.process.archives"
    label = "archive_pages"

    def ready(self) -> None:
        from pranata.areas.process.archives import (  # noqa: PLC0415 -- app ready
            menu,  # noqa: F401 -- app ready
            register,  # noqa: F401 -- app ready
            waiting,  # noqa: F401 -- app ready
        )
