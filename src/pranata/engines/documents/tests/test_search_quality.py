"""Whether the search finds what people look for, in one order on both databases: judged questions over documents.

The documents and the judgements were written without a look at the search (``engines/search/tests/judged``).
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.models import Document
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.search import tests
from pranata.engines.search.actions import put_many
from pranata.engines.search.queries import search

JUDGED = Path(tests.__file__).parent / "judged"
DOCUMENTS = tomllib.loads((JUDGED / "documents.toml").read_text(encoding="utf-8"))["document"]
QUERIES = tomllib.loads((JUDGED / "queries.toml").read_text(encoding="utf-8"))["query"]
FIRST = 5
MEASURED = (0.92, 0.83)  # precision at five, recall at twenty; a change of the search makes neither worse
ORDER = "d490fce0801fb2d0"  # of all answers, the same on every database; changes with the search or the documents


def asked() -> list[tuple[dict, list[str]]]:
    """Each question with the ids of its first twenty answers, best first."""
    office = OfficeFactory()
    reader = RoleAssignmentFactory(office=office, role="staff").user
    rows = [
        DocumentFactory(
            office=office,
            kind=each["kind"],
            number=each["number"],
            title=each["title"],
            abstract=each["abstract"],
            year=each["dated_on"].year,
            issued_on=each["dated_on"],
        )
        for each in DOCUMENTS
    ]
    put_many(Document.objects.select_related("office").order_by("pk"))
    ids = {row.pk: each["id"] for row, each in zip(rows, DOCUMENTS, strict=True)}
    return [
        (query, [ids[hit.record.pk] for hit in search(query["q"], office, reader=reader).hits]) for query in QUERIES
    ]


def precision(query: dict, found: list[str]) -> float:
    """The share of the first five that belong there; of an answer with fewer good ones, of those."""
    good = set(query["best"])
    return len(good.intersection(found[:FIRST])) / min(FIRST, len(good))


def recall(query: dict, found: list[str]) -> float:
    """The share of what is relevant among the first twenty."""
    return len(set(query["relevant"]).intersection(found)) / len(query["relevant"])


@pytest.mark.django_db
def test_judged_questions_are_answered_as_well_as_measured():
    answers = asked()
    with_answer = [(query, found) for query, found in answers if query["relevant"]]

    at_five = sum(precision(*each) for each in with_answer) / len(with_answer)
    at_twenty = sum(recall(*each) for each in with_answer) / len(with_answer)
    silent = [query["q"] for query, found in answers if not query["relevant"] and found]

    assert (len(QUERIES) >= 60, len(DOCUMENTS) >= 300) == (True, True)
    assert (at_five >= MEASURED[0], at_twenty >= MEASURED[1], silent) == (True, True, [])
    assert digest(answers) == ORDER


def digest(answers: list[tuple[dict, list[str]]]) -> str:
    """A mark of every answer in its place."""
    return hashlib.sha256(json.dumps([found for _query, found in answers]).encode()).hexdigest()[:16]
