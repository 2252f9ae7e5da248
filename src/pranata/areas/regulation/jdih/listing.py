"""What anyone asks of the legal documentation's list, and what answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, F, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.jdih.queries import IN_FORCE, public_documents, with_legal_standing
from pranata.engines.documents.kinds import kind_of
from pranata.engines.documents.register import LABEL
from pranata.engines.search.queries import Narrowing, search

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office
    from pranata.engines.documents.models import DocumentQuerySet
    from pranata.engines.search.queries import Answer, Hit

LONGEST = 200
MOST_SUBJECTS = 12
STATES = {"berlaku": _("Berlaku"), "tidak-berlaku": _("Tidak berlaku")}


@dataclass(frozen=True)
class Wanted:
    """What is asked: ``?q=``, ``?jenis=``, ``?tahun=``, ``?subjek=``, ``?status=``; nonsense is left out."""

    text: str = ""
    kind: str = ""
    year: int | None = None
    subject: str = ""
    state: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Wanted:
        kind, year, state = query.get("jenis", ""), query.get("tahun", ""), query.get("status", "")
        found = kind_of(kind)
        return cls(
            text=" ".join(query.get("q", "").split())[:LONGEST],
            kind=kind if found is not None and found.is_legal else "",
            year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            subject=" ".join(query.get("subjek", "").split())[:LONGEST],
            state=state if state in STATES else "",
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.text or self.kind or self.year or self.subject or self.state)


@dataclass(frozen=True)
class Found:
    """What answers: the documents in order, the search's hits by document, what was asked instead ("": as written).

    ``is_capped`` when the search knows of more answers than it ranks.
    """

    documents: DocumentQuerySet
    hits: dict[int, Hit]
    instead: str = ""
    is_capped: bool = False


def find(office: Office, wanted: Wanted, today: date) -> Found:
    """The public documents that are asked for; the best answers first where words are asked for, else the newest."""
    found = with_legal_standing(public_documents(office), today)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.year:
        found = found.filter(year=wanted.year)
    if wanted.subject:
        found = found.filter(subject__icontains=wanted.subject)
    if wanted.state == "berlaku":
        found = found.filter(legal_standing__in=IN_FORCE)
    elif wanted.state:
        found = found.exclude(legal_standing__in=(*IN_FORCE, ""))
    newest = (F("issued_on").desc(nulls_last=True), "-year", "-pk")
    if not wanted.text:
        return Found(found.order_by(*newest), {})
    hits, first = answers(office, wanted)
    keys = list(hits)
    places = Case(
        *(When(pk=key, then=Value(place)) for place, key in enumerate(keys)),
        default=Value(len(keys)),
        output_field=IntegerField(),
    )
    ordered = found.filter(pk__in=keys).order_by(places, *newest)
    return Found(ordered, hits, first.instead, first.is_capped)


def answers(office: Office, wanted: Wanted) -> tuple[dict[int, Hit], Answer]:
    """The search's answers by document, the best first, and its first page.

    All its pages, as what else is asked for (a subject, a status) is looked at afterwards.
    """
    facets = [f"jenis {wanted.kind}"] * bool(wanted.kind) + [f"tahun {wanted.year}"] * bool(wanted.year)
    narrowing = Narrowing(labels=(LABEL,), facets=tuple(facets))
    first = search(wanted.text, office, reader=None, narrowing=narrowing)
    rest = [
        search(wanted.text, office, reader=None, narrowing=narrowing, page=page) for page in range(2, first.pages + 1)
    ]
    return {hit.record.pk: hit for each in (first, *rest) for hit in each.hits}, first


@dataclass(frozen=True)
class KindCount:
    """How many public documents there are of a kind."""

    code: str
    title: str
    count: int


@dataclass(frozen=True)
class Choices:
    """What there is to choose from: kinds by how many there are, years newest first, the commonest subjects."""

    kinds: list[KindCount]
    years: list[int]
    subjects: list[str]
    count: int


def choices(office: Office) -> Choices:
    """Counted over all that the office has opened, with one query."""
    rows = list(public_documents(office).order_by().values_list("kind", "year", "subject"))
    kinds = Counter(kind for kind, _year, _subject in rows).most_common()
    said: Counter[str] = Counter()
    words: dict[str, str] = {}
    for _kind, _year, subject in rows:
        for each in filter(None, (part.strip() for part in subject.split(";"))):
            words.setdefault(each.casefold(), each)
            said[each.casefold()] += 1
    return Choices(
        kinds=[KindCount(code, kind.title, count) for code, count in kinds if (kind := kind_of(code)) is not None],
        years=sorted({year for _kind, year, _subject in rows}, reverse=True),
        subjects=[words[each] for each, _count in said.most_common(MOST_SUBJECTS)],
        count=len(rows),
    )
