"""The page of files, disk and database."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.base.files.models import StoredFile
from pranata.base.ui.pages import staff_page, staff_post
from pranata.desk.administration import actions, jobs
from pranata.desk.administration.audit_lines import last_event, values
from pranata.desk.administration.storage_facts import machine, office_files
from pranata.desk.administration.tabs import cares_for_installation, tab_context, tab_office

FILES_AT_ONCE = 500  # more are looked for in the background


@staff_page
def storage(request: HttpRequest, code: str) -> HttpResponse:
    office = tab_office(request, code, "storage")
    checked = last_event(office, actions.FILES_CHECKED)
    context = {
        **tab_context(request, office, "storage"),
        "files": office_files(office, request.user),
        "checked": checked,
        "missing": values(checked.event.after).get("missing") if checked else None,
        "is_checking": jobs.is_under_way(jobs.check_files, office),
        "machine": machine() if cares_for_installation(request.user, office) else None,
        "verified": last_event(office, actions.VERIFIED),
    }
    return render(request, "desk/administration/storage.html", context)


@staff_post
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Looks for missing files: at once when there are few."""
    office = tab_office(request, code, "storage")
    if StoredFile.objects.filter(office=office).count() <= FILES_AT_ONCE:
        missing = actions.check_files(office, by=request.user)
        found = ngettext("%(missing)d berkas hilang.", "%(missing)d berkas hilang.", missing) % {"missing": missing}
        messages.success(request, found if missing else _("Semua berkas ada."))
    elif not jobs.is_under_way(jobs.check_files, office):
        jobs.check_files.enqueue(office.pk, request.user.pk)
        messages.success(request, _("Pemeriksaan berjalan di latar; hasilnya tampil di halaman ini."))
    return redirect("desk:storage", office.code)
