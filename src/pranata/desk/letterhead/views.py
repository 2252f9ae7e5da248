"""The page "Kop dan nomor naskah": the letterhead as it prints, and how the office's decrees are numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.files.downloads import download_response
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.paper import actions
from pranata.base.paper.queries import lines, paper_gaps, paper_of, paper_token
from pranata.base.ui.pages import office_or_404, staff_form, staff_page, staff_post
from pranata.desk.letterhead.forms import LetterheadForm
from pranata.desk.navigation import navigation
from pranata.engines.documents.actions import set_last_number
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.queries import last_number, next_number
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

PERMISSION = "paper.manage"


@staff_form
def letterhead(request: HttpRequest, code: str) -> HttpResponse:
    """The settings with their preview; saved by POST."""
    office = office_or_404(request, code, PERMISSION)
    year = clock.today().year
    seen = request.POST.get("seen", "")
    form = LetterheadForm(
        request.POST or None,
        request.FILES or None,
        paper=paper_of(office),
        year=year,
        last_number=last_number(office, year),
    )
    if request.method == "POST" and form.is_valid() and save(form, office, year, seen=seen, by=request.user):
        messages.success(request, _("Kop dan nomor naskah disimpan."))
        return redirect("desk:letterhead", code)
    context = {
        **navigation(request.user, office, section="letterhead"),
        **preview(office),
        "form": form,
        "seen": paper_token(paper_of(office)),
    }
    return render(request, "desk/letterhead.html", context, status=422 if form.errors else 200)


def save(form: LetterheadForm, office: Office, year: int, *, seen: str, by: User) -> bool:
    """Whether everything was saved; if not, nothing was, and the form says why at the field."""
    try:
        with transaction.atomic():
            actions.save_letterhead(office, **form.texts(), logo=form.cleaned_data["logo"], seen=seen, by=by)
            if form.cleaned_data["last_number"] is not None:
                set_last_number(office, year=year, last_number=form.cleaned_data["last_number"], by=by)
    except Stale:
        words = _(
            "Kop ini diubah orang lain sesudah Anda membukanya. Isian Anda masih di sini; simpan lagi bila benar."
        )
        form.add_error(None, words)
    except ValidationError as error:
        form.add_error(None, error)
    except RefusedFile as error:
        form.add_error("logo", str(error))
    except NumberRefused as error:
        form.add_error("last_number", str(error))
    return form.is_valid()


def preview(office: Office) -> dict[str, Any]:
    """The stored letterhead as it prints, what is blank in it, and the next number or why there is none."""
    paper = paper_of(office)
    today = clock.today()
    shown: dict[str, Any] = {
        "paper": paper,
        "office_lines": lines(paper.office_lines),
        "address_lines": lines(paper.address_lines),
        "gaps": paper_gaps(office),
    }
    try:
        return {**shown, "next_number": next_number(office, on=today)}
    except NumberRefused as refusal:
        return {**shown, "number_refusal": str(refusal)}


@staff_page
def logo(request: HttpRequest, code: str) -> HttpResponse:
    """The logo for the preview."""
    paper = paper_of(office_or_404(request, code, PERMISSION))
    if paper.logo is None:
        raise Http404
    return download_response(paper.logo, "logo", inline=True)


@staff_post
def remove_logo(request: HttpRequest, code: str) -> HttpResponse:
    actions.remove_logo(office_or_404(request, code, PERMISSION), by=request.user)
    messages.success(request, _("Logo dihapus."))
    return redirect("desk:letterhead", code)
