"""The table of steps as a form that works without scripts: every button sends the whole table."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.sops.actions.tables import LONGEST_TEXT, MOST_STEPS, Row
from pranata.areas.process.sops.models.tables import Symbol, TimeUnit
from pranata.areas.process.sops.rules import renumbered

if TYPE_CHECKING:
    from collections.abc import Sequence


class RowForm(forms.Form):
    """One row; the names of its fields are those of ``Row``."""

    activity = forms.CharField(label=_("Kegiatan"), required=False, max_length=LONGEST_TEXT)
    actor = forms.ChoiceField(label=_("Pelaksana"), required=False)
    symbol = forms.ChoiceField(label=_("Simbol"), choices=Symbol.choices)
    requirements = forms.CharField(label=_("Kelengkapan"), required=False, max_length=LONGEST_TEXT)
    amount = forms.IntegerField(label=_("Waktu"), required=False, min_value=1, max_value=100_000)
    unit = forms.ChoiceField(label=_("Satuan waktu"), choices=TimeUnit.choices)
    output = forms.CharField(label=_("Keluaran"), required=False, max_length=LONGEST_TEXT)
    yes_to = forms.IntegerField(label=_("Lanjut/Ya ke nomor"), required=False, min_value=1, max_value=MOST_STEPS)
    no_to = forms.IntegerField(label=_("Tidak ke nomor"), required=False, min_value=1, max_value=MOST_STEPS)
    note = forms.CharField(label=_("Keterangan"), required=False, max_length=LONGEST_TEXT)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, actors: Sequence[str], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["actor"].choices = [("", "—"), *((each, each) for each in actors)]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.is_conditional = True  # type: ignore[attr-defined]  # a draft may lack anything; what it lacks is told
        for name in ("activity", "requirements", "output", "note"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_TEXT})

    def row(self) -> Row:
        return Row(**self.cleaned_data)


class TableForm:
    """Actors, one a line, and a form for each row."""

    def __init__(self, actors: Sequence[str], forms_of_rows: list[RowForm]) -> None:
        self.actors, self.rows = list(actors), forms_of_rows

    @classmethod
    def of(cls, actors: Sequence[str], rows: Sequence[Row]) -> TableForm:
        """The table as it stands."""
        made = [
            RowForm(actors=actors, prefix=f"r{number}", initial=asdict(row)) for number, row in enumerate(rows, start=1)
        ]
        return cls(actors, made)

    @classmethod
    def sent(cls, data: Any) -> TableForm:
        """The table as somebody sent it; rows that are beyond the most are not read."""
        actors = [" ".join(line.split()) for line in data.get("actors", "").splitlines() if line.strip()]
        given = data.get("count", "")
        count = min(int(given), MOST_STEPS) if given.isascii() and given.isdigit() and len(given) < 5 else 0
        return cls(actors, [RowForm(data, actors=actors, prefix=f"r{number}") for number in range(1, count + 1)])

    @property
    def words(self) -> str:
        return "\n".join(self.actors)

    def is_valid(self) -> bool:
        found = [each.is_valid() for each in self.rows]  # every row tells its faults
        return all(found)

    def table(self) -> list[Row]:
        return [each.row() for each in self.rows]


def done(rows: Sequence[Row], deed: str) -> list[Row]:
    """``rows`` after a button: "add", "insert-3" (above the third), "remove-3", "up-3", "down-3"; else as they are.

    Arrows follow their rows to the new numbers.
    """
    name, _dash, digits = deed.partition("-")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 5 else 0
    order: list[int] = list(range(1, len(rows) + 1))  # old numbers in their new order, 0 of a new row
    if name == "add":
        order.append(0)
    elif not 1 <= number <= len(rows):
        return list(rows)
    elif name == "insert":
        order.insert(number - 1, 0)
    elif name == "remove":
        order.remove(number)
    elif name in ("up", "down"):
        other = number - 1 if name == "up" else number + 1
        if 1 <= other <= len(rows):
            order[number - 1], order[other - 1] = order[other - 1], order[number - 1]
    moved = {old: new for new, old in enumerate(order, start=1) if old}
    return [_moved(rows[old - 1], moved) if old else Row() for old in order]


def _moved(row: Row, moved: dict[int, int]) -> Row:
    return replace(row, yes_to=renumbered(moved, row.yes_to), no_to=renumbered(moved, row.no_to))
