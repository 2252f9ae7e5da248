from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "pranata.areas.oversight.complaints"
    label = "complaints"

    def ready(self) -> None:
        from pranata.areas.oversight.complaints import (  # noqa: PLC0415 -- app ready
            cards,  # noqa: F401 -- app ready
            kinds,  # noqa: F401 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            public,  # noqa: F401 -- app ready
            reports,  # noqa: F401 -- app ready
        )
