"""What a reader sees: Indonesian pages without English, English pages without Indonesian, whoever is signed in."""

import re

import pytest

from language import BareWords, english_words
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import PASSWORD, RoleAssignmentFactory
from pranata.engines.plan.tests.factories import IndicatorFactory, RemarkFactory
from tests.walk import addresses

# Common words that no English sentence contains. What is quoted from a decree stands in an element with lang="id".
INDONESIAN = frozenset(
    """adalah anda atau bulan cari dan dari daftar dalam dengan di halaman ini itu kantor ke keluar kembali masuk oleh
    pada rencana satuan sebagai semua tahun telah tersedia tidak unduh untuk yang""".split()
)


def visible(html: str) -> list[str]:
    """The texts a reader sees or hears, without those in an element that names a language of its own."""
    reader = BareWords()
    reader.feed(html)
    reader.close()
    return [text for _line, text in reader.found]


def english_seen(response) -> list[str]:
    return [text for text in visible(response.content.decode()) if english_words(text)]


def indonesian_seen(response) -> list[str]:
    texts = visible(response.content.decode())
    return [text for text in texts if INDONESIAN & set(re.findall(r"[a-z]+", text.lower()))]


@pytest.fixture
def plan():
    """A published plan whose texts are Indonesian, as those of a decree are."""
    indicator = IndicatorFactory(
        text="Tersedia laporan yang lengkap",
        subactivity__text="Menyusun laporan untuk satuan kerja",
        subactivity__as_printed="1. Menyusun laporan untuk satuan kerja",
        subactivity__activity__name="Pelaporan dalam satu tahun",
        subactivity__activity__area__name="Penataan dan penguatan organisasi",
        subactivity__activity__area__plan__is_published=True,
        subactivity__activity__area__plan__document__title="Penetapan rencana aksi tahun 2022",
    )
    plan = indicator.subactivity.plan
    RemarkFactory(plan=plan, message="Baris ini tidak jelas.")
    return plan


@pytest.fixture
def pages(plan):
    """The addresses of all pages, right and wrong ones."""
    samples = {
        "code": [plan.office.code, "0000"],
        "year": [plan.year, 1901],
        "plan_key": [plan.key],
        "row": [plan.subactivities.get().code],
        "file_format": ["html"],
        "pk": [1],
        "month": [1],
        "position": [1],
        "kind": ["complaints"],
        "use": [1],
        "section": ["pemenuhan.I"],
        "question": ["I.1.a"],
        "assessor": [1],
        "what": ["tidak-ada.pdf"],
        "evidence": [1],
        "relation": [1],
        "version": [1],
        "survey": ["skm-2022"],
        "invitation": ["tidak-ada"],
        "added": [1],
        "device": [1],
        "response": [1],
        "secret": ["tidak-ada"],
        "slug": ["bulanan"],
        "register": ["informasi-publik"],
        "measure_key": ["complaints.on_time"],
        "below": ["9999"],
        "register_code": ["informasi-publik"],
        "name": ["information_requests.answer"],
        "period": ["2022-06"],
        "uidb36": ["1"],
        "key": ["set-password", "1-abc"],
    }
    return [address.path for address in addresses(samples)]


def is_page(response) -> bool:
    return response.get("Content-Type", "").startswith("text/html")


def seen_on_pages(client, paths, seen) -> dict[str, list[str]]:
    """What ``seen`` finds on each page that answers, redirects left to the page they lead to."""
    answers = {path: client.get(path) for path in paths}
    assert any(answer.status_code == 200 for answer in answers.values())
    return {path: found for path, answer in answers.items() if is_page(answer) and (found := seen(answer))}


@pytest.mark.django_db
def test_indonesian_pages_hold_no_english_when_a_stranger_reads_them(client, pages):
    indonesian = [path for path in pages if not path.startswith("/en/")]

    assert seen_on_pages(client, indonesian, english_seen) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMINISTRATOR])
def test_indonesian_pages_hold_no_english_when_staff_read_them(client, pages, plan, role):
    client.force_login(RoleAssignmentFactory(office=plan.office, role=role).user)
    indonesian = [path for path in pages if not path.startswith("/en/") and path != "/masuk/keluar/"]

    assert seen_on_pages(client, indonesian, english_seen) == {}


@pytest.mark.django_db
def test_english_pages_hold_no_indonesian_when_a_stranger_reads_them(client, pages):
    english = [path for path in pages if path.startswith("/en/")]

    assert seen_on_pages(client, english, indonesian_seen) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/masuk/", {}),
        ("/masuk/", {"login": "bukan siapa-siapa", "password": "salah"}),
        ("/masuk/sandi/lupa/", {"email": "bukan-surel"}),
        ("/masuk/sandi/lupa/", {"email": "siapa@example.test"}),
    ],
)
def test_refusals_hold_no_english_when_a_stranger_errs(client, path, fields):
    response = client.post(path, fields, follow=True)

    assert english_seen(response) == []
    assert visible(response.content.decode()) != []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/masuk/sandi/ganti/", {"oldpassword": "salah", "password1": "pendek", "password2": "lain"}),
        (
            "/masuk/sandi/ganti/",
            {"oldpassword": PASSWORD, "password1": "12345678901234", "password2": "12345678901234"},
        ),
        ("/masuk/konfirmasi/", {"password": "salah"}),
        ("/masuk/dua-langkah/aplikasi/", {"code": "000000"}),
    ],
)
def test_refusals_hold_no_english_when_staff_err(client, path, fields):
    user = RoleAssignmentFactory().user
    client.post("/masuk/", {"login": user.login, "password": PASSWORD})

    response = client.post(path, fields, follow=True)

    assert english_seen(response) == []
    assert visible(response.content.decode()) != []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Please sign in</p>", ["Please sign in"]),
        ("<p>Silakan masuk</p>", []),
        ('<p lang="en">Please sign in</p><p>Silakan masuk</p>', []),
        ('<img alt="The logo">', ["The logo"]),
    ],
)
def test_english_is_seen_when_a_page_holds_it(html, found):
    assert [text for text in visible(html) if english_words(text)] == found
