"""What staff fill in beside the registers; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError


class MapForm(forms.Form):
    """A form that shows what an action refused."""

    def refuse(self, error: ValidationError) -> None:
        """Puts what an action refused at the fields it names."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields else None, messages)


class CopyForm(MapForm):
    """What the new edition is called."""

    name = forms.CharField(label=_("Nama edisi baru"), max_length=150)


class PictureForm(MapForm):
    """A drawing made elsewhere and what it shows."""

    title = forms.CharField(label=_("Isi gambar"), max_length=200, help_text=_("Misalnya Peta subproses KPU.01."))
    upload = forms.FileField(label=_("Berkas PDF atau gambar"))
