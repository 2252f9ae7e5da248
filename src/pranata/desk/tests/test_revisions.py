"""A revision is begun, shown beside what it changes, and told in the history."""

import html
import re
from datetime import date

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.desk.tests.administrators import query_count
from pranata.engines.plan.actions import revisions
from pranata.engines.plan.actions.issuing import issue_decree
from pranata.engines.plan.models import Plan, Subactivity
from pranata.engines.plan.tests.factories import ActivityFactory, IndicatorFactory, PlanFactory, SubactivityFactory

pytestmark = pytest.mark.django_db

LIST = "/meja/9001/rencana-aksi/"
PLAN, REVISION = f"{LIST}2022/", f"{LIST}2022-r2/"
REVISE = f"{PLAN}revisi/"


def numbered(plan, number, by) -> Plan:
    """``plan`` with a decree of 1 June 2022."""
    signed = {"place": "Contoh", "signatory_role": "KETUA", "signatory_name": "Pegawai Contoh"}
    return issue_decree(plan, number=number, issued_on=date(2022, 6, 1), **signed, by=by)


@pytest.fixture
def adopted(plan, office):
    """The small plan, numbered and adopted by another secretary."""
    plan.remarks.all().delete()
    by = RoleAssignmentFactory(office=office, role="secretary").user
    return revisions.adopt(numbered(plan, "1/CONTOH", by), by=by, note="Pleno contoh")


@pytest.fixture
def revision(adopted, secretary):
    """A draft that rewords 1.1.1, moves 2.1.1 to other months, and adds 2.1.2; the decree's number changes."""
    draft = revisions.open_revision(adopted, kind="amendment", by=secretary)
    Subactivity.objects.filter(plan=draft, code="1.1.1").update(text="Menyusun dan menetapkan rencana")
    Subactivity.objects.filter(plan=draft, code="2.1.1").update(month_bits=0b11000000)
    activity = draft.areas.get(no=2).activities.get()
    new = SubactivityFactory(activity=activity, position=2, text="Laporan layanan", month_bits=0b1)
    IndicatorFactory(subactivity=new, position=1, text="Laporan tersusun")
    return draft


def words(text) -> str:
    return html.unescape(" ".join(re.sub("<[^>]+>", " ", text).split()))


def rows(response) -> dict[str, str]:
    """Each changed row of the page: its code and all its words."""
    found = re.findall(r'<article class="panel changed-row [a-z]+">(.*?)</article>', response.text, re.DOTALL)
    return {re.search(r'class="code">(.*?)</span>', each)[1]: words(each) for each in found}


@pytest.mark.parametrize(
    ("kind", "edition"), [("amendment", "perubahan (revisi 2)"), ("correction", "ralat (revisi 2)")]
)
def test_draft_begins_as_a_copy_when_a_revision_is_begun(client, adopted, secretary, kind, edition):
    response = client.post(REVISE, {"kind": kind})

    draft = Plan.objects.get(revision=2)
    assert (response.status_code, response["Location"]) == (302, REVISION)
    assert (draft.kind, draft.edition, draft.based_on, draft.subactivities.count()) == (kind, edition, adopted, 2)
    assert Plan.objects.get(pk=adopted.pk).status == "adopted"


def test_kind_is_chosen_beforehand_when_the_menu_named_it(client, adopted, secretary):
    page = client.get(REVISE, {"jenis": "correction"}).text

    assert re.findall(r'<input type="radio" name="kind" value="(\w+)"[^>]* checked', page) == ["correction"]


def test_import_knows_year_and_kind_when_the_decree_is_already_there(client, adopted, secretary):
    addresses = [html.unescape(each) for each in re.findall(r'href="([^"]+impor/[^"]+)"', client.get(REVISE).text)]

    page = client.get(addresses[1]).text

    assert addresses == [f"{LIST}impor/?jenis={kind}&tahun=2022" for kind in ("amendment", "correction")]
    assert re.search(r'name="year" value="(\d+)"', page)[1] == "2022"
    assert re.findall(r'name="kind" value="(\w+)"[^>]* checked', page) == ["correction"]


@pytest.mark.parametrize("kind", ["", "original", "x"])
def test_no_draft_begins_when_the_kind_is_none(client, adopted, secretary, kind):
    assert client.post(REVISE, {"kind": kind}).status_code == 422
    assert Plan.objects.count() == 1


def test_no_draft_begins_when_one_waits(client, revision):
    response = client.post(REVISE, {"kind": "correction"})

    assert (response.status_code, Plan.objects.count()) == (409, 2)
    assert "tidak punya rancangan lain" in response.text


def test_revision_is_refused_when_the_account_may_not(client, adopted, staff):
    answers = [client.get(REVISE), client.post(REVISE, {"kind": "amendment"})]

    assert ([answer.status_code for answer in answers], Plan.objects.count()) == ([403, 403], 1)


