"""One anonymous form, from the empty page to its receipt. Start at ``answer``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _

from pranata.base.files.errors import RefusedFile
from pranata.engines.intake import staging, tokens
from pranata.engines.intake.limits import UNPROVEN, refused_until, source_of
from pranata.engines.intake.posted import TooMuch, Unreadable, read_post, tidy_form
from pranata.engines.intake.privacy import notice_of
from pranata.engines.intake.rules import PUZZLE_BITS, PUZZLE_PARTS, earliest_sending, is_solved
from pranata.engines.intake.sending import receipt_of, send
from pranata.lib import clock

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse, QueryDict

    from pranata.base.org.models import Office
    from pranata.engines.intake.declaration import AnonymousForm
    from pranata.engines.intake.limits import Source
    from pranata.engines.intake.sending import Receipt

TOKEN_FIELD, PROOF_FIELD, DROP_FIELD = "intake_token", "intake_proof", "intake_drop"
KEPT_FIELD = "intake_kept"  # the files that the page says are here already
ATTACH_FIELD = "intake_attach"  # only files are sent, ahead of the form


@dataclass
class Filling:
    """One page of a form with what stands in it; ``notices`` stand above it, ``until`` is when to send it again."""

    declared: AnonymousForm
    office: Office
    token: tokens.Token
    form: forms.Form
    proof: str = ""
    arrived: list[staging.Arrived] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    file_errors: list[str] = field(default_factory=list)
    until: datetime | None = None

    @property
    def is_proven(self) -> bool:
        return is_solved(self.token.text, self.proof)


def answer(request: HttpRequest, declared: AnonymousForm, office: Office) -> HttpResponse:
    """The page of ``declared`` for ``office``: empty, sent back with what is wrong, or the receipt.

    Called by a view that ``anonymous_page`` guards. Whatever is refused, what was typed comes back with the page.
    """
    if request.method != "POST":
        return page(request, empty(declared, office))
    try:
        data, uploads = read_post(request, most_bytes=declared.most_bytes)
    except TooMuch:
        return page(request, empty(declared, office, too_much()), status=413)
    except Unreadable:
        return page(request, empty(declared, office, _("Kiriman itu tidak terbaca. Coba kirim lagi.")), status=400)
    filling = filled(declared, office, data)
    if receipt := receipt_of(filling.token):
        return receipt_page(request, filling, receipt, is_first=False)
    source = source_of(request)
    is_ahead = ATTACH_FIELD in data
    if declared.attachments and not (is_ahead and filling.notices):
        unwanted = data.getlist(DROP_FIELD)
        staging.drop(filling.token, unwanted)
        filling.arrived, filling.file_errors = staging.looked_at(filling.token, uploads, declared.attachments)
        shown = set(data.getlist(KEPT_FIELD)) - set(unwanted) - {file.handle for file in filling.arrived}
        filling.file_errors += lost_files(filling.token, shown)
    if is_ahead:
        wait(filling, source)
        return page(request, unchecked(filling), status=422 if filling.file_errors or filling.notices else 200)
    return checked(request, filling, source)


def wait(filling: Filling, source: Source) -> None:
    """Keep the files that came for the page that is sent next; nobody need choose them again."""
    if filling.arrived and filling.declared.attachments:
        staging.sweep()
        filling.file_errors += staging.stage(filling.token, source, filling.arrived, filling.declared.attachments)


def again(request: HttpRequest, filling: Filling, source: Source, *, status: int = 422) -> HttpResponse:
    """The form once more, with what was typed and the files that came."""
    wait(filling, source)
    return page(request, filling, status=status)


def checked(request: HttpRequest, filling: Filling, source: Source) -> HttpResponse:
    """The receipt of a form that is complete and may pass, else the form again."""
    if filling.notices or filling.file_errors or not filling.form.is_valid():
        return again(request, filling, source)
    door, limits = counted_at(filling)
    if not filling.is_proven and clock.real_now() < earliest_sending(filling.token.issued_at):
        filling.notices.append(_("Itu cepat sekali. Periksa lagi isian Anda sebentar, lalu kirim."))
        return again(request, filling, source)
    filling.until = refused_until(door, source, limits)
    if filling.until:
        return until_later(again(request, filling, source, status=429), filling.until)
    try:
        receipt, is_first = send(
            filling.declared,
            filling.office,
            filling.token,
            filling.form.cleaned_data,
            arrived=filling.arrived,
            counted_at=door,
            source=source,
        )
    except ValidationError as fault:
        filling.form.add_error(None, fault)
        return again(request, filling, source)
    except RefusedFile as fault:
        filling.file_errors.append(str(fault))
        return again(request, filling, source)
    return receipt_page(request, filling, receipt, is_first=is_first)


def lost_files(token: tokens.Token, handles: set[str]) -> list[str]:
    """What is said of files that the page shows as sent and that are here no longer; nobody is to send without them."""
    lost = len(handles - {file.handle for file in staging.staged(token)}) if handles else 0
    said = _("%(count)d berkas yang tadi terunggah sudah tidak tersimpan. Pilih lagi, lalu kirim.")
    return [said % {"count": lost}] if lost else []


def counted_at(filling: Filling):
    """Where this form is counted and by which limits: whoever solved the puzzle passes a wider door."""
    door = filling.declared.door(filling.office)
    if filling.is_proven:
        return door, filling.declared.limits
    return door + UNPROVEN, filling.declared.unproven_limits


def empty(declared: AnonymousForm, office: Office, *notices: str) -> Filling:
    return Filling(declared, office, tokens.issue(declared.door(office)), declared.form(), notices=list(notices))


def filled(declared: AnonymousForm, office: Office, data: QueryDict) -> Filling:
    """The form as it was sent; one whose page is too old, or not ours, comes back on a fresh page."""
    door = declared.door(office)
    token = tokens.read(data.get(TOKEN_FIELD, ""), door)
    if token is None:
        old = _(
            "Halaman ini terbuka terlalu lama, jadi belum terkirim. Isian Anda masih ada; periksa lagi, lalu kirim."
        )
        return Filling(declared, office, tokens.issue(door), tidy_form(declared.form, data), notices=[old])
    return Filling(declared, office, token, tidy_form(declared.form, data), proof=data.get(PROOF_FIELD, "")[:200])


def unchecked(filling: Filling) -> Filling:
    """The form with what was typed, not yet looked at: its sender only sent files ahead."""
    filling.form = filling.declared.form(initial=typed(filling.form))
    return filling


def typed(form: forms.Form) -> dict:
    return {bound.name: value for bound in form if (value := bound.data) not in (None, "", [])}


def too_much() -> str:
    return _("Kiriman itu terlalu besar dan tidak dapat kami baca. Pendekkan isian atau kurangi berkasnya.")


def until_later(response: HttpResponse, moment: datetime) -> HttpResponse:
    """The answer to who must wait, which says for how long to machines too."""
    response["Retry-After"] = str(max(1, round((moment - clock.real_now()).total_seconds())))
    return response


def time_words(moment: datetime, office: Office) -> str:
    """A moment soon, on the office's clock: "14.36 WIB"; rounded up, so that nobody comes too early."""
    local = (moment + timedelta(seconds=59)).astimezone(ZoneInfo(office.time_zone))
    return f"{local:%H.%M} {office.get_time_zone_display()}"


def page(request: HttpRequest, filling: Filling, *, status: int = 200) -> HttpResponse:
    declared = filling.declared
    context = {
        "office": filling.office,
        "section": declared.code,
        "declared": declared,
        "door": declared.door(filling.office),
        "filling": filling,
        "form": filling.form,
        "files": staging.staged(filling.token) if declared.attachments and request.method == "POST" else [],
        "until": time_words(filling.until, filling.office) if filling.until else "",
        "notice": notice_of(declared.code),
        "puzzle_parts": PUZZLE_PARTS,
        "puzzle_bits": PUZZLE_BITS,
    }
    return render(request, declared.template, context, status=status)


def receipt_page(request: HttpRequest, filling: Filling, receipt: Receipt, *, is_first: bool) -> HttpResponse:
    """What the sender keeps; the answer to the POST itself, because its code may stand in no address."""
    context = {
        "office": filling.office,
        "section": filling.declared.code,
        "declared": filling.declared,
        "door": filling.declared.door(filling.office),
        "receipt": receipt,
        "is_first": is_first,
    }
    return render(request, filling.declared.receipt_template, context)
