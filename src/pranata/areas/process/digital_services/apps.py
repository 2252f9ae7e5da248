from django.apps import AppConfig


class DigitalServicesConfig(AppConfig):
    name = "pranata.areas.process.digital_services"
    label = "digital_services"

    def ready(self) -> None:
        from pranata.areas.process.digital_services import (  # noqa: PLC0415 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            register,  # noqa: F401 -- app ready
        )
