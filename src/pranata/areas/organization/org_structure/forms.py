"""What staff fill in of who holds a post; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.base.access.models import Capacity
from pranata.base.org.copies import copy_token
from pranata.base.org.models import Post
from pranata.base.people.models import Person
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.core.exceptions import ValidationError
    from django.http import HttpRequest

    from pranata.areas.organization.org_structure.models import Holding
    from pranata.base.org.models import Office

NAMES = ("post", "person", "capacity", "decree", "valid_from", "valid_to")


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class DayForm(forms.Form):
    """On which day the structure is shown; empty is today."""

    pada = DayField(label=_("Pada tanggal"), required=False)


def day_asked_for(request: HttpRequest) -> date:
    """The day of ``?pada=``; today without one or when it is none."""
    form = DayForm(request.GET)
    return (form.is_valid() and form.cleaned_data["pada"]) or clock.today()


class PlainForm(forms.Form):
    """A form that shows what an action refused."""

    def refuse(self, error: ValidationError) -> None:
        """Puts what an action refused at the fields it names."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields else None, messages)


class HoldingForm(PlainForm):
    """One person's time in a post; ``seen`` marks what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    post = forms.ModelChoiceField(label=_("Jabatan"), queryset=Post.objects.none())
    person = forms.ModelChoiceField(label=_("Pejabat"), queryset=Person.objects.none())
    capacity = forms.ChoiceField(label=_("Kedudukan"), choices=Capacity.choices)
    decree = forms.CharField(label=_("Nomor keputusan"), max_length=150, required=False)
    valid_from = DayField(label=_("Berlaku sejak"), required=False)
    valid_to = DayField(label=_("Berlaku sampai"), required=False, help_text=_("Kosong selama masih memangku."))

    def __init__(self, data: Any, *, office: Office, row: Holding | None = None, initial: Any = None) -> None:
        values = {name: getattr(row, name) for name in NAMES} | {"seen": copy_token(row)} if row else initial
        super().__init__(data, initial=values)
        posts = Post.objects.filter(unit__office=office).select_related("unit")
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]  # a choice of rows
        self.fields["post"].label_from_instance = lambda post: f"{post.title} – {post.unit}"  # type: ignore[attr-defined]
        self.fields["person"].queryset = Person.objects.filter(office=office)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in NAMES}
