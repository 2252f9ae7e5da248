"""Who fills in a section and by when; that it is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_form, staff_post
from pranata.desk.assessments.place import STALE, instrument_of, section_address, section_or_404
from pranata.desk.assessments.step_forms import SectionForm
from pranata.desk.assessments.steps import form_page
from pranata.engines.assessments.actions import sections
from pranata.engines.assessments.models import MANAGE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@staff_form
def sheet_section(request: HttpRequest, code: str, pk: int, section: str) -> HttpResponse:
    """The person or unit that fills it in, and its day."""
    found = section_or_404(request, code, pk, section)
    sheet = found.sheet
    request.user.require(MANAGE, sheet.office)
    form = SectionForm(request.POST if request.method == "POST" else None, section=found, office=sheet.office)
    if form.is_valid():
        try:
            sections.assign(found, **form.values(), by=request.user)
        except ValidationError as error:
            form.refuse(error)
        except Stale:
            form.add_error(None, str(STALE))
        else:
            messages.success(request, _("Pengisi dan tenggat disimpan."))
            return redirect(section_address(sheet, section))
    title = instrument_of(sheet).by_part[section].title
    back = section_address(sheet, section)
    return form_page(request, sheet, form, title=_("Pengisi dan tenggat"), lead=title, submit=_("Simpan"), back=back)


@staff_post
def sheet_ready(request: HttpRequest, code: str, pk: int, section: str) -> HttpResponse:
    """Whoever fills the section in has finished, or has not after all (``selesai`` is then "tidak")."""
    found = section_or_404(request, code, pk, section)
    is_ready = request.POST.get("selesai") != "tidak"
    try:
        sections.mark_ready(found, is_ready=is_ready, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Stale:
        messages.error(request, str(STALE))
    else:
        done = _("Bagian ditandai selesai diisi.") if is_ready else _("Bagian dibuka lagi untuk diisi.")
        messages.success(request, done)
    return redirect(section_address(found.sheet, section))
