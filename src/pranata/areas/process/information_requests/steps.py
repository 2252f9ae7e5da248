"""What staff may do with a case, each on a page of its own: the button, the form, the action, what is said after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests import forms
from pranata.areas.process.information_requests.actions import disputes, objections, requests
from pranata.areas.process.information_requests.kinds import OBJECTIONS, REQUESTS
from pranata.areas.process.information_requests.models import (
    DECIDE,
    PROCESS,
    Dispute,
    InformationRequest,
    Objection,
)
from pranata.areas.process.information_requests.places import address, case_or_404, page_context
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_form
from pranata.engines.cases.actions.messages import attach, note, write_message
from pranata.engines.cases.models import Direction
from pranata.engines.cases.registry import kind_of
from pranata.lib import clock

if TYPE_CHECKING:
    from django import forms as django_forms
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.engines.cases.models import Case

Run = Callable[[Any, Any, "User"], object]  # case, cleaned form, who


@dataclass(frozen=True)
class Doing:
    """One thing to do: ``slug`` in its address, ``step`` of the flow that must be open to it, "" for what needs none.

    ``begins`` gives a form its first values. ``is_main`` is the one button that stands out, ``is_talk`` what is said.
    """

    slug: str
    title: Any
    form: Callable[..., django_forms.Form]
    run: Run
    done: Any
    step: str = ""
    permission: str = PROCESS
    lead: Any = ""
    begins: Callable[[Any], Mapping[str, Any]] = lambda case: {}
    is_open: Callable[[Any], bool] = lambda case: True
    is_main: bool = False
    is_talk: bool = False

    def is_offered(self, case: Case, user: User) -> bool:
        """Whether ``user`` may do it with the case as it stands."""
        is_possible = not self.step or case.status in kind_of(case).flow.steps[self.step].sources
        return is_possible and case.erased_at is None and self.is_open(case) and user.can(self.permission, case.office)


def send_message(case: Case, form: Any, by: User) -> None:
    write_message(case, form.cleaned_data["text"], direction=Direction.TO_PUBLIC, by=by)


def note_message(case: Case, form: Any, by: User) -> None:
    write_message(case, form.cleaned_data["text"], direction=Direction.FROM_PUBLIC, by=by)


def add_file(case: Case, form: Any, by: User) -> None:
    upload = form.cleaned_data["file"]
    direction = Direction.INTERNAL if form.cleaned_data["is_internal"] else Direction.TO_PUBLIC
    attach(case, upload, name=upload.name, direction=direction, by=by)


def talk() -> tuple[Doing, ...]:
    """What is said and added, whatever kind of case it is."""
    return (
        Doing("pesan", _("Tulis kepada pemohon"), forms.TextForm, send_message, _("Pesan terkirim."),
              is_talk=True, lead=_("Pemohon membacanya di halaman pelacakan.")),
        Doing("balasan", _("Catat balasan pemohon"), forms.TextForm, note_message, _("Balasan dicatat."),
              is_talk=True, lead=_("Yang datang lewat telepon, surat, atau langsung.")),
        Doing("catatan", _("Catatan internal"), forms.TextForm,
              lambda case, form, by: note(case, form.cleaned_data["text"], by=by), _("Catatan disimpan."),
              is_talk=True, lead=_("Pemohon tidak melihatnya.")),
        Doing("berkas", _("Tambah berkas"), forms.FileForm, add_file, _("Berkas ditambahkan."), is_talk=True),
    )  # fmt: skip


REQUEST_DOINGS = (
    Doing("daftarkan", _("Daftarkan"), forms.RegisterForm,
          lambda case, form, by: requests.register(case, by=by, **form.cleaned_data),
          _("Permohonan terdaftar; jangka waktunya berjalan."), step="register", is_main=True,
          lead=_("Permohonan mendapat nomor, jangka waktu mulai dihitung, dan pemohon diberi tahu."),
          begins=lambda case: {"subject": case.subject}),
    Doing("lengkapi", _("Minta dilengkapi"), forms.TextForm,
          lambda case, form, by: requests.ask_completion(case, by=by, **form.cleaned_data),
          _("Pemohon diminta melengkapi."), step="ask_completion", lead=_("Sebutkan apa yang belum ada.")),
    Doing("tolak-kiriman", _("Bukan permohonan"), forms.PlainForm,
          lambda case, form, by: requests.reject(case, by=by), _("Kiriman dikesampingkan."), step="reject",
          lead=_("Untuk iklan, uji coba, atau kiriman ganda. Tidak mendapat nomor dan tidak dijawab.")),
    Doing("jawab", _("Jawab permohonan"), forms.AnswerForm,
          lambda case, form, by: requests.answer(case, form.answer(), by=by), _("Jawaban disimpan."), step="answer",
          is_main=True, lead=_("Pemohon membaca pemberitahuan ini di halaman pelacakan; suratnya dapat dicetak.")),
    Doing("serahkan", _("Catat penyerahan"), forms.HandOverForm,
          lambda case, form, by: requests.hand_over(case, by=by, **form.cleaned_data),
          _("Penyerahan dicatat; permohonan selesai."), step="close", is_main=True,
          begins=lambda case: {"on": clock.today()}),
    Doing("perpanjang", _("Perpanjang sekali"), forms.ReasonForm,
          lambda case, form, by: requests.extend(case, by=by, **form.cleaned_data),
          _("Jangka waktu diperpanjang."), step="extend",
          lead=_("Hanya sekali, sebelum tenggat, dengan alasan tertulis (UU 14/2008 Pasal 22 ayat (8)).")),
    Doing("tugaskan", _("Tugaskan"), forms.AssignForm,
          lambda case, form, by: requests.assign(case, by=by, **form.cleaned_data), _("Permohonan ditugaskan."),
          begins=lambda case: {"unit": case.unit, "person": case.assignee},
          is_open=lambda case: bool(case.number) and case.answered_on is None),
    Doing("kategori", _("Ubah kategori"), forms.StageForm,
          lambda case, form, by: requests.classify(case, by=by, **form.cleaned_data), _("Kategori diubah."),
          lead=_("Informasi tahapan pemilu punya jangka waktu sendiri, dihitung sejak tanggal registrasi."),
          begins=lambda case: {"stage": case.stage}, is_open=lambda case: case.is_open and case.answered_on is None),
    Doing("keberatan-baru", _("Catat keberatan"), forms.EnteredObjectionForm,
          lambda case, form, by: objections.enter(case, by=by, **form.cleaned_data), _("Keberatan dicatat."),
          lead=_("Keberatan yang datang lewat meja layanan, surat, atau surel."),
          is_open=lambda case: bool(case.number)),
    *talk(),
)  # fmt: skip
OBJECTION_DOINGS = (
    Doing("daftarkan", _("Daftarkan"), forms.PlainForm, lambda case, form, by: objections.register(case, by=by),
          _("Keberatan terdaftar; jangka waktunya berjalan."), step="register", is_main=True,
          lead=_("Keberatan mendapat nomor dan diteruskan kepada Atasan PPID; pemohon diberi tahu.")),
    Doing("tolak-kiriman", _("Bukan keberatan"), forms.PlainForm,
          lambda case, form, by: objections.reject(case, by=by), _("Kiriman dikesampingkan."), step="reject",
          lead=_("Untuk iklan, uji coba, atau kiriman ganda. Tidak mendapat nomor dan tidak dijawab.")),
    Doing("putuskan", _("Putuskan keberatan"), forms.DecisionForm,
          lambda case, form, by: objections.decide(case, form.decision(), by=by), _("Keberatan diputuskan."),
          step="answer", permission=DECIDE, is_main=True,
          lead=_("Diputuskan Atasan PPID, bukan oleh yang menjawab permohonannya.")),
    Doing("sengketa", _("Catat sengketa"), forms.DisputeForm,
          lambda case, form, by: disputes.note_dispute(case, form.facts(), by=by), _("Sengketa dicatat."),
          begins=lambda case: forms.DisputeForm.known(Dispute.objects.filter(objection=case).first()),
          is_open=lambda case: bool(case.number)),
    *talk(),
)  # fmt: skip
DOINGS = {InformationRequest: REQUEST_DOINGS, Objection: OBJECTION_DOINGS}
PAGES = {InformationRequest: (REQUESTS, "request"), Objection: (OBJECTIONS, "objection")}


def buttons(case: Case, user: User) -> list[tuple[Doing, str]]:
    """What ``user`` may do now with ``case``, and where."""
    _kind, name = PAGES[type(case)]
    return [(each, f"{address(name, case)}{each.slug}/") for each in DOINGS[type(case)] if each.is_offered(case, user)]


def step_view(model: type[InformationRequest | Objection], doing: Doing) -> Callable[..., HttpResponse]:
    """The page of one thing to do: its form, and on POST the action."""

    @staff_form
    def page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
        case = case_or_404(model, request, code, pk)
        request.user.require(doing.permission, case.office)
        form = form_of(request, doing, case)
        if request.method == "POST" and form.is_valid() and try_to_do(request, doing, case, form):
            messages.success(request, doing.done)
            return redirect(case)
        context = {"case": case, "doing": doing, "form": form, "kind": PAGES[model][0]}
        status = 422 if request.method == "POST" else 200
        return render(
            request, "information_requests/step.html", context | page_context(request, case.office), status=status
        )

    return page


def form_of(request: HttpRequest, doing: Doing, case: Case) -> Any:
    """The form of ``doing``, filled in as it was sent or as it begins."""
    given = {"office": case.office} if doing.form is forms.AssignForm else {}
    if request.method == "POST":
        return doing.form(request.POST, request.FILES, **given)
    return doing.form(initial=dict(doing.begins(case)), **given)


def try_to_do(request: HttpRequest, doing: Doing, case: Case, form: Any) -> bool:
    """Whether the action took it; else the form says why not."""
    try:
        doing.run(case, form, request.user)
    except ValidationError as error:
        form.add_error(None, known_errors(form, error))
    except RefusedFile as refusal:
        form.add_error("file", str(refusal))
    except Stale:
        form.add_error(None, _now("Keadaannya sudah berubah; buka lagi halaman perkaranya."))
    else:
        return True
    return False


def known_errors(form: Any, error: ValidationError) -> ValidationError:
    """``error`` with the names of fields that the form has; what it has no field for is said above it."""
    if not hasattr(error, "error_dict"):
        return error
    found: dict[str, list] = {}
    for name, faults in error.error_dict.items():
        found.setdefault(name if name in form.fields else "__all__", []).extend(faults)
    return ValidationError(found)
