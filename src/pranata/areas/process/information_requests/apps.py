from django.apps import AppConfig


class InformationRequestsConfig(AppConfig):
    name = "pranata.areas.process.information_requests"
    label = "information_requests"

    def ready(self) -> None:
        from pranata.areas.process.information_requests import (  # noqa: PLC0415 -- app ready
            cards,  # noqa: F401 -- app ready
            kinds,  # noqa: F401 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            public,  # noqa: F401 -- app ready
            reports,  # noqa: F401 -- app ready
        )
