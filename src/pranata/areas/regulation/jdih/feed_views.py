"""Taking in a feed of another program: choose it, look at what it would do, save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.areas.regulation.jdih.forms import FeedForm
from pranata.areas.regulation.jdih.importing import LARGEST, Preview, packed, preview, take_in, unpacked
from pranata.areas.regulation.jdih.menu import SECTION
from pranata.areas.regulation.jdih.models import EDIT, VIEW
from pranata.areas.regulation.jdih.reading import Fault
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_form, staff_post
from pranata.lib.fetching import FetchFailed, fetch

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office

SHOWN_FAULTS = 500
SHOWN_CHANGES = 200
FORM_BYTES = 100_000  # left for the other fields and for what addresses make of signs


@staff_form
def take_feed(request: HttpRequest, code: str) -> HttpResponse:
    """The form; a feed that was sent is shown as what it would do, nothing is written."""
    office = office_or_404(request, code, VIEW)
    request.user.require(EDIT, office)
    form = FeedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            content = content_of(form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return preview_page(request, office, content, preview(office, content, by=request.user))
    return page(request, office, form, status=422 if request.method == "POST" else 200)


def content_of(form: FeedForm) -> bytes:
    """What was sent, or stands at the address. Raises ``ValidationError``."""
    upload = form.cleaned_data["file"]
    if upload:
        if upload.size > LARGEST:
            raise ValidationError(_("Berkas terlalu besar; paling besar %d MB.") % (LARGEST // 1024**2))
        return upload.read()
    try:
        return fetch(form.cleaned_data["address"], most_bytes=LARGEST, loopback=settings.FETCH_LOOPBACK).content
    except FetchFailed as error:
        raise ValidationError(str(error)) from None


@staff_post
def save_feed(request: HttpRequest, code: str) -> HttpResponse:
    """Write what the preview showed; the preview again when it would do something else by now."""
    office = office_or_404(request, code, VIEW)
    request.user.require(EDIT, office)
    try:
        content = unpacked(request.POST.get("content", ""))
        made = take_in(office, content, mark=request.POST.get("mark", ""), by=request.user)
    except ValidationError as error:
        form = FeedForm()
        return page(request, office, form, status=422, refused=error.messages)
    if made is None:
        return preview_page(request, office, content, preview(office, content, by=request.user), is_stale=True)
    told = {"added": len(made.added), "changed": len(made.changed)}
    messages.success(request, _("Umpan tersimpan: %(added)d dokumen baru, %(changed)d diubah.") % told)
    return redirect("desk:jdih:documents", code)


def preview_page(
    request: HttpRequest, office: Office, content: bytes, made: Preview, *, is_stale: bool = False
) -> HttpResponse:
    carried = packed(content)
    if len(carried) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - FORM_BYTES:
        words = _("Umpan ini terlalu besar untuk dipratinjau sekaligus. Bagilah berkasnya.")
        made.reading.faults.append(Fault(0, "", words))
    shown: dict[str, Any] = {
        "preview": made,
        "faults": made.faults[:SHOWN_FAULTS],
        "fault_count": len(made.faults),
        "changes": [*made.added, *made.changed][:SHOWN_CHANGES],
        "hidden": max(len(made.added) + len(made.changed) - SHOWN_CHANGES, 0),
        "is_stale": is_stale,
    }
    if not made.faults:
        shown |= {"content": carried, "mark": made.mark}
    status = 409 if is_stale else 422 if made.faults else 200
    return page(request, office, FeedForm(), status=status, **shown)


def page(request: HttpRequest, office: Office, form: FeedForm, *, status: int, **words: Any) -> HttpResponse:
    context = {**menu_context(request.user, office, section=SECTION), "form": form, **words}
    return render(request, "jdih/staff_feed.html", context, status=status)
