from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "pranata.base.audit"
    label = "audit"
