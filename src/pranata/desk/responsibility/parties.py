"""Who may be put in charge: the units, teams and people of an office, as choices and by the words of a cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.base.imports.cells import as_digits, fold
from pranata.base.org.models import Unit
from pranata.base.people.models import Person, Team

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from pranata.base.org.models import Office

Party = Person | Unit | Team
PREFIXES: dict[type, str] = {Unit: "unit", Team: "tim", Person: "orang"}


def party_key(party: Party | None) -> str:
    """The name in addresses and forms, such as "unit-3"; "" of nobody."""
    return f"{PREFIXES[type(party)]}-{party.pk}" if party else ""


class Parties:
    """Those who may be chosen at ``office`` on ``today``, and ``also`` those who were chosen before."""

    def __init__(self, office: Office, today: date, *, also: Iterable[Party] = ()) -> None:
        before = list(also)
        self.units, self.teams, self.people = (
            with_earlier(valid_on(model, office, today), before, model) for model in (Unit, Team, Person)
        )
        self.by_key = {party_key(each): each for each in (*self.units, *self.teams, *self.people)}

    def choices(self) -> list[tuple[str, object]]:
        """For a select: nobody, then the groups that have anybody."""
        labels = People(self.people, with_nip=False).labels
        groups = (
            (_("Unit"), [(party_key(each), str(each)) for each in self.units]),
            (_("Tim"), [(party_key(each), str(each)) for each in self.teams]),
            (_("Pegawai"), [(party_key(each), labels[each.pk]) for each in self.people]),
        )
        return [("", _("belum ada")), *(group for group in groups if group[1])]

    def get(self, key: str) -> Party | None:
        """Whom ``key`` names; None of "". Raises ``KeyError`` for a name that may not be chosen."""
        return self.by_key[key] if key else None


def valid_on(model: type[Party], office: Office, today: date) -> QuerySet:
    """Those of one kind who are at ``office`` today; people with their units, which tell bearers of one name apart."""
    found = model.objects.filter(office=office).valid_on(today)
    return found.select_related("unit") if model is Person else found


def with_earlier(valid: Iterable, before: list[Party], model: type) -> list:
    """``valid`` and those of ``before`` that are of this kind, each once, by name."""
    found = {each.pk: each for each in valid} | {each.pk: each for each in before if isinstance(each, model)}
    return sorted(found.values(), key=lambda each: (str(each).casefold(), each.pk))


class People:
    """People by what a cell may call them: their label, their name if it is theirs alone, their NIP.

    A label is the name; ``with_nip`` adds the NIP for readers who may know it. Bearers of one name are told apart by
    NIP, by unit, or by a number of ours.
    """

    def __init__(self, people: Iterable[Person], *, with_nip: bool) -> None:
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        people = list(people)
        for each in people:
            self.by_name[fold(each.name)].append(each)
        labels = {each.pk: self._label(each, with_nip=with_nip) for each in people}
        borne = Counter(labels.values())
        self.labels = {
            pk: label if borne[label] == 1 else _("%(name)s (nomor %(number)d)") % {"name": label, "number": pk}
            for pk, label in labels.items()
        }
        self.by_words = {fold(self.labels[each.pk]): each for each in people}
        self.by_words |= {each.nip: each for each in people if each.nip}

    def find(self, words: str) -> Person:
        """Raises ``ValueError`` with one sentence for a text that names nobody, or several."""
        wanted = fold(words)
        found = self.by_words.get(wanted) or self.by_words.get(as_digits(words))
        same = [found] if found else self.by_name.get(wanted, [])
        if not same:
            raise ValueError(_("pegawai tidak ditemukan."))
        if len(same) > 1:
            raise ValueError(_("ada %d pegawai bernama sama; tulis NIP-nya.") % len(same))
        return same[0]

    def _label(self, person: Person, *, with_nip: bool) -> str:
        if with_nip and person.nip:
            return f"{person.name} ({person.nip})"
        if len(self.by_name[fold(person.name)]) > 1 and person.unit_id:
            return f"{person.name} ({person.unit})"
        return person.name
