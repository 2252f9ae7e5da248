"""What a verifier sends for many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from typing import Any

    from django.http import QueryDict

ALL = "semua"  # stands for every row shown


class TogetherForm(forms.Form):
    """Which rows, and why they go back; ``row`` are their keys, ``v12`` the mark of what was shown of row 12."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan bila dikembalikan"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="bersama_%s")
        self.fields["reason"].is_conditional = True  # type: ignore[attr-defined]
        self.returns = bool(data) and data.get("step") == "return"
        self.marks = {int(name[1:]): mark for name, mark in (data or {}).items() if is_mark(name)}
        ticked = set(data.getlist("row")) if data else set()
        self.keys = [key for key in self.marks if str(key) in ticked or ALL in ticked]

    def clean(self) -> dict[str, Any]:
        if not self.keys:
            self.add_error(None, _("Belum ada baris yang dipilih."))
        if self.returns and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Alasan belum diisi."))
        return self.cleaned_data


def is_mark(name: str) -> bool:
    return name[:1] == "v" and name[1:].isascii() and name[1:].isdigit() and len(name) < 20
