from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "pranata.engines.documents"
    label = "documents"
