"""Pages on paper, A4 and F4: nothing cut, headings on every sheet, rows whole, and nothing to press."""

import io
import re
from dataclasses import dataclass
from itertools import combinations

import pdfplumber
import pytest
from pdfplumber.page import Page as PdfPage
from playwright.sync_api import Page

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.models import Office
from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory
from pranata.engines.plan.models import Plan, Status
from pranata.engines.plan.tests.factories import ProgressFactory
from pranata.engines.reports.tests.factories import IssuedReportFactory
from tests.browser.plans import make_plan

MILLIMETRE = 72 / 25.4
MARGIN = 9 * MILLIMETRE  # some printers cannot reach further
PAPERS = {"A4": (210, 297), "F4": (215, 330)}
NOTE = "Rapat contoh membahas rancangan, menghasilkan notula, dan menetapkan pembagian tugas. " * 2
PLAN = "/meja/9001/rencana-aksi/2022/"
# Each with a word of its table's heading, and what stands at the end of fields that hold much.
LYING = {
    "matrix": (PLAN, "Kode", set()),
    "month": (f"{PLAN}bulan/6/", "Capaian", {f"Akhir{no}.1.{row}" for no in range(1, 9) for row in range(1, 4)}),
    "public plan": ("/9001/reformasi-birokrasi/2022/", "Kode", set()),
}
UPRIGHT = {
    "row": f"{PLAN}1.1.2/?bulan=6",
    "desk": "/meja/9001/",
    "remarks": f"{PLAN}catatan/",
    "people in charge": f"{PLAN}penanggung-jawab/",
    "deadlines": f"{PLAN}tenggat/",
    "report": "/meja/9001/laporan/bulanan/2022-05/",
    "reports": "/meja/9001/laporan/",
    "evidence": "/meja/9001/bukti/",
    "public office": "/9001/",
    "verification": "/verifikasi/contohcontohcontoh/",
}
ROW_WORDS = ("Monitoring,", "pelaporan,", "pengelolaan")  # each once in every row of the plan
# What could be pressed or leads elsewhere, and is there to be seen.
PRESSED = "button, .btn, summary, nav.side, .bottom, .phone-head, .public-head nav, .public-foot, select.form-select"
# Every word on the page but those that only a screen reader gets.
SEEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), words = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, box = node.parentElement;
    if (!box.closest(".visually-hidden, script, style, option") && box.checkVisibility()
        && box.getBoundingClientRect().width > 1) words.push(node.data);
  }
  return words.join(" ");
}"""


@pytest.fixture
def secretary(live_server, monkeypatch):
    """An account at an office in the middle of a year: a plan in force, months noted, evidence, a report issued."""
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    plan = make_plan()
    Plan.objects.update(status=Status.ADOPTED)
    for row in plan.subactivities.all():
        noted = ProgressFactory(
            subactivity=row, month=6, achievement=f"{NOTE}Akhir{row.code}", obstacle=NOTE, follow_up=NOTE
        )
        item = EvidenceFactory(office=plan.office, title=f"Bukti contoh {row.code}")
        UseFactory(evidence=item, target_label="plan.progress", target_id=noted.pk)
    IssuedReportFactory(office=plan.office, public_code="contohcontohcontoh")
    return RoleAssignmentFactory(office=plan.office, role=Role.SECRETARY).user


@pytest.fixture
def page(wide, signed_in, secretary) -> Page:
    signed_in(wide, secretary).emulate_media(media="print")
    return wide


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper: its size in millimetres, its words, those in the margin, and those over another word."""

    size: tuple[int, int]
    words: list[str]
    outside: list[str]
    covered: list[str]


def printed(page: Page, paper: str) -> list[Sheet]:
    """The page as it leaves the printer on this paper."""
    width, height = (f"{length}mm" for length in PAPERS[paper])
    with pdfplumber.open(io.BytesIO(page.pdf(width=width, height=height))) as document:
        return [sheet(each) for each in document.pages]


def sheet(found: PdfPage) -> Sheet:
    right, bottom = found.width - MARGIN, found.height - MARGIN
    each_word = found.extract_words()
    return Sheet(
        (round(found.width / MILLIMETRE), round(found.height / MILLIMETRE)),
        [word["text"] for word in each_word],
        [w["text"] for w in each_word if w["x0"] < MARGIN or w["x1"] > right or w["bottom"] > bottom],
        [one["text"] for one, other in combinations(each_word, 2) if is_over(one, other)],
    )


def is_over(one: dict, other: dict) -> bool:
    """Whether two words stand on the same spot: by more than a point sideways and two up or down."""
    aside = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    return aside > 1 and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 2


def assert_whole(page: Page, found: list[Sheet], size: tuple[int, int]) -> None:
    """On paper of this size every word of the page stands, inside the margins and beside the others."""
    assert {each.size for each in found} == {size}
    assert [(each.outside, each.covered) for each in found if each.outside or each.covered] == []
    on_paper = set(re.findall(r"\w+", " ".join(word for each in found for word in each.words)))
    assert set(re.findall(r"\w+", page.evaluate(SEEN))) - on_paper == set()


def assert_rows_are_whole(found: list[Sheet], heading: str) -> None:
    """No row goes on overleaf, and wherever rows stand the table's heading stands above them once."""
    counts = [[each.words.count(word) for word in ROW_WORDS] for each in found]
    assert [row for row in counts if len(set(row)) != 1] == []
    headings = [each.words.count(heading) for each, row in zip(found, counts, strict=True) if row[0]]
    assert len(headings) > 1
    assert set(headings) == {1}


def assert_nothing_to_press(page: Page) -> None:
    assert page.locator(PRESSED).locator("visible=true").all_text_contents() == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", LYING)
def test_table_lies_on_its_side_with_whole_rows_when_printed(page, name, paper):
    address, heading, last_words = LYING[name]
    page.goto(address)

    found = printed(page, paper)

    assert_whole(page, found, PAPERS[paper][::-1])
    assert_rows_are_whole(found, heading)
    assert last_words - {word for each in found for word in each.words} == set()
    assert_nothing_to_press(page)


@pytest.mark.parametrize("name", UPRIGHT)
def test_page_is_whole_when_printed(page, name):
    page.goto(UPRIGHT[name])

    for paper, size in PAPERS.items():
        assert_whole(page, printed(page, paper), size)
    assert_nothing_to_press(page)


def test_address_stands_beside_a_link_when_it_leads_outside(page):
    item = EvidenceFactory(office=Office.objects.get(code="9001"), link="https://contoh.example/berita")
    page.goto(f"/meja/9001/bukti/{item.pk}/")

    assert "(https://contoh.example/berita)" in [word for each in printed(page, "A4") for word in each.words]
