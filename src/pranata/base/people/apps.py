from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "pranata.base.people"
    label = "people"
