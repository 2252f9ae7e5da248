from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.deadlines.rows import DataFault
from pranata.engines.evidence import actions
from pranata.engines.evidence.actions import Description
from pranata.engines.evidence.document_kinds import document_kind_title, document_kinds
from pranata.engines.evidence.tests.factories import EvidenceFactory

SLUG = set("abcdefghijklmnopqrstuvwxyz0123456789-")
ROW = '[[kind]]\ncode = "contoh"\nname = "sample"\ntitle = "Contoh"\nsource = "1.1.1"\n'


@pytest.fixture
def staff(db):
    return RoleAssignmentFactory(role=Role.STAFF)


def test_kind_is_kept_and_can_be_changed(staff):
    said = Description(title="Renstra contoh", dated_on=date(2022, 1, 3), document_kind="renstra")
    item = actions.add_link(staff.office, "https://contoh.example/renstra", said, captured=None, by=staff.user)

    changed = Description(title="Renstra contoh", dated_on=date(2022, 1, 3), document_kind="renstra-reviu")
    actions.describe(item, changed, by=staff.user)

    item.refresh_from_db()
    assert (item.document_kind, item.document_kind_title) == ("renstra-reviu", "Renstra hasil reviu")


def test_kind_that_does_not_exist_is_refused_at_its_field(staff):
    said = Description(title="Contoh", dated_on=date(2022, 1, 3), document_kind="surat-cinta")

    with pytest.raises(ValidationError) as refusal:
        actions.add_link(staff.office, "https://contoh.example/", said, captured=None, by=staff.user)

    assert refusal.value.message_dict == {"document_kind": ["Jenis dokumen ini tidak dikenal."]}


def test_kind_that_left_the_file_is_shown_by_its_code(db):
    assert document_kind_title("jenis-lama") == "jenis-lama"
    assert EvidenceFactory().document_kind_title == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ROW + ROW, ": code dua kali: contoh"),
        (ROW + 'each_year = "ya"\n', ", baris [[kind]] ke-1: each_year: harus true atau false, tertulis ya"),
        (ROW + 'jenis = "x"\n', ", baris [[kind]] ke-1: kunci tidak dikenal: jenis"),
    ],
)
def test_faulty_file_is_refused_with_its_row(tmp_path, text, words):
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "document_kinds.toml").write_text(text)

    with override_settings(DATA_DIR=tmp_path), pytest.raises(DataFault) as fault:
        document_kinds.__wrapped__()

    assert str(fault.value).startswith(f"document_kinds.toml{words}")


def test_codes_are_slugs_that_fit_their_column():
    assert [each.code for each in document_kinds() if len(each.code) > 40 or not set(each.code) <= SLUG] == []
