from django.apps import AppConfig


class SopsConfig(AppConfig):
    name = "pranata.areas.process.sops"
    label = "sops"

    def ready(self) -> None:
        from pranata.areas.process.sops import (  # noqa: PLC0415 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            origins,  # noqa: F401 -- app ready
            register,  # noqa: F401 -- app ready
            work,  # noqa: F401 -- app ready
        )
