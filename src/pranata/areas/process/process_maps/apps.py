from django.apps import AppConfig


class ProcessMapsConfig(AppConfig):
    name = "pranata.areas.process.process_maps"
    label = "process_maps"

    def ready(self) -> None:
        from pranata.areas.process.process_maps import (  # noqa: PLC0415 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            register,  # noqa: F401 -- app ready
        )
