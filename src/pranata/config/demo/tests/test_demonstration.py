"""The half-year as told: what stands in the plan, that its history is whole, and that everything says it is made up."""

import io
import re
import zipfile
from collections import Counter
from html import unescape

import pdfplumber
import pytest
from django.test import Client
from django.urls import resolve

from pranata.base.access.models import User
from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.files.downloads import open_file
from pranata.base.notify.models import Notice
from pranata.config.demo.filling import begin_demonstration, welcome
from pranata.engines.dispositions.models import Disposition
from pranata.engines.evidence.models import Evidence
from pranata.engines.plan.models import Deputy, Figure, Plan, Progress, Responsibility
from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.schedule import schedule
from pranata.engines.reports.making import make_draft
from pranata.engines.reports.models import IssuedReport
from pranata.engines.reports.registry import by_code
from pranata.lib import clock
from pranata.lib.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]

BANNER = "Contoh: data rekaan per 26 Juni 2022"
PAPER_MARK = "CONTOH: data rekaan per"
LINK = re.compile(r'href="(/[^"#]*)')


def signed_in(account: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(login=f"{account}@contoh.example"))
    return client


def test_cells_stand_as_told_on_the_day_of_the_demonstration():
    areas = schedule(plan_matrix(Plan.objects.get()), clock.today())
    states = [line.states for area in areas for block in area.blocks for line in block.lines]

    assert [Counter(str(row[month]) for row in states if row[month] != "empty") for month in range(7)] == [
        {"verified": 56, "late": 3, "overdue": 1},
        {"verified": 54, "late": 2, "overdue": 1},
        {"verified": 45, "late": 3, "overdue": 3},
        {"verified": 40, "late": 4, "overdue": 4},
        {"verified": 29, "late": 2, "overdue": 4, "submitted": 5},
        {"verified": 6, "submitted": 6, "due": 40},
        {"planned": 48},
    ]
    assert Counter(Progress.objects.values_list("status", flat=True)) == {
        "verified": 244,
        "submitted": 11,
        "draft": 6,
        "returned": 5,
    }


def test_people_evidence_and_papers_stand_as_told():
    counts = {
        "rows in charge": Responsibility.objects.count(),
        "deputies": Deputy.objects.count(),
        "evidence": Evidence.objects.count(),
        "unproven": Evidence.objects.exclude(pk__in=Evidence.objects.proving_on(clock.today())).count(),
        "accounts": User.objects.count(),
    }

    assert counts == {"rows in charge": 86, "deputies": 3, "evidence": 132, "unproven": 2, "accounts": 12}
    assert Figure.objects.exists()
    assert Counter(Disposition.objects.values_list("status", flat=True)) == {"open": 3, "done": 1}
    assert {kind for (kind,) in Notice.objects.filter(read_at=None).values_list("kind")} >= {"plan.returned"}
    reports = IssuedReport.objects.order_by("pk").values_list("period", "status", "signature")
    assert list(reports) == [
        ("2022-01", "issued", "wet"),
        ("2022-02", "issued", "none"),
        ("2022-03", "issued", "none"),
        ("2022-04", "superseded", "none"),
        ("2022-04", "issued", "none"),
        ("2022-05", "issued", "none"),
    ]


def test_history_is_whole_and_its_moments_ascend():
    moments = list(Event.objects.filter(office_code="3503").order_by("sequence").values_list("at", flat=True))

    assert verify().bad is None
    assert moments == sorted(moments)
    assert (moments[0][:10], moments[-1][:10]) == ("2022-01-03", "2022-06-23")


def test_second_start_leaves_everything_as_it_is():
    before, said = Event.objects.count(), []

    assert begin_demonstration(said.append) == []

    assert (Event.objects.count(), said) == (before, [])


def test_password_opens_an_account_at_once(sample):
    account = {"login": "pegawai07@contoh.example", "password": sample.people["password"]}

    response = Client().post("/masuk/", account, follow=True)

    assert [address for address, _status in response.redirect_chain][-1] == "/meja/3503/"
    assert BANNER in response.content.decode()


@pytest.mark.parametrize("account", ["sekretaris", "verifikator"])
def test_every_page_of_the_desk_answers_and_says_that_it_is_made_up(account):
    client, waiting, seen, wrong = signed_in(account), ["/meja/3503/"], set(), []
    while waiting:
        address = waiting.pop(0)
        kind = resolve(address.partition("?")[0]).view_name
        if kind in seen:
            continue
        seen.add(kind)
        response = client.get(address, follow=True)
        page, place = response.getvalue().decode(errors="replace"), response.request["PATH_INFO"]
        is_marked = BANNER in page or not page.startswith("<!doctype html>")
        if response.status_code != 200 or not is_marked or not place.startswith("/meja/"):
            wrong.append((address, response.status_code, place))
        waiting += [unescape(link) for link in LINK.findall(page) if link.startswith("/meja/")]

    assert wrong == []
    assert seen >= {"desk:plan", "desk:subactivity", "desk:notices", "desk:dispositions", "desk:issued_report"}


@pytest.mark.parametrize("address", ["/3503/", "/3503/reformasi-birokrasi/", "/en/3503/", "/masuk/", "/tidak-ada/"])
def test_public_page_says_that_it_is_made_up(address):
    assert '<p class="demonstration" role="status">' in Client().get(address).content.decode()


def test_machines_get_their_plain_answer():
    assert Client().get("/healthz").content.decode().strip() == "ok"


def test_issued_paper_carries_its_mark_on_every_page():
    issued = IssuedReport.objects.select_related("file__office").first()

    with open_file(issued.file) as content, pdfplumber.open(content) as file:
        pages = [page.crop((0, 0, page.width, 40)).extract_text() for page in file.pages]

    assert [number for number, text in enumerate(pages) if PAPER_MARK not in text] == []


@pytest.mark.parametrize(("file_format", "part"), [("docx", "word/header"), ("xlsx", "xl/worksheets/sheet")])
def test_office_file_carries_its_mark(file_format, part):
    made = make_draft(by_code("monthly"), Plan.objects.get().office, Period.parse("2022-06"), file_format)

    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.startswith(part)]

    assert parts
    assert [text[:80] for text in parts if PAPER_MARK not in text] == []


def test_everybody_who_signs_in_is_named_with_all_roles_when_it_starts():
    lines = [line.split() for line in welcome()]

    assert [line for line in lines if line[-1] == "kasubbag.hukum@contoh.example"] == [
        ["Kasubbag", "Contoh", "04", "kepala", "subbagian,", "petugas", "pengaduan", "kasubbag.hukum@contoh.example"]
    ]
