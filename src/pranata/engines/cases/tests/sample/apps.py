from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "pranata.engines.cases.tests.sample"
    label = "casesample"

    def ready(self) -> None:
        from pranata.engines.cases.registry import declare  # noqa: PLC0415 -- app ready
        from pranata.engines.cases.tests.sample.kinds import QUESTIONS, TIPS  # noqa: PLC0415 -- app ready

        declare(QUESTIONS)
        declare(TIPS)
