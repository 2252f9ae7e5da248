"""The rows of the matrix. Written here and not in a template: a plan has a hundred rows of seventeen cells, and each
would cost the page some thirty nodes of a template."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pranata.base.ui.templatetags.ui import month_cells, reading_sign, severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.utils.safestring import SafeString

    from pranata.engines.plan.queries import SubactivityRow
    from pranata.engines.plan.queries.readings import IndicatorValue
    from pranata.engines.plan.schedule import Line

register = template.Library()

TICK = '<span aria-hidden="true">✓</span>'


@register.simple_tag
def matrix_lines(lines: Sequence[Line], address: str, month: int | None = None, is_live: bool = False) -> SafeString:
    """The table rows of ``lines``; ``address`` is their plan's, ``month`` the one looked at.

    In a year that runs (``is_live``) a row says that nobody is in charge of it, and leads to that month.
    """
    language, start = get_language(), escape(address)
    query = f"?bulan={month}" if is_live and month else ""
    nobody = f'<span class="nobody">{escape(_("belum ada"))}</span>' if is_live else ""
    rows = []
    for line in lines:
        row = line.row
        code = escape(row.code)
        rows.append(
            f'<tr class="line" id="baris-{code}">'
            f'<td class="code">{code}{_sign(language, reading_sign, row.confidence)}{_carried(row)}</td>'
            f'<th scope="row" class="txt"><a href="{start}{code}/{query}">{escape(row.text)}</a></th>'
            f'<td class="who">{_in_charge(row) or nobody}</td>'
            f"{month_cells(line.states, month, row.unproven)}"
            f'<td class="meas">{_measured(row, f"{start}{code}")}</td>'
            f'<td class="sign">{_remarks(language, row)}</td>'
            "</tr>\n"
        )
    return mark_safe("".join(rows))  # noqa: S308 -- made of escaped parts


def _remarks(language: str | None, row: SubactivityRow) -> str:
    return _sign(language, severity, row.worst_severity, row.remark_count) if row.worst_severity else ""


@lru_cache(maxsize=256)
def _sign(language: str | None, component: Callable[..., SafeString], *said: str | int) -> SafeString:
    """One of the few different signs that most rows show, written once per language."""
    return component(*said)


def _carried(row: SubactivityRow) -> str:
    if not row.carried_from:
        return ""
    words = escape(_("dilanjutkan dari %(year)s") % {"year": row.carried_from})
    return (
        f'<span class="carried" title="{words}"><i aria-hidden="true">↪</i>'
        f'<span class="visually-hidden"> {words}</span></span>'
    )


def _in_charge(row: SubactivityRow) -> str:
    if not row.party:
        return ""
    name, deputy = escape(row.party_name), f"(Plh.) {escape(row.deputy_name)}" if row.deputy_name else ""
    chip = f'<span class="chip" title="{name}{f" {deputy}" if deputy else ""}">{name}</span>'
    return f"{chip}<small>{deputy}</small>" if deputy else chip


def _measured(row: SubactivityRow, address: str) -> str:
    """The column "Capaian": the gravest of the row's indicators, leading to its page."""
    value = row.value
    if value is None:
        return ""
    words = _read(value) if value.has_value else _unread(value)
    if row.indicator_count > 1:
        more = escape(_("%(count)s indikator") % {"count": row.indicator_count})
        words += f'<small class="reading-more">{more}</small>'
    return f'<a class="reading-link" hx-boost="false" href="{address}/indikator/{value.position}/">{words}</a>'


def _read(value: IndicatorValue) -> str:
    """What was read, its parts, and the target beside it; reached or not is said in words too."""
    is_reached, words, parts, target = value.is_reached, escape(value.words), value.parts, value.target_words
    sign = {True: f"{TICK} ", False: '<span aria-hidden="true">↓</span> ', None: ""}[is_reached]
    found = f"<b>{words}</b>" if value.is_number else f"<small>{sign if is_reached else ''}{words}</small>"
    if parts:
        found += f"<small>{escape(parts)}</small>"
    if target:
        told = {True: f", {_('tercapai')}", False: f", {_('belum tercapai')}", None: ""}[is_reached]
        found += (
            f"<small>{sign}{escape(_('target'))} {escape(target)}"
            f'<span class="visually-hidden">{escape(told)}</span></small>'
        )
    return found


def _unread(value: IndicatorValue) -> str:
    """Why there is no value."""
    if value.is_measured and not value.is_broken:
        words = escape(value.words)
        return f'<small title="{words}">–<span class="visually-hidden"> {words}</span></small>'
    if value.is_broken:
        words = _("ukuran tidak ada lagi")
    elif value.is_suggested:
        words = _("usulan ukuran")
    else:
        words = _("diisi tangan") if value.is_by_hand else _("belum diikat")
    return f"<small>{escape(words)}</small>"
