"""Staff pages about SP4N-LAPOR!: its list read, compared with the register, and the register's own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.areas.oversight.complaints.exports import register_text
from pranata.areas.oversight.complaints.forms import LaporFileForm
from pranata.areas.oversight.complaints.imports import import_lapor
from pranata.areas.oversight.complaints.models import HANDLE, PROCESS, Complaint, LaporReport
from pranata.areas.oversight.complaints.queries import differences
from pranata.areas.oversight.complaints.rules import Mismatch
from pranata.areas.oversight.complaints.views import menu
from pranata.base.files.errors import RefusedFile
from pranata.base.imports.faults import FaultySheet
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.engines.cases.queries import SEALED

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest

    from pranata.base.org.models import Office


@staff_form
def reconciliation(request: HttpRequest, code: str) -> HttpResponse:
    """What SP4N-LAPOR! and the register say differently; its newest list is sent in here."""
    office = processed_office(request, code)
    form = LaporFileForm(request.POST, request.FILES) if request.method == "POST" else LaporFileForm()
    faults = []
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            count = import_lapor(office, upload, name=upload.name, by=request.user)
        except RefusedFile as refusal:
            form.add_error("file", str(refusal))
        except FaultySheet as faulty:
            faults = faulty.faults
        else:
            messages.success(request, _("%d laporan SP4N-LAPOR! terbaca.") % count)
            return redirect("desk:complaints:lapor", code)
    return lapor_page(request, office, form, faults, status=422 if request.method == "POST" else 200)


def processed_office(request: HttpRequest, code: str) -> Office:
    """The office ``code``. Raises Http404 for who works elsewhere, Forbidden for who processes no complaints."""
    office = office_or_404(request, code, HANDLE)
    request.user.require(PROCESS, office)
    return office


def lapor_page(request: HttpRequest, office: Office, form: Any, faults: list, *, status: int) -> HttpResponse:
    found = differences(request.user, office)
    newest = LaporReport.objects.visible_to(request.user).filter(office=office).order_by("-read_at").first()
    context = {
        **menu(request, office, "lapor"),
        "form": form,
        "faults": faults,
        "newest": newest,
        "not_here": [each for each in found if each.mismatch == Mismatch.NOT_HERE],
        "not_there": [each for each in found if each.mismatch == Mismatch.NOT_THERE],
        "differing": [each for each in found if each.mismatch == Mismatch.STATE_DIFFERS],
    }
    return render(request, "complaints/lapor.html", context, status=status)


@staff_page
def register_csv(request: HttpRequest, code: str) -> HttpResponse:
    office = processed_office(request, code)
    found = Complaint.objects.visible_to(request.user).filter(office=office).order_by("received_at", "pk")
    response = HttpResponse(register_text(found.defer(*SEALED)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pengaduan-{office.code}.csv"'
    return response
