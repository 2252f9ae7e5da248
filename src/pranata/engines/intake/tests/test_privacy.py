import pytest
from django.conf import settings as installed

from pranata.engines.deadlines.model import Certainty
from pranata.engines.deadlines.rows import DataFault
from pranata.engines.intake import checks, declaration
from pranata.engines.intake.privacy import notice_of, read_rights
from pranata.engines.intake.tests.conftest import NOTICE
from pranata.engines.intake.tests.posting import ADDRESS, words
from pranata.engines.intake.tests.sample import PLAIN, SAMPLE


def test_notice_says_what_its_file_says(door):
    notice = notice_of("sample")

    assert (notice.purpose, notice.kinds, notice.contact) == (
        "Nama dipakai untuk menjawab contoh ini.",
        ("nama", "surel"),
        "Petugas contoh",
    )
    assert [each.certainty for each in (*notice.basis, *notice.retention)] == [Certainty.HIGH, Certainty.SOURCE]
    assert len(notice.rights) == 11
    assert notice.has_doubts


def test_rights_name_an_article_each():
    rights = read_rights(installed.DATA_DIR / "privacy")

    assert {each.basis.partition(" Pasal ")[0] for each in rights} == {"UU 27/2022"}
    assert [each.basis for each in rights if not each.is_doubtful] == ["UU 27/2022 Pasal 40"]


@pytest.mark.parametrize(
    ("was", "put", "fault"),
    [
        ('purpose = "', 'purpos = "', "sample.toml: kunci tidak dikenal: purpos; "),
        ('contact = "Petugas contoh"\n', "", "sample.toml: kunci belum ada: contact"),
        ('kinds = ["nama", "surel"]', "kinds = []", "sample.toml: kinds: harus daftar teks, paling sedikit satu"),
        ('kinds = ["nama", "surel"]', "kinds = [1]", "sample.toml: kinds: harus daftar teks, paling sedikit satu"),
        ('contact = "Petugas contoh"', 'contact = " "', "sample.toml: contact: tidak boleh kosong"),
        ('certainty = "high"', 'certainty = "pasti"', "sample.toml: basis, baris 1: certainty: 'pasti' tidak dikenal"),
        ('basis = "aturan contoh"\n', "", "sample.toml: retention, baris 1: kunci belum ada: basis"),
        ('purpose = "', "purpose = ", "sample.toml: bukan TOML: "),
        ("[[retention]]", "[retention]", "sample.toml: retention: harus daftar"),
        ("[[basis]]", "basis = []\n[[lain]]", "sample.toml: kunci tidak dikenal: lain"),
    ],
)
def test_notice_is_refused_with_its_place_when_it_is_faulty(door, settings, was, put, fault):
    (settings.DATA_DIR / "privacy/sample.toml").write_text(NOTICE.replace(was, put, 1))

    with pytest.raises(DataFault) as raised:
        notice_of("sample")

    assert str(raised.value)[: len(fault)] == fault


def test_every_shipped_notice_is_whole():
    forms = sorted(path.stem for path in (installed.DATA_DIR / "privacy").glob("*.toml") if path.stem != "rights")

    assert [notice_of(form).purpose == "" for form in forms] == [False] * len(forms)
    assert read_rights(installed.DATA_DIR / "privacy") != ()


def test_start_is_refused_when_a_form_has_no_notice_or_a_name_of_another(door, settings, monkeypatch):
    monkeypatch.setattr(declaration, "_declared", [])
    for form in (SAMPLE, SAMPLE, PLAIN):
        declaration.declare(form)
    (settings.DATA_DIR / "privacy/plain.toml").unlink()

    assert [(error.id, error.msg) for error in checks.check_notices()] == [
        ("intake.E002", "Two anonymous forms are called sample."),
        ("intake.E001", "The form plain has no privacy notice. plain.toml: berkas ini belum ada di data/privacy"),
    ]


def test_page_marks_articles_that_were_not_read_in_a_source(client, office):
    assert "UU 27/2022 Pasal 20 ≈ (belum dicocokkan)" in words(client.get(ADDRESS))
    assert "aturan contoh Hak Anda" in words(client.get(ADDRESS))
    assert "Petugas contoh, KPU Kabupaten Contoh." in words(client.get(ADDRESS))
