"""Evidence by API: uploaded to a month, linked, taken away; refused as on the page."""

import pytest
from django.core.files.base import ContentFile

from pranata.api.tests.programs import MONTH, codes
from pranata.base.access.models import Role
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.evidence.tests.factories import EvidenceFactory

pytestmark = pytest.mark.django_db


def minutes(text="Notulen rapat contoh", name="notulen.txt"):
    return ContentFile(text.encode(), name)


def test_file_becomes_evidence_of_the_month(program, row):
    asked = program()

    answer = asked.upload(minutes(), archive_class="PP.01")

    item = Evidence.objects.get()
    said = answer.json()
    assert (answer.status_code, said["id"], said["title"], said["file_name"]) == (
        201,
        item.pk,
        "notulen",
        "notulen.txt",
    )
    assert (said["archive_class"], said["dated_on"], said["proof"]) == ("PP.01", "2022-06-10", "proven")
    assert [each["id"] for each in asked.get(MONTH).json()["evidence"]] == [item.pk]


def test_same_file_is_not_kept_twice_unless_it_is_meant(program, row):
    asked = program()
    asked.upload(minutes())

    again = asked.upload(minutes())
    meant = asked.upload(minutes(), again="true")

    assert (codes(again), again.json()["fields"][0]["messages"]) == (
        (409, "already_held"),
        [str(Evidence.objects.order_by("pk")[0].pk)],
    )
    assert (meant.status_code, Evidence.objects.count()) == (201, 2)


@pytest.mark.parametrize(
    ("file", "said", "field"),
    [
        (minutes(name="program.exe"), {}, "file"),
        (minutes(""), {}, "file"),
        (minutes(), {"dated_on": "kemarin"}, "dated_on"),
        (minutes(), {"valid_to": "2022-01-01"}, ""),
        (minutes(), {"confidentiality": "rahasia"}, "confidentiality"),
    ],
)
def test_file_that_is_not_taken_is_refused_and_nothing_is_kept(program, row, file, said, field):
    answer = program().upload(file, **said)

    assert codes(answer) == (422, "invalid")
    assert [each["field"] for each in answer.json()["fields"]] == [field]
    assert (Evidence.objects.count(), Use.objects.count(), row.progress.count()) == (0, 0, 0)


def test_upload_larger_than_the_house_takes_is_refused(program, row, settings):
    settings.MAX_UPLOAD_BYTES = 100

    assert codes(program().upload(minutes("x" * 70_000))) == (413, "too_large")


def test_item_is_linked_once_and_taken_away(program, row, office):
    asked, item = program(), EvidenceFactory(office=office)

    linked = [asked.ask("put", f"{MONTH}/evidence/{item.pk}").status_code for _time in range(2)]
    uses = Use.objects.count()
    gone = [asked.ask("delete", f"{MONTH}/evidence/{item.pk}").status_code for _time in range(2)]

    assert (linked, uses, gone) == ([200, 200], 1, [204, 404])
    assert Evidence.objects.count() == 1


def test_item_of_another_office_is_not_found(program, row):
    item = EvidenceFactory()
    asked = program()

    answers = [asked.ask("put", f"{MONTH}/evidence/{item.pk}"), asked.get(f"offices/9999/evidence/{item.pk}")]

    assert [codes(each) for each in answers] == [(404, "not_found")] * 2


def test_restricted_item_is_seen_by_who_added_it_alone(program, office):
    asked, other = program(), program(Role.SECRETARY)
    EvidenceFactory(office=office, confidentiality="terbatas", added_by=asked.token.user)

    assert [each.get("offices/9999/evidence").json()["count"] for each in (asked, other)] == [1, 0]


def test_items_are_searched_and_cost_the_same_when_there_are_three(program, office):
    asked = program()
    EvidenceFactory(office=office, title="Notulen rapat")
    one = asked.query_count("offices/9999/evidence")
    EvidenceFactory.create_batch(2, office=office, title="Daftar hadir")

    found = asked.get("offices/9999/evidence", {"q": "daftar"}).json()

    assert [each["title"] for each in found["items"]] == ["Daftar hadir"] * 2
    assert asked.query_count("offices/9999/evidence") == one
