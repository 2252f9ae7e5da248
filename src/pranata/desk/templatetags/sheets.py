"""The buttons of a sheet's row, written in Python: a page with every question has some four hundred of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from pranata.desk.assessments.rows import Choice, Row

register = template.Library()


@register.simple_tag
def sheet_options(row: Row, address: str) -> SafeString:
    """The options of a row as radio buttons; a click saves at ``address``, of who may only read they are disabled."""
    code = escape(row.line.question.code)
    legend = escape(_("Jawaban %(item_code)s") % {"item_code": row.line.question.code})
    saving = " disabled"
    if row.can_answer:
        saving = (
            f' hx-post="{escape(address)}" hx-trigger="change" hx-params="{escape(row.sent_names)}"'
            ' hx-target="closest .sheet-row" hx-swap="outerHTML"'
        )
    buttons = "".join(_button(each, row.anchor, f"{code}-choice", saving) for each in row.choices)
    return mark_safe(  # noqa: S308 -- every text above is escaped
        f'<fieldset class="options"><legend class="visually-hidden">{legend}</legend>{buttons}</fieldset>'
    )


def _button(choice: Choice, anchor: str, name: str, saving: str) -> str:
    key, words = escape(choice.key), escape(choice.words)
    title = f' title="{words}"' if words else ""
    hidden = f'<span class="visually-hidden">: {words}</span>' if words else ""
    look = ' class="suggested"' if choice.is_suggested else ""
    checked = " checked" if choice.is_chosen else ""
    return (
        f'<label{title}{look}><input type="radio" name="{name}" id="{escape(anchor)}-{key}" value="{key}"'
        f"{checked}{saving}><span>{escape(choice.label)}{hidden}</span></label>"
    )
