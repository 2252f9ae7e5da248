from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    name = "pranata.areas.public_service.satisfaction"
    label = "satisfaction"

    def ready(self) -> None:
        from pranata.areas.public_service.satisfaction import (  # noqa: PLC0415 -- app ready
            cards,  # noqa: F401 -- app ready
            invitations,  # noqa: F401 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            origin,  # noqa: F401 -- app ready
            waiting,  # noqa: F401 -- app ready
        )
