from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "pranata.engines.surveys"
    label = "surveys"
