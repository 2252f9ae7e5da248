"""Records enter the index and leave it, in the transaction that writes them.

The index says nothing that its records do not say, so their own actions are what the audit keeps.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from pranata.engines.search.models import SearchRow, TitleWord
from pranata.engines.search.sources import label_of, source_of, sources
from pranata.engines.search.tokens import scope, scope_tokens
from pranata.engines.search.words import stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from pranata.engines.search.sources import SourceText

DAY = 2**40  # so many records may be from one day
MOST_LETTERS = 200_000  # of a body; what stands behind them is not found
LEAD_WORDS = 150
REBUILT_AT_ONCE = 500
SHORTEST_GUESS = 4  # letters; shorter words are not guessed at
REWRITTEN = "office permission is_public day position title reference body title_stems lead_stems tokens".split()


def put(record: Model) -> None:
    """Let the search find ``record`` as it is now."""
    put_many([record])


@transaction.atomic
def put_many(records: Iterable[Model]) -> None:
    """Let the search find ``records``, all of one model, as they are now; nothing of a model without source."""
    records = list(records)
    if not records or (source := source_of(label_of(type(records[0])))) is None:
        return
    texts = {record.pk: (record, source.text(record)) for record in records}
    known = dict(SearchRow.objects.filter(label=source.label, record_id__in=list(texts)).values_list("record_id", "pk"))
    gone = [known[pk] for pk, (_record, text) in texts.items() if text is None and pk in known]
    if gone:
        SearchRow.objects.filter(pk__in=gone).delete()
    rows = [_row(source.label, record, text, known.get(pk)) for pk, (record, text) in texts.items() if text is not None]
    added = [row for row in rows if row.pk is None]
    SearchRow.objects.bulk_create(added, batch_size=500)
    fields = [
        "office",
        "permission",
        "is_public",
        "day",
        "position",
        "title",
        "body",
        "title_stems",
        "lead_stems",
        "tokens",
    ]
    SearchRow.objects.bulk_update([row for row in rows if row not in added], fields, batch_size=100)
    SearchRow.objects.filter(pk__in=[row.pk for row in rows]).update(position=F("day") * DAY + F("pk"))
    _keep_words(rows)


def drop(record: Model) -> None:
    """Let the search no longer find ``record``."""
    SearchRow.objects.filter(label=label_of(type(record)), record_id=record.pk).delete()


@transaction.atomic
def rebuild() -> dict[str, int]:
    """The index anew from the records: how many rows each source has by its label."""
    SearchRow.objects.all().delete()
    TitleWord.objects.all().delete()
    for source in sources():
        records = source.model._default_manager.select_related("office", *source.related).iterator(REBUILT_AT_ONCE)
        while batch := list(islice(records, REBUILT_AT_ONCE)):
            put_many(batch)
    return {each.label: SearchRow.objects.filter(label=each.label).count() for each in sources()}


def _row(label: str, record: Model, text: SourceText, pk: int | None) -> SearchRow:
    body = text.body[:MOST_LETTERS]
    title_stems = [stem(word) for word in words(text.title)]
    named = [stem(word) for word in words(text.reference)]
    body_stems = [stem(word) for word in words(body)]
    found = [*scope_tokens(record.office_id, text), *(f"t{each}" for each in (*title_stems, *named))]  # type: ignore[attr-defined]
    found += [f"b{each}" for each in (*title_stems, *named, *body_stems)]
    return SearchRow(
        pk=pk,
        office_id=record.office_id,  # type: ignore[attr-defined]  # every indexed record has an office
        label=label,
        record_id=record.pk,
        permission=text.permission,
        is_public=text.is_public,
        day=text.dated_on.toordinal() if text.dated_on else 0,
        title=text.title,
        reference=text.reference,
        body=body,
        title_stems=" ".join(title_stems),
        lead_stems=" ".join(dict.fromkeys([*named, *body_stems[:LEAD_WORDS]])),
        tokens=" ".join(dict.fromkeys([*found, scope(f"label {label}")])),
    )


def _keep_words(rows: Iterable[SearchRow]) -> None:
    found = {word for row in rows for word in words(row.title) if len(word) >= SHORTEST_GUESS and word.isalpha()}
    known = set(TitleWord.objects.filter(word__in=found).values_list("word", flat=True)) if len(found) < 500 else set()
    TitleWord.objects.bulk_create(
        [TitleWord(word=word) for word in sorted(found - known)], ignore_conflicts=True, batch_size=500
    )
