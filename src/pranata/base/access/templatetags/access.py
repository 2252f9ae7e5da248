"""Template tags of the pages about signing in."""

import json
from collections.abc import Mapping

from django import template

from pranata.base.access import second_factor

register = template.Library()


@register.simple_tag(takes_context=True)
def passkey_place(context: Mapping) -> second_factor.PasskeyPlace:
    """Whether passkeys work at this page's address, and where they do."""
    return second_factor.passkey_place(context["request"])


@register.filter
def json_text(value: object) -> str:
    """``value`` as JSON for a data attribute, where it is escaped like any other text."""
    return json.dumps(value)
