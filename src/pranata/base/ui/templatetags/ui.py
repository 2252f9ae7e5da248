"""The components of all pages, as template tags.

Boxes are block tags, leaves are inclusion tags. Attributes are named arguments, so an unknown one fails when the
template is compiled; a wrong value fails when it is rendered.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pranata.lib import clock
from pranata.lib.demonstration import is_demonstration

register = template.Library()

CHIP_KINDS = ("", "ok", "warn", "bad", "info")

# Sign and words of the states a cell of the plan can have; colour alone says nothing.
CELL_SIGNS = {
    "planned": ("○", _("terjadwal")),
    "due": ("◔", _("jatuh tempo bulan ini")),
    "submitted": ("●", _("menunggu verifikasi")),
    "verified": ("✓", _("terverifikasi")),
    "late": ("✓", _("selesai terlambat")),
    "overdue": ("!", _("lewat tenggat")),
    "unreported": ("–", _("tidak dilaporkan")),
    "done": ("✓", _("selesai")),  # what the public reads: done, or not yet
    "pending": ("×", _("belum selesai")),
}
RAISED_LETTERS = {"late": "T"}  # "terlambat", for who does not see the colour
SEVERITY_SIGNS = {
    "info": ("i", "info", _("keterangan")),
    "doubt": ("?", "warn", _("meragukan")),
    "error": ("!", "bad", _("kesalahan")),
}
UNPROVEN = ("⚠", _("bukti tidak terbukti lagi"))
INTERPRETED = ("≈", _("ditafsirkan, perlu ditinjau"))
MONTH_NAMES = (
    (_("Jan"), _("Januari")),
    (_("Feb"), _("Februari")),
    (_("Mar"), _("Maret")),
    (_("Apr"), _("April")),
    (_("Mei"), _("Mei")),
    (_("Jun"), _("Juni")),
    (_("Jul"), _("Juli")),
    (_("Agt"), _("Agustus")),
    (_("Sep"), _("September")),
    (_("Okt"), _("Oktober")),
    (_("Nov"), _("November")),
    (_("Des"), _("Desember")),
)
# Paths of our few icons, drawn on a 16 by 16 grid with a 1.5 stroke.
ICONS = {
    "close": '<path d="m3.5 3.5 9 9m0-9-9 9"/>',
    "download": '<path d="M8 2v8m0 0 3-3m-3 3L5 7M2.5 13.5h11"/>',
    "desk": '<path d="M2 6.5h12M3.5 6.5v7m9-7v7M5 3h6v3.5H5z"/>',
    "plan": '<path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3m5-3v3"/>',
    "bell": '<path d="M3 11.5h10l-1.5-2v-3a3.5 3.5 0 0 0-7 0v3zM6.5 13.5h3"/>',
    "evidence": '<path d="M11 4.5v6a3 3 0 0 1-6 0v-7a2 2 0 0 1 4 0v6.5a1 1 0 0 1-2 0V5"/>',
    "forward": '<path d="M2.5 13V9.5c0-1.5 1-2.5 2.5-2.5H13M9.5 3.5 13 7l-3.5 3.5"/>',
    "follow_up": '<path d="M2.5 3.5h7M2.5 7.5h5M2.5 11.5h3M8 11.5l2 2 3.5-5"/>',
    "report": '<path d="M2.5 13.5h11M4.5 13.5v-4M8 13.5v-8M11.5 13.5v-11"/>',
    "score": '<path d="M3 2.5h10v11H3zM5.5 6l1 1 1.8-2M5.5 10.5l1 1 1.8-2M10 6.5h1.2M10 11h1.2"/>',
    "remark": '<path d="M2.5 3h11v8h-6L4.5 13.5V11h-2z"/>',
    "account": '<circle cx="8" cy="5.5" r="2.5"/><path d="M3 13.5c.6-2.6 2.5-4 5-4s4.4 1.4 5 4"/>',
    "leave": '<path d="M6.5 2.5h-4v11h4M10 5l3 3-3 3m3-3H6"/>',
    "people": (
        '<circle cx="6" cy="5.5" r="2.2"/><path d="M1.8 13c.4-2.4 2-3.7 4.2-3.7s3.8 1.3 4.2 3.7'
        'M10.5 3.6a2.2 2.2 0 0 1 0 3.8M12 9.6c1.3.6 2 1.8 2.2 3.4"/>'
    ),
    "letter": '<path d="M3.5 2h6l3 3v9h-9zM9.5 2v3h3M5.5 8h5m-5 2.5h5"/>',
    "settings": (
        '<path d="M2.5 4.5h6m4 0h1M2.5 11.5h1m4 0h6"/>'
        '<circle cx="10.5" cy="4.5" r="1.7"/><circle cx="5.5" cy="11.5" r="1.7"/>'
    ),
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>',
    "role": '<circle cx="5.5" cy="8" r="3"/><path d="M8.5 8h5m-2 0v2.5"/>',
    "globe": '<circle cx="8" cy="8" r="5.5"/><path d="M2.5 8h11M8 2.5c2 1.7 2 9.3 0 11-2-1.7-2-9.3 0-11"/>',
}


@register.simple_block_tag
def panel(content: str, title: str = "", label: str = "") -> SafeString:
    """A white box with an optional heading; ``label`` names it for assistive technology where no heading is shown."""
    heading = format_html("<h2>{}</h2>", title) if title else ""
    named = format_html(' aria-label="{}"', label) if label else ""
    return format_html('<section class="panel"{}>{}{}</section>', named, heading, content)


@register.inclusion_tag("ui/chip.html")
def chip(text: str, kind: str = "", sign: str = "") -> dict[str, str]:
    """A short label; ``kind`` is one of ``CHIP_KINDS``, ``sign`` a character in front of the words."""
    if kind not in CHIP_KINDS:
        raise ValueError(f"chip: unknown kind {kind!r}")
    return {"text": text, "kind": kind, "sign": sign}


@register.simple_tag
def severity(level: str, count: int | None = None) -> SafeString:
    """The sign of a remark's severity (``info``, ``doubt``, ``error``) with its word, or with a count of remarks."""
    if level not in SEVERITY_SIGNS:
        raise ValueError(f"severity: unknown level {level!r}")
    sign, kind, words = SEVERITY_SIGNS[level]
    said = words if count is None else format_html('{}<span class="visually-hidden"> {}</span>', count, words)
    return format_html(
        '<span class="chip {}" title="{}"><i aria-hidden="true">{}</i>{}</span>', kind, words, sign, said
    )


