from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "pranata.engines.cases"
    label = "cases"

    def ready(self) -> None:
        import pranata.engines.cases.checks  # noqa: F401, PLC0415 -- app ready
        from pranata.base.seal.actions import after_replay  # noqa: PLC0415 -- app ready
        from pranata.engines.cases.actions.blanking import blank_erased  # noqa: PLC0415 -- app ready

        after_replay(blank_erased)
