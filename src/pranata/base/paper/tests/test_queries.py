import pytest
from django.core.files.base import ContentFile

from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.paper import actions, queries
from pranata.base.paper.letterhead import Letterhead
from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.base.paper.tests.images import image

pytestmark = pytest.mark.django_db


def test_letterhead_is_blank_when_nothing_was_set():
    office = OfficeFactory()

    assert queries.letterhead_of(office) == Letterhead()
    assert queries.paper_gaps(office) == ["nama satuan kerja", "alamat", "logo", "tempat penetapan"]


def test_letterhead_is_what_was_set(storage_dir):
    office = OfficeFactory()
    actions.save_letterhead(
        office,
        office_lines="KOMISI PEMILIHAN UMUM\nKABUPATEN CONTOH",
        address_lines="Jalan Fiktif 1",
        city="Contoh",
        number_pattern="",
        classification="",
        logo=ContentFile(image("PNG"), name="logo.png"),
        by=None,
    )

    assert queries.letterhead_of(office) == Letterhead(
        ("KOMISI PEMILIHAN UMUM", "KABUPATEN CONTOH"), ("Jalan Fiktif 1",), image("PNG"), "Contoh"
    )
    assert queries.paper_gaps(office) == []


def test_gap_is_named_when_only_the_logo_is_missing():
    assert queries.paper_gaps(OfficePaperFactory().office) == ["logo"]
