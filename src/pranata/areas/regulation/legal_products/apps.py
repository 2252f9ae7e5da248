from django.apps import AppConfig


class LegalProductsConfig(AppConfig):
    name = "pranata.areas.regulation.legal_products"
    label = "legal_products"

    def ready(self) -> None:
        from pranata.areas.regulation.legal_products import (  # noqa: PLC0415 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            origin,  # noqa: F401 -- app ready
            register,  # noqa: F401 -- app ready
            work,  # noqa: F401 -- app ready
        )
