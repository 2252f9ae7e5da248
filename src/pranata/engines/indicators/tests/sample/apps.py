from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "pranata.engines.indicators.tests.sample"
    label = "errands"
