"""An office with accounts, and a report of two lines that is declared for the test alone."""

from dataclasses import dataclass
from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.base.paper.typesetting import typeset
from pranata.engines.reports.actions import Edition
from pranata.engines.reports.editions import Written
from pranata.engines.reports.registry import Report
from pranata.lib.periods import Length, Period

TEMPLATE = (
    '#let paper = json("/data.json")\n#set document(title: paper.title)\n'
    '#set text(font: paper.fonts, lang: "id")\n#paper.lines.join(linebreak())\n'
    '#if paper.qr { image("/qr.svg", width: 3cm, alt: "QR") }\n'
)
JUNE = Period.parse("2022-06")


@dataclass(frozen=True)
class CountFacts:
    """What the test's report says."""

    title: str
    count: int
    as_of: date = date(2022, 7, 5)
    warnings: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()


@pytest.fixture
def office(db):
    office = OfficeFactory(code="9999", name="KPU Kabupaten Contoh")
    OfficePaperFactory(office=office, city="Contoh")
    return office


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY).user


@pytest.fixture
def staff(office):
    return RoleAssignmentFactory(office=office, role=Role.STAFF).user


@pytest.fixture
def report(tmp_path):
    """The monthly count of the test; its PDF holds the imprint's lines."""
    template = tmp_path / "contoh.typ"
    template.write_text(TEMPLATE)

    def write(facts, letterhead, imprint):
        lines = [facts.title, imprint.number, imprint.name, imprint.address, imprint.chain_head]
        data = {"title": facts.title, "lines": lines, "qr": bool(imprint.qr)}
        content = typeset(template, data, day=imprint.issued_on or facts.as_of, files={"qr.svg": imprint.qr})
        return Written(content)

    def facts(office, period):
        return CountFacts(f"Hitungan {period.words}", 3)

    return Report("count", "hitungan", "Hitungan contoh", Length.MONTH, facts, {"pdf": write})


@pytest.fixture
def edition():
    """``edition(number="2/X/2022")`` is what is entered to issue a report."""

    def make(**changes):
        entered = {
            "issued_on": date(2022, 7, 5),
            "place": "Contoh",
            "signatory_role": "Sekretaris",
            "signatory_name": "Pegawai Contoh",
            "number": "1/LAP/2022",
        }
        return Edition(**entered | changes)

    return make
