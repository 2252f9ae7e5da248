from django.apps import AppConfig


class ServiceStandardsConfig(AppConfig):
    name = "pranata.areas.public_service.service_standards"
    label = "service_standards"

    def ready(self) -> None:
        from pranata.areas.public_service.service_standards import (  # noqa: PLC0415 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            origin,  # noqa: F401 -- app ready
            register,  # noqa: F401 -- app ready
        )