@pytest.mark.parametrize("page", ["revisi", "perbedaan", "riwayat"])
def test_page_is_not_there_when_the_reader_belongs_elsewhere(client, adopted, stranger, page):
    assert client.get(f"{PLAN}{page}/").status_code == 404


def test_difference_names_every_row_that_differs_when_shown(client, revision):
    found = rows(client.get(f"{REVISION}perbedaan/"))

    assert found["1.1.1"] == "1.1.1 ± diubah Subkegiatan Menyusun dan menetapkan rencana"
    assert found["2.1.1"].startswith(
        "2.1.1 ± diubah Survei layanan Jan Feb Mar Apr Mei Jun − dihapus Jul ✓ tetap Agt + "
    )
    assert found["2.1.2"].startswith(
        "2.1.2 + baris baru Kegiatan Kegiatan 2 Subkegiatan Laporan layanan Indikator Laporan tersusun Jan + "
    )
    assert list(found) == ["1.1.1", "2.1.1", "2.1.2"]


def test_difference_marks_words_when_a_text_changed(client, revision, secretary):
    numbered(revision, "2/CONTOH", secretary)

    page = client.get(f"{REVISION}perbedaan/").text

    assert "Menyusun <ins>dan menetapkan</ins> rencana" in " ".join(page.split())
    assert re.findall("<dt>(.*?)</dt><dd>", page)[:2] == ["Nomor", "Judul"]
    assert "<del>1/CONTOH</del> <ins>2/CONTOH</ins>" in page


def test_difference_names_rows_that_are_gone_when_removed(client, revision):
    Subactivity.objects.filter(plan=revision, code="1.1.1").delete()

    assert rows(client.get(f"{REVISION}perbedaan/"))["1.1.1"].startswith(
        "1.1.1 − dihapus Kegiatan Kegiatan 1 Subkegiatan Menyusun rencana"
    )


def test_difference_says_so_when_nothing_is_compared(client, plan, staff):
    assert "Rencana ini penetapan pertama" in client.get(f"{PLAN}perbedaan/").text


def test_difference_is_against_the_year_before_when_the_plan_is_its_copy(client, adopted, secretary):
    revisions.copy_to_year(adopted, year=2023, by=secretary)

    page = client.get(f"{LIST}2023/perbedaan/")

    assert "Perbedaan dengan Keputusan 1/CONTOH" in words(page.text)
    assert rows(page) == {}


def test_difference_escapes_what_was_written_when_hostile(client, revision):
    Subactivity.objects.filter(plan=revision, code="1.1.1").update(text="<script>alert(1)</script>")

    assert "<script>alert" not in client.get(f"{REVISION}perbedaan/").text


def test_history_tells_decrees_and_steps_when_there_are_revisions(client, adopted, revision, secretary):
    revisions.adopt(numbered(revision, "2/CONTOH", secretary), by=secretary)

    page = client.get(f"{PLAN}riwayat/").text
    chapters = [words(each) for each in re.findall(r'<li class="panel">(.*?)</p></li>', page, re.DOTALL)]

    assert [each.split(" ·")[0] for each in chapters] == [
        "Perubahan (revisi 2) ✓ ditetapkan Keputusan 2/CONTOH",
        "Penetapan ↷ digantikan Keputusan 1/CONTOH",
    ]
    assert "1 Juni 2022" in chapters[0]
    assert re.findall(r"(Ditetapkan|Digantikan) \d", chapters[1]) == ["Ditetapkan", "Digantikan"]
    assert ": Pleno contoh" in chapters[1]
    assert re.findall(rf'href="{LIST}([^"]+)"><?[^<]*Buka', page) == ["2022/", "2022-r1/"]


def test_history_says_so_when_nothing_happened_yet(client, plan, staff):
    assert "belum ditetapkan." in words(client.get(f"{PLAN}riwayat/").text)


@pytest.mark.parametrize("page", ["perbedaan", "riwayat"])
def test_query_count_stays_when_rows_are_added(client, revision, page):
    few = query_count(client, f"{REVISION}{page}/")
    activity = ActivityFactory(area=revision.areas.first(), position=2)
    for position in (1, 2, 3):
        IndicatorFactory(subactivity=SubactivityFactory(activity=activity, position=position))
    PlanFactory(office=revision.office, year=2021)

    assert query_count(client, f"{REVISION}{page}/") == few


def test_query_count_of_the_history_stays_when_revisions_are_added(client, revision, secretary):
    few = query_count(client, f"{PLAN}riwayat/")
    for number in (2, 3, 4):
        draft = Plan.objects.get(status="draft")
        adopted = revisions.adopt(numbered(draft, f"{number}/CONTOH", secretary), by=secretary)
        revisions.open_revision(adopted, kind="correction", by=secretary)

    assert query_count(client, f"{PLAN}riwayat/") == few
