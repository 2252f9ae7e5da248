from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "pranata.engines.intake"
    label = "intake"

    def ready(self):
        import pranata.engines.intake.checks  # noqa: F401, PLC0415 -- app ready