@register.simple_tag
def tick_cell(state: str) -> SafeString:
    """The sign of one cell's state with its words for who does not see it; nothing for an unplanned cell."""
    if state == "empty":
        return SafeString("")
    if state not in CELL_SIGNS:
        raise ValueError(f"tick_cell: unknown state {state!r}")
    sign, words = CELL_SIGNS[state]
    raised = format_html("<sup>{}</sup>", RAISED_LETTERS[state]) if state in RAISED_LETTERS else ""
    return format_html(
        '<span class="c {}" title="{}"><i aria-hidden="true">{}{}</i><span class="visually-hidden">{}</span></span>',
        state, words, sign, raised, words,
    )  # fmt: skip


@register.simple_tag
def reading_sign(confidence: str, words: bool = False) -> SafeString:
    """The sign of a row that had to be interpreted (``low``), its words hidden unless ``words``; else nothing."""
    if confidence != "low":
        return SafeString("")
    sign, meaning = INTERPRETED
    return format_html(
        '<span class="reading" title="{}"><i aria-hidden="true">{}</i><span{}> {}</span></span>',
        meaning, sign, "" if words else mark_safe(' class="visually-hidden"'), meaning,
    )  # fmt: skip


@register.simple_tag
def month_cells(states: Sequence[str], chosen: int | None = None, unproven: Collection[int] = ()) -> SafeString:
    """The twelve table cells of a row, January first; ``chosen`` is the month (1 to 12) the page looks at,
    ``unproven`` are months whose evidence was taken back or is no longer valid."""
    language = get_language()
    cells = (
        _month_cell(language, month, str(state), month == chosen, month in unproven)
        for month, state in enumerate(states, start=1)
    )
    return mark_safe("".join(cells))  # noqa: S308 -- made of escaped parts


@lru_cache(maxsize=1024)
def _month_cell(language: str | None, month: int, state: str, is_chosen: bool, is_unproven: bool) -> SafeString:
    """One of the few different cells; a plan shows more than a thousand, so each is written once per language."""
    return format_html(
        '<td class="m{}" data-label="{}">{}{}</td>',
        " on" if is_chosen else "",
        MONTH_NAMES[month - 1][0],
        tick_cell(state),
        unproven_sign() if is_unproven else "",
    )


