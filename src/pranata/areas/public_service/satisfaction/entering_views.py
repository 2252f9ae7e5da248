"""Answers on paper are typed, answers in a file are imported: looked at first, then kept all or none."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.areas.public_service.satisfaction.imports import (
    foresee,
    read_answers,
    read_file,
    sheet_of,
    template_of,
)
from pranata.areas.public_service.satisfaction.pages import page_context, survey_or_404
from pranata.base.files.errors import RefusedFile
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.sheet import Column, Line
from pranata.base.imports.writing import MEDIA_TYPE
from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.engines.surveys.actions.answering import NotOpen, SentBefore, take_many
from pranata.engines.surveys.models import ENTER, Channel, Status
from pranata.engines.surveys.queries.progress import progress

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from pranata.engines.surveys.models import Survey

ROWS = 10  # of paper forms on one page
SALT, AGE = "satisfaction.import", 3600
ONCE_BYTES, LONGEST_ONCE = 16, 40


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Berkas jawaban"),
        help_text=gettext_lazy("Excel (.xlsx) atau CSV UTF-8, paling banyak 5.000 baris."),
    )


@dataclass(frozen=True)
class Cell:
    """One field of the page for paper: its column, its name and what stands in it, what is wrong with it."""

    column: Column
    name: str
    text: str
    fault: str
    is_score: bool


@staff_form
def survey_enter(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Paper forms, a row each; a digit in an element goes on to the next field."""
    item = enterable(request, code, pk)
    lines = typed(item, request.POST) if request.method == "POST" else []
    faults: dict[tuple[int, str], str] = {}
    notices: list[str] = []
    if request.method == "POST":
        if not lines:
            notices.append(_("Belum ada formulir yang diketik."))
        else:
            faults, notices = _keep_paper(request, item, lines)
        if not faults and not notices:
            said = _("%(count)d formulir disimpan.") % {"count": len(lines)}
            messages.success(request, said)
            return redirect("desk:satisfaction:survey_enter", code, pk)
    columns = sheet_of(item).columns
    texts = {line.number: line.texts for line in lines}
    rows = [[_cell(item, number, each, texts, faults) for each in columns] for number in range(1, ROWS + 1)]
    context = {
        **page_context(request, item.office),
        "item": item,
        "columns": columns,
        "rows": rows,
        "notices": notices,
        "faults": [
            _("Formulir %(number)d, %(heading)s: %(words)s") % {"number": number, "heading": heading, "words": words}
            for (number, heading), words in faults.items()
        ],
        "progress": progress(item),
        "once": request.POST.get("once", "")[:LONGEST_ONCE] or secrets.token_urlsafe(ONCE_BYTES),
    }
    return render(request, "satisfaction/enter.html", context, status=422 if request.method == "POST" else 200)


def _keep_paper(
    request: HttpRequest, item: Survey, lines: Sequence[Line]
) -> tuple[dict[tuple[int, str], str], list[str]]:
    """Keep what was typed; what is wrong by form and heading, and what else was refused."""
    try:
        rows, once = read_answers(item, lines), request.POST.get("once", "")[:LONGEST_ONCE]
        take_many(item, rows, channel=Channel.PAPER, source=_("Formulir kertas"), by=request.user, once=once)
    except FaultySheet as found:
        return {(each.row, each.heading): each.message for each in found.faults}, []
    except NotOpen:
        return {}, [_("Survei ini tidak menerima jawaban.")]
    except SentBefore:
        return {}, [_("Formulir di halaman ini sudah disimpan, jadi tidak dicatat dua kali.")]
    except ValidationError as fault:  # the survey changed meanwhile
        return {}, fault.messages
    return {}, []


@staff_form
def survey_import(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file is sent in; the answer says what it would come to, or every faulty cell."""
    item = enterable(request, code, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            lines = read_file(item, upload, upload.name)
            context["foreseen"] = foresee(item, lines, read_answers(item, lines))
        except RefusedFile as refusal:
            form.add_error("file", str(refusal))
        except FaultySheet as found:
            context["faults"] = found.faults
        else:
            context["kept"] = signing.dumps(_plain(item, upload.name, lines), salt=SALT, compress=True)
            return _import_page(request, item, form, context, status=200)
    return _import_page(request, item, form, context, status=422 if request.method == "POST" else 200)


@staff_post
def save_import(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Keep what was looked at, all of it or nothing."""
    item = enterable(request, code, pk)
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=AGE)
        if kept["survey"] != item.pk:
            raise signing.BadSignature
        lines = [Line(number, texts) for number, texts in kept["lines"]]
        batch = take_many(
            item,
            read_answers(item, lines),
            channel=Channel.FILE,
            source=kept["name"],
            by=request.user,
            once=kept["once"],
        )
    except signing.BadSignature:
        messages.error(request, _("Pratinjau itu sudah terlalu lama; kirim lagi berkasnya."))
    except SentBefore:
        messages.info(request, _("Berkas ini sudah disimpan, jadi tidak dicatat dua kali."))
        return redirect(item)
    except (FaultySheet, ValidationError, NotOpen):
        messages.error(
            request, _("Survei berubah sesudah pratinjau tadi; kirim lagi berkasnya. Belum ada yang disimpan.")
        )
    else:
        messages.success(request, _("%(count)d jawaban disimpan.") % {"count": batch.count})
        return redirect(item)
    return redirect("desk:satisfaction:survey_import", code, pk)


@staff_page
def answer_template(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The workbook to be filled in."""
    item = survey_or_404(request, code, pk)
    response = HttpResponse(template_of(item), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="templat-{item.code}.xlsx"'
    return response


def enterable(request: HttpRequest, code: str, pk: int) -> Survey:
    """The survey whose answers may be typed by the reader. Raises Http404, Forbidden."""
    item = survey_or_404(request, code, pk)
    request.user.require(ENTER, item.office)
    return item


def typed(survey: Survey, data: QueryDict) -> list[Line]:
    """The rows of the page in which anything was typed."""
    names = [each.name for each in sheet_of(survey).columns]
    rows = [
        Line(number, {name: data.get(f"f{number}-{name}", "").strip() for name in names})
        for number in range(1, ROWS + 1)
    ]
    return [row for row in rows if any(row.texts.values())]


def _cell(
    survey: Survey,
    number: int,
    column: Column,
    texts: dict[int, dict[str, str]],
    faults: dict[tuple[int, str], str],
) -> Cell:
    known = survey.questionnaire
    return Cell(
        column,
        f"f{number}-{column.name}",
        texts.get(number, {}).get(column.name, ""),
        faults.get((number, column.heading), "") or faults.get((number, ""), ""),
        bool(known and column.name in known.codes),
    )


def _plain(survey: Survey, name: str, lines: Sequence[Line]) -> dict[str, Any]:
    once = secrets.token_urlsafe(ONCE_BYTES)
    return {"survey": survey.pk, "once": once, "name": name, "lines": [(line.number, line.texts) for line in lines]}


def _import_page(
    request: HttpRequest, item: Survey, form: UploadForm, context: dict[str, Any], *, status: int
) -> HttpResponse:
    whole = {
        **page_context(request, item.office),
        "item": item,
        "form": form,
        "columns": sheet_of(item).columns,
        "is_open": item.status == Status.OPEN,
        **context,
    }
    return render(request, "satisfaction/enter_file.html", whole, status=status)
