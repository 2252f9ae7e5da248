"""What staff say of archives beside the registers; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.base.org.models import Unit
from pranata.engines.archives.models import FateChoice, Method
from pranata.engines.archives.rules import LOAN_DAYS, loan_due
from pranata.lib import clock

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError

    from pranata.base.org.models import Office

LINES = _("Satu baris satu orang: nama, jabatan.")


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class ArchiveForm(forms.Form):
    """A form that shows what an action refused; its fields are the action's arguments."""

    def __init__(self, data: Any = None, *, office: Office) -> None:
        super().__init__(data)
        if "unit" in self.fields:
            self.fields["unit"].queryset = Unit.objects.filter(office=office).valid_on(clock.today())

    def refuse(self, error: ValidationError) -> None:
        """Puts what an action refused at the fields it names."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields else None, messages)


def text(label: Any, most: int, *, rows: int = 0, hint: Any = "", **options: Any) -> forms.CharField:
    """One line, or ``rows`` of them."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, widget=widget, help_text=hint, **options)


class ReasonForm(ArchiveForm):
    reason = text(_("Alasan"), 300, rows=2)


class NoteForm(ArchiveForm):
    note = text(_("Alasan"), 300, rows=2)


class LoanForm(ArchiveForm):
    """To whom it is lent, for what, until when."""

    borrower = text(_("Peminjam"), 200)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit peminjam"), required=False)
    purpose = text(_("Keperluan"), 300)
    out_on = DayField(label=_("Dipinjam pada"))
    due_on = DayField(
        label=_("Harus kembali"),
        required=False,
        help_text=_("Bila kosong: %d hari sesudah dipinjam (aturan kami sendiri).") % LOAN_DAYS,
    )

    def __init__(self, data: Any = None, *, office: Office) -> None:
        super().__init__(data, office=office)
        today = clock.today()
        self.initial = {"out_on": today, "due_on": loan_due(today)}


class TakeBackForm(ArchiveForm):
    back_on = DayField(label=_("Kembali pada"))
    condition = text(_("Keadaan saat kembali"), 200, hint=_("Misalnya: lengkap dan baik."))

    def __init__(self, data: Any = None, *, office: Office) -> None:
        super().__init__(data, office=office)
        self.initial = {"back_on": clock.today()}


class JudgeForm(ArchiveForm):
    """What becomes of an archive after it was judged anew."""

    fate = forms.ChoiceField(
        label=_("Nasib akhir"),
        choices=[(each.value, each.label) for each in (FateChoice.DESTROYED, FateChoice.PERMANENT)],
        widget=forms.RadioSelect,
    )
    reason = text(_("Pertimbangan"), 300, rows=3)


class TransferForm(ArchiveForm):
    """Where archives go, from which unit."""

    receiver = text(_("Penerima"), 200)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit pengolah"), required=False)


class FinishTransferForm(ArchiveForm):
    """What the berita acara says."""

    number = text(_("Nomor berita acara"), 100)
    moved_on = DayField(label=_("Tanggal berita acara"))
    place = text(_("Tempat"), 150)
    giver_name = text(_("Yang menyerahkan"), 200)
    giver_role = text(_("Jabatan yang menyerahkan"), 200)
    receiver_name = text(_("Yang menerima"), 200)
    receiver_role = text(_("Jabatan yang menerima"), 200)


class ProposeForm(ArchiveForm):
    title = text(_("Judul usul"), 200, hint=_("Misalnya: Agenda surat masuk tahun 2019."))


class JudgeProposalForm(ArchiveForm):
    """What the panel wrote."""

    panel = text(
        _("Panitia penilai"),
        1000,
        rows=4,
        hint=_("Satu baris satu orang: kepala unit kearsipan (ketua), kepala unit pengolah, arsiparis."),
    )
    judgement = text(_("Pertimbangan tertulis panitia"), 4000, rows=5)
    judged_on = DayField(label=_("Dinilai pada"))


class ApproveForm(ArchiveForm):
    """The approval from outside, by name."""

    approval_by = text(_("Yang menyetujui"), 200, initial=_("Kepala ANRI"))
    approval_number = text(_("Nomor persetujuan"), 100)
    approved_on = DayField(label=_("Tanggal persetujuan"))


class DecideForm(ArchiveForm):
    decree_number = text(_("Nomor keputusan pimpinan"), 100)
    decided_on = DayField(label=_("Tanggal keputusan"))


class DestroyForm(ArchiveForm):
    """What the berita acara of the destruction says."""

    number = text(_("Nomor berita acara"), 100)
    destroyed_on = DayField(label=_("Dimusnahkan pada"))
    place = text(_("Tempat pemusnahan"), 150)
    method = forms.ChoiceField(label=_("Cara pemusnahan"), choices=Method.choices)
    signatories = text(_("Penanda tangan"), 1000, rows=3, hint=LINES)
    witnesses = text(
        _("Saksi"), 1000, rows=3, hint=_("Satu baris satu orang; sedikitnya dari unsur hukum dan unsur pengawasan.")
    )
