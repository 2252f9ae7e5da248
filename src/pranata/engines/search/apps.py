from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "pranata.engines.search"
    label = "search"

    def ready(self) -> None:
        post_migrate.connect(make_index, sender=self)


def make_index(using: str, **kwargs: Any) -> None:
    """The databases' own indexes come after the tables, with migrations or without."""
    from pranata.engines.search import back_ends  # noqa: PLC0415 -- app ready

    back_ends.make_index(using)
