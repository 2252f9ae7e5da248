"""What is asked when a plan is begun, numbered, revised, copied, closed or thrown away; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.base.people.models import Person, TeamMember
from pranata.desk.people.forms import DayField
from pranata.desk.people.suggestions import team_kind
from pranata.engines.documents.actions import LONGEST_NUMBER
from pranata.engines.plan.models import RevisionKind
from pranata.engines.plan.rules import FIRST_YEAR, LAST_YEAR
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import QueryDict

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

AGENT_TEAM = "agen-perubahan"
LONGEST_NOTE = 1000


class NoteForm(forms.Form):
    """A word that stays in the history."""

    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConfirmForm(forms.Form):
    """Nothing is asked but to go on."""


class ReasonForm(forms.Form):
    """Why, in words that stay in the history."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tersimpan bersama nama Anda."),
    )


class KindForm(forms.Form):
    """Which kind of revision is begun."""

    kind = forms.ChoiceField(
        label=_("Jenis revisi"),
        widget=forms.RadioSelect,
        choices=[
            (RevisionKind.AMENDMENT, _("Perubahan: isi rencananya berubah")),
            (RevisionKind.CORRECTION, _("Ralat: ada kekeliruan dalam keputusan (diktum KETIGA)")),
        ],
    )


class RowsForm(forms.Form):
    """Which rows go to the next year; only what there is to choose."""

    rows = forms.ChoiceField(label=_("Baris yang disalin"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, *, total: int, unfinished: int) -> None:
        super().__init__(data, initial={"rows": "all"})
        choices = [("all", _("Semua baris (%d)") % total)]
        if 0 < unfinished < total:
            choices.append(("unfinished", _("Hanya baris yang belum selesai (%d)") % unfinished))
        self.fields["rows"].choices = choices  # type: ignore[attr-defined]


class YearForm(forms.Form):
    """The year of a plan to begin."""

    year = forms.IntegerField(label=_("Tahun rencana"), min_value=FIRST_YEAR, max_value=LAST_YEAR)


class AgentForm(YearForm):
    """The year, and whose plan it is: those in a team of change agents first."""

    person = forms.ModelChoiceField(label=_("Agen perubahan"), queryset=Person.objects.none())

    def __init__(self, data: QueryDict | None, *, office: Office, user: User, **options: Any) -> None:
        super().__init__(data, **options)
        today = clock.today()
        people = Person.objects.visible_to(user).valid_on(today).filter(office=office)
        agents = set(
            TeamMember.objects.valid_on(today)
            .filter(team__office=office, team__kind=AGENT_TEAM)
            .values_list("person_id", flat=True)
        )
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["person"].choices = self._grouped(list(people), agents)  # type: ignore[attr-defined]
        if not agents:
            self.fields["person"].help_text = _(
                "Belum ada tim berjenis Agen Perubahan; isi timnya supaya para agen tampil di urutan atas."
            )

    @staticmethod
    def _grouped(people: list[Person], agents: set[int]) -> list[tuple[Any, Any]]:
        first = [(each.pk, each.name) for each in people if each.pk in agents]
        rest = [(each.pk, each.name) for each in people if each.pk not in agents]
        groups = [(team_kind(AGENT_TEAM), first), (_("Pegawai lain"), rest)] if first else [(_("Pegawai"), rest)]
        return [("", _("pilih pegawai")), *((name, options) for name, options in groups if options)]


class NumberForm(forms.Form):
    """Number, date, place and signatory of a decree; the number is entered, or ``preview`` of the office's pattern."""

    source = forms.ChoiceField(label=_("Nomor keputusan"), widget=forms.RadioSelect, required=False)
    number = forms.CharField(label=_("Nomor dari SRIKANDI"), max_length=LONGEST_NUMBER, required=False)
    issued_on = DayField(label=_("Tanggal penetapan"))
    place = forms.CharField(label=_("Tempat penetapan"), max_length=100)
    signatory_role = forms.CharField(
        label=_("Jabatan penanda tangan"), max_length=200, help_text=_("Misalnya: Ketua Komisi Pemilihan Umum ...")
    )
    signatory_name = forms.CharField(label=_("Nama penanda tangan"), max_length=150)

    def __init__(self, data: QueryDict | None, *, initial: dict[str, Any], preview: str) -> None:
        super().__init__(data, initial=initial)
        if not preview:
            del self.fields["source"]
            self.fields["number"].required = True
            return
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            ("entered", _("Ketik nomor dari SRIKANDI")),
            ("generated", _("Nomor berikutnya menurut pola kantor: %s") % preview),
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.is_generated = values.pop("source", "") == "generated"
        if not self.is_generated and not values.get("number") and "number" not in self.errors:
            self.add_error("number", _("Ketik nomornya, atau pilih nomor menurut pola kantor."))
        return values | {"number": None} if self.is_generated else values
