"""What the templates of public pages need besides the components."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def count_of(counts: Mapping[str, int], key: str) -> int:
    """How many are counted under ``key``."""
    return counts.get(key, 0)


@register.filter
def entry_of(entries: Mapping[object, object], key: object) -> object:
    """What stands under ``key``, None where nothing does."""
    return entries.get(key)
