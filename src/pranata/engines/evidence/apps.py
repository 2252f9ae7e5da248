from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "pranata.engines.evidence"
    label = "evidence"
