"""What each type of document must have, and what the data files are refused for."""

import pytest
from django.conf import settings as shipped

from pranata.areas.regulation.jdih.checks import check_jdih_data
from pranata.areas.regulation.jdih.metadata import is_library, known_names, metadata_types, type_of
from pranata.engines.documents.kinds import kinds

DATA = shipped.DATA_DIR / "jdih"


@pytest.fixture
def folder(settings, tmp_path):
    """A copy of the data that a test may spoil."""
    (tmp_path / "jdih").mkdir()
    for name in ("metadata.toml", "kinds.toml"):
        (tmp_path / "jdih" / name).write_text((DATA / name).read_text(encoding="utf-8"), encoding="utf-8")
    settings.DATA_DIR = tmp_path
    for each in (metadata_types, known_names):
        each.cache_clear()
    yield tmp_path / "jdih"
    for each in (metadata_types, known_names):
        each.cache_clear()


def test_every_legal_kind_is_of_a_type():
    types = {each.code: type_of(each.code) for each in kinds() if each.is_legal}

    assert [code for code, found in types.items() if found is None] == []
    assert {code: types[code].code for code in ("keputusan", "monografi", "artikel", "putusan")} == {
        "keputusan": "peraturan",
        "monografi": "monografi",
        "artikel": "artikel",
        "putusan": "putusan",
    }
    assert (type_of("surat-dinas"), type_of("tidak-ada")) == (None, None)


def test_books_and_articles_are_no_law():
    assert [is_library(code) for code in ("monografi", "artikel", "keputusan", "tidak-ada")] == [
        True,
        True,
        False,
        False,
    ]


def test_shipped_files_can_be_used():
    assert check_jdih_data() == []


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        (
            "metadata.toml",
            '[[type]]\ncode = "x"\ngroups = ["x"]\nrequired = ["warna"]\n',
            "metadata.toml: isian tidak dikenal: warna",
        ),
        (
            "kinds.toml",
            '[[kind]]\ncode = "surat-dinas"\nnames = ["Surat"]\n',
            "kinds.toml: jenis surat-dinas tidak dikenal atau bukan dokumen hukum",
        ),
    ],
)
def test_file_that_cannot_be_used_is_told_at_start_up(folder, name, row, words):
    path = folder / name
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{row}", encoding="utf-8")

    assert [each.msg for each in check_jdih_data()] == [words]