@register.simple_tag
def unproven_sign(words: bool = False) -> SafeString:
    """The sign of evidence that proves nothing any more, its words hidden unless ``words``."""
    sign, meaning = UNPROVEN
    return format_html(
        '<span class="unproven" title="{}"><i aria-hidden="true">{}</i><span{}> {}</span></span>',
        meaning, sign, "" if words else mark_safe(' class="visually-hidden"'), meaning,
    )  # fmt: skip


@register.inclusion_tag("ui/month_strip.html")
def month_strip(states: Sequence[str]) -> dict:
    """The twelve months of one row as a list, January first."""
    months = [(short, full, str(state)) for (short, full), state in zip(MONTH_NAMES, states, strict=True)]
    return {"months": months}


@register.simple_tag
def cell_words(state: str) -> str:
    """What a state of a cell is called."""
    return CELL_SIGNS[state][1]


@register.simple_tag
def month_names() -> list[tuple[int, str, str]]:
    """The months as (number 1 to 12, short name as in the decree's table, full name)."""
    return [(number, short, full) for number, (short, full) in enumerate(MONTH_NAMES, start=1)]


@register.filter
def month_name(number: int) -> str:
    """The full name of a month 1 to 12."""
    return MONTH_NAMES[number - 1][1]


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, label: str = "", hint: str = "", autocomplete: str = "", autofocus: bool = False) -> dict:
    """One form field with label, help and errors in Bootstrap's classes; ``is_conditional``: wanted only sometimes."""
    widget = bound.field.widget
    shape = _field_shape(widget)
    attrs = {"class": f"{_field_class(widget)}{' is-invalid' if bound.errors else ''}"}
    help_text = hint or bound.help_text
    described = [f"{bound.auto_id}_helptext"] * bool(help_text) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    if described and shape != "group":
        attrs["aria-describedby"] = " ".join(described)
    if autocomplete:
        attrs["autocomplete"] = autocomplete
    if autofocus:
        attrs["autofocus"] = True
    if shape == "group":
        widget.attrs["class"] = attrs["class"]  # of each choice; as an argument it would be the box's around them
    return {
        "bound": bound,
        "shape": shape,
        "label": label or bound.label,
        "help": help_text,
        "optional": not (bound.field.required or getattr(bound.field, "is_conditional", False)),
        "control": "" if shape == "group" else bound.as_widget(attrs=attrs),
        "described": " ".join(described),
    }


def _field_shape(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    return "check" if isinstance(widget, forms.CheckboxInput) else "line"


def _field_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict:
    """What is wrong with the form as a whole."""
    return {"errors": form.non_field_errors()}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Mapping, page: Page) -> dict:
    """Links (``?halaman=``) around ``page``, keeping the address's other parameters; nothing when there is only one."""
    return {"page": page, "query": context["request"].GET}


@register.inclusion_tag("ui/empty_state.html")
def empty_state(title: str, text: str = "", href: str = "", link: str = "") -> dict[str, str]:
    """What stands where a list would be: what is missing and, if there is one, the way on."""
    return {"title": title, "text": text, "href": href, "link": link}


@register.simple_tag
def bar(value: float, maximum: float) -> SafeString:
    """A share of ``maximum`` as a line; the number itself stands beside it in the page."""
    share = 0 if maximum <= 0 else max(0, min(100, round(100 * value / maximum)))
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="8"/></svg>',
        share,
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of ``ICONS``, decoration only: words stand beside it or in an ``aria-label``."""
    if name not in ICONS:
        raise ValueError(f"icon: unknown name {name!r}")
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308 -- our own constant
    )


@register.simple_tag(takes_context=True)
def translated_address(context: Mapping, language: str) -> str:
    """This page's address in another language, with its parameters; "" outside a request."""
    request: HttpRequest | None = context.get("request")
    return translate_url(request.get_full_path(), language) if request else ""


@register.simple_tag
def demonstration_date() -> date | None:
    """The fixed date of a demonstration, else ``None``."""
    return clock.fixed_today()


@register.simple_tag
def demonstration() -> bool:
    """Whether everything shown is made up."""
    return is_demonstration()
