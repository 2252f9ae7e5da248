"""How a document stands on a day, in Python and in the database alike."""

from datetime import date

import pytest

from pranata.engines.documents.models import Document, Relation
from pranata.engines.documents.queries import standing_of
from pranata.engines.documents.rules import Effect, RelationKind, Standing, Term, is_in_force, standing_on
from pranata.engines.documents.tests.factories import DocumentFactory

DAY, BEFORE, LATER = date(2022, 3, 1), date(2022, 2, 1), date(2022, 4, 1)
CASES = [
    ({}, [], Standing.DRAFT),
    ({"issued_on": DAY}, [], Standing.IN_FORCE),
    ({"issued_on": LATER}, [], Standing.NOT_YET),
    ({"issued_on": BEFORE, "effective_from": LATER}, [], Standing.NOT_YET),
    ({"issued_on": BEFORE, "effective_until": DAY}, [], Standing.IN_FORCE),
    ({"issued_on": BEFORE, "effective_until": BEFORE}, [], Standing.ENDED),
    ({"issued_on": BEFORE}, [(RelationKind.AMENDS, DAY)], Standing.CHANGED),
    ({"issued_on": BEFORE}, [(RelationKind.AMENDS, LATER)], Standing.IN_FORCE),
    ({"issued_on": BEFORE}, [(RelationKind.REVOKES_PARTLY, BEFORE)], Standing.CHANGED),
    ({"issued_on": BEFORE}, [(RelationKind.REVOKES, DAY), (RelationKind.AMENDS, BEFORE)], Standing.REVOKED),
    ({"issued_on": BEFORE}, [(RelationKind.REVOKES, None)], Standing.IN_FORCE),
    ({"issued_on": BEFORE}, [(RelationKind.SEE, BEFORE), (RelationKind.IMPLEMENTS, BEFORE)], Standing.IN_FORCE),
    ({"issued_on": BEFORE, "effective_until": BEFORE}, [(RelationKind.REVOKES, DAY)], Standing.REVOKED),
]


@pytest.mark.parametrize(("facts", "effects", "standing"), CASES)
def test_document_stands_as_its_days_and_relations_say(facts, effects, standing):
    term = Term(facts.get("issued_on"), facts.get("effective_from"), facts.get("effective_until"))

    assert standing_on(DAY, term, [Effect(*each) for each in effects]) == standing


@pytest.mark.django_db
@pytest.mark.parametrize(("facts", "effects", "standing"), CASES)
def test_database_says_the_same_when_many_are_asked(facts, effects, standing):
    document = DocumentFactory(**facts)
    for kind, since in effects:
        Relation.objects.create(source=DocumentFactory(), kind=kind, target=document, since=since)

    found = Document.objects.with_standing(DAY).get(pk=document.pk)

    assert (found.standing_value, standing_of(document, DAY)) == (standing, standing)


def test_amended_document_is_law_and_a_revoked_one_is_not():
    assert [each for each in Standing if is_in_force(each)] == [Standing.IN_FORCE, Standing.CHANGED]
