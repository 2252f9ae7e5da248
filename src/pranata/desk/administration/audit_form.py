"""What the audit search asks for, read from the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.desk.administration.account_list import accounts_at
from pranata.desk.administration.audit_lines import colleagues
from pranata.desk.administration.audit_search import AuditFilter
from pranata.desk.administration.event_names import ACTIONS, AREAS
from pranata.desk.administration.event_words import kinds
from pranata.desk.administration.forms import DayInput

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

# Names of the fields in the address.
IN_ADDRESS = {
    "since": "sejak",
    "until": "sampai",
    "actor": "pelaku",
    "action": "tindakan",
    "kind": "objek",
    "number": "nomor",
}


class AuditForm(forms.Form):
    """Every field may be left out. A choice the lists lack (an account elsewhere, a new code) is taken all the same."""

    since = forms.DateField(label=gettext_lazy("Sejak"), required=False, widget=DayInput)
    until = forms.DateField(label=gettext_lazy("Sampai"), required=False, widget=DayInput)
    actor = forms.CharField(label=gettext_lazy("Pelaku"), required=False, max_length=40, widget=forms.Select)
    action = forms.CharField(label=gettext_lazy("Tindakan"), required=False, max_length=100, widget=forms.Select)
    kind = forms.CharField(label=gettext_lazy("Objek"), required=False, max_length=100, widget=forms.Select)
    number = forms.CharField(
        label=gettext_lazy("Nomor objek"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, data, *, office: Office, reader: User):
        super().__init__(data)
        self.offer("actor", [("", _("Siapa saja")), ("system", _("Sistem")), *actors(office, reader)])
        self.offer("action", [("", _("Tindakan apa saja")), *actions()])
        self.offer("kind", [("", _("Objek apa saja")), *kinds()])

    def add_prefix(self, field_name: str) -> str:
        return IN_ADDRESS.get(field_name, field_name)

    def offer(self, name: str, choices: list) -> None:
        """Lets ``name`` choose among ``choices`` and what the address says."""
        said = self.data.get(IN_ADDRESS[name], "")[:100]
        known = {value for value, words in choices if isinstance(words, str)}
        known |= {value for _group, words in choices if isinstance(words, list) for value, _words in words}
        self.fields[name].widget.choices = choices if said in known else [*choices, (said, said)]

    def clean(self) -> dict:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Hari akhir mendahului hari awal."))
        if self.cleaned_data.get("number") and not self.cleaned_data.get("kind"):
            self.add_error("kind", _("Pilih objeknya; nomor saja tidak cukup."))
        return self.cleaned_data

    def wanted(self) -> AuditFilter:
        """What is asked for; only of a valid form."""
        return AuditFilter(**self.cleaned_data)


def actors(office: Office, reader: User) -> list[tuple[str, str]]:
    """The accounts of the office whom the reader may know."""
    found = accounts_at(office).filter(pk__in=colleagues(reader).order_by(Lower("login")).values("pk"))
    return [(f"user:{user.pk}", str(user)) for user in found]


def actions() -> list[tuple[str, list[tuple[str, str]]]]:
    """The actions by area, each area as a whole first."""
    return [
        (
            str(words),
            [
                (prefix, _("%(area)s: semua") % {"area": words}),
                *sorted(
                    ((code, str(said)) for code, said in ACTIONS.items() if code.startswith(prefix)),
                    key=lambda choice: choice[1],
                ),
            ],
        )
        for prefix, words in AREAS.items()
    ]
