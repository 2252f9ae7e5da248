"""A new edition out of an old one, drawings attached and taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.areas.process.process_maps import actions
from pranata.areas.process.process_maps.forms import CopyForm, MapForm, PictureForm
from pranata.areas.process.process_maps.models import EDIT, VIEW, Picture
from pranata.areas.process.process_maps.views import map_or_404, page_context, process_or_404
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.files.errors import RefusedFile
from pranata.base.ui.pages import office_or_404, staff_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.areas.process.process_maps.models import Process, ProcessMap
    from pranata.base.org.models import Office


@staff_form
def map_copy(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    process_map = map_or_404(request, code, pk)
    request.user.require(EDIT, process_map.office)
    form = CopyForm(request.POST if request.method == "POST" else None)

    def write() -> str:
        made = actions.copy_map(process_map, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Edisi baru %s dibuat; isi tanggal berlakunya bila sudah ditetapkan.") % made)
        return made.get_absolute_url()

    lead = _("Proses, relasi, dan langkah disalin; edisi lama tetap seperti adanya. Gambar lampiran tidak disalin.")
    words = {"title": _("Salin %s menjadi edisi baru") % process_map, "submit": _("Salin"), "lead": lead}
    return form_page(request, process_map.office, form, write, back=process_map.get_absolute_url(), **words)


@staff_form
def picture_add(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    process_map = map_or_404(request, code, pk)
    return attach(request, process_map, None)


@staff_form
def process_picture_add(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    process = process_or_404(request, code, pk)
    return attach(request, process.process_map, process)


def attach(request: HttpRequest, process_map: ProcessMap, process: Process | None) -> HttpResponse:
    """The form of a drawing of the whole map, or of one process."""
    request.user.require(EDIT, process_map.office)
    is_sent = request.method == "POST"
    form = PictureForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    about = process or process_map

    def write() -> str:
        said = form.cleaned_data
        actions.attach_picture(process_map, said["upload"], title=said["title"], by=request.user, process=process)
        messages.success(request, _("Gambar dilampirkan."))
        return about.get_absolute_url()

    words = {"title": _("Lampirkan gambar: %s") % about, "submit": _("Lampirkan")}
    return form_page(request, process_map.office, form, write, back=about.get_absolute_url(), **words)


@staff_form
def picture_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office = office_or_404(request, code, VIEW)
    picture = get_visible_or_404(Picture, request.user, pk=pk, process_map__office__code=code)
    request.user.require(EDIT, office)
    back = (picture.process or picture.process_map).get_absolute_url()
    form = MapForm(request.POST if request.method == "POST" else None)

    def write() -> str:
        actions.remove_picture(picture, by=request.user)
        messages.success(request, _("Gambar dihapus."))
        return back

    words = {"title": _("Hapus gambar %s?") % picture, "submit": _("Hapus")}
    return form_page(request, office, form, write, back=back, **words)


def form_page(
    request: HttpRequest, office: Office, form: MapForm, write: Callable[[], str], **words: Any
) -> HttpResponse:
    """Write what was sent and go on to where ``write`` says; else the form, with what is wrong at its fields."""
    if form.is_bound and form.is_valid():
        try:
            return redirect(write())
        except RefusedFile as error:
            form.add_error("upload", str(error))
        except ValidationError as error:
            form.refuse(error)
    context = {**page_context(request, office), "form": form, **words}
    return render(request, "process_maps/form.html", context, status=422 if form.is_bound else 200)
