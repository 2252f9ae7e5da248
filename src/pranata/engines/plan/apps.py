from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "pranata.engines.plan"
    label = "plan"

    def ready(self) -> None:
        from pranata.engines.indicators.registry import offer_references  # noqa: PLC0415 -- app ready
        from pranata.engines.plan import checks, measures  # noqa: F401, PLC0415 -- app ready
        from pranata.engines.plan.bindings import indicator_references  # noqa: PLC0415 -- app ready
        from pranata.engines.plan.notices import declare_notices  # noqa: PLC0415 -- app ready
        from pranata.engines.plan.report import declarations  # noqa: F401, PLC0415 -- app ready

        declare_notices()
        offer_references(indicator_references)
