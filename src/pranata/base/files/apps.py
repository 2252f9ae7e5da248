from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "pranata.base.files"
    label = "files"
