import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db.models import Count

from pranata.base.audit.models import Event
from pranata.base.org.actions import LoadResult, load_offices
from pranata.base.org.models import Office
from pranata.base.org.tests.account import Account, Denied

pytestmark = pytest.mark.django_db
HEADING = "code,level,name,region_name,parent_code,time_zone,note"
CENTER = "00,ri,KPU RI,Republik Indonesia,,Asia/Jakarta,"


def write(tmp_path, *lines):
    source = tmp_path / "offices.csv"
    source.write_text("\n".join((HEADING, *lines)) + "\n", encoding="utf-8")
    return source


def test_load_offices_brings_the_whole_country_and_a_second_time_nothing(django_assert_num_queries):
    first = load_offices()
    with django_assert_num_queries(1 + 2):  # one read; a savepoint around it
        second = load_offices()

    assert (first, second) == (LoadResult(553, 0), LoadResult(0, 0))
    assert list(Office.objects.values_list("level").annotate(Count("pk")).order_by("level")) == [
        ("province", 38),
        ("regency", 514),
        ("ri", 1),
    ]
    trenggalek = Office.objects.get(code="3503")
    assert (trenggalek.name, trenggalek.region_name) == ("KPU Kabupaten Trenggalek", "Kabupaten Trenggalek")
    assert [office.name for office in trenggalek.ancestors()] == ["KPU RI", "KPU Provinsi Jawa Timur"]
    assert list(Event.objects.filter(office_code="").values_list("action", "after")) == [
        ("org.offices_loaded", '{"created":553,"updated":0}')
    ]


@pytest.mark.parametrize(
    ("code", "name", "time_zone"),
    [
        ("11", "KIP Aceh", "Asia/Jakarta"),
        ("1171", "KIP Kota Banda Aceh", "Asia/Jakarta"),
        ("31", "KPU Provinsi DKI Jakarta", "Asia/Jakarta"),
        ("3171", "KPU Kota Jakarta Pusat", "Asia/Jakarta"),
        ("34", "KPU Provinsi Daerah Istimewa Yogyakarta", "Asia/Jakarta"),
        ("7310", "KPU Kabupaten Pangkajene dan Kepulauan", "Asia/Makassar"),
        ("9171", "KPU Kota Jayapura", "Asia/Jayapura"),
    ],
)
def test_names_in_the_list_when_the_region_has_a_special_name(code, name, time_zone):
    load_offices()

    office = Office.objects.get(code=code)
    assert (office.name, office.time_zone) == (name, time_zone)


def test_load_offices_corrects_what_changed_and_leaves_the_use_alone(tmp_path):
    load_offices(source=write(tmp_path, CENTER, "90,province,KPU Provinsi Lama,Lama,00,Asia/Jakarta,"))
    Office.objects.filter(code="90").update(is_active=True)

    result = load_offices(source=write(tmp_path, CENTER, "90,province,KPU Provinsi Baru,Baru,00,Asia/Makassar,"))

    assert result == LoadResult(0, 1)
    assert Office.objects.values_list("name", "region_name", "time_zone", "is_active").get(code="90") == (
        "KPU Provinsi Baru",
        "Baru",
        "Asia/Makassar",
        True,
    )


@pytest.mark.parametrize(
    "line",
    [
        "90,province,KPU Provinsi Contoh,Contoh,77,Asia/Jakarta,",
        "90,province,KPU Provinsi Contoh,Contoh,,Asia/Jakarta,",
        "90,desa,KPU Provinsi Contoh,Contoh,00,Asia/Jakarta,",
        "90,province,,Contoh,00,Asia/Jakarta,",
        "90,province,KPU Provinsi Contoh,Contoh,00,Mars/Utara,",
        CENTER,
    ],
)
def test_load_offices_is_refused_when_a_line_is_wrong(tmp_path, line):
    with pytest.raises(ValidationError):
        load_offices(source=write(tmp_path, CENTER, line))

    assert Office.objects.count() == 0


def test_load_offices_is_refused_when_the_heading_is_another(tmp_path):
    source = tmp_path / "offices.csv"
    source.write_text("kode,nama\n35,Jawa Timur\n", encoding="utf-8")

    with pytest.raises(ValidationError):
        load_offices(source=source)


def test_load_offices_is_refused_without_permission_at_the_center():
    load_offices()
    trenggalek = Office.objects.get(code="3503")

    with pytest.raises(Denied):
        load_offices(by=Account({"offices.manage": [trenggalek]}))


def test_command_says_how_many(capsys):
    call_command("load_offices")

    assert capsys.readouterr().out == "Satuan kerja: 553 baru, 0 diperbarui.\n"


def test_command_fails_plainly_when_the_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("load_offices", source=tmp_path / "tidak-ada.csv")
