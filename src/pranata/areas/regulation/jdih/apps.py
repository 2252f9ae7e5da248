from django.apps import AppConfig


class JdihConfig(AppConfig):
    name = "pranata.areas.regulation.jdih"
    label = "jdih"

    def ready(self) -> None:
        from pranata.areas.regulation.jdih import (  # noqa: PLC0415 -- app ready
            cards,  # noqa: F401 -- app ready
            checks,  # noqa: F401 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
        )
