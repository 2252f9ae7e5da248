"""A fictional plan large enough to scroll, for the browser tests."""

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.models import Plan
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    RemarkFactory,
    SubactivityFactory,
)

TEXT = "Monitoring, evaluasi, pelaporan, dan tindak lanjut pengelolaan contoh di lingkungan satuan kerja"


def make_plan() -> Plan:
    """Office 9001, published plan of 2022: eight areas, 24 rows; 1.1.2 is doubtful, remarked and printed."""
    office = OfficeFactory(code="9001", name="KPU Kabupaten Contoh", region_name="Kabupaten Contoh")
    plan = PlanFactory(office=office, year=2022, is_published=True)
    for no in range(1, 9):
        area = AreaFactory(plan=plan, no=no, name=f"Penguatan Contoh Kelembagaan {no}")
        activity = ActivityFactory(area=area, position=1, no="1", name=f"Pelaksanaan kegiatan contoh {no}")
        for position in range(1, 4):
            row = SubactivityFactory(
                activity=activity,
                position=position,
                text=f"{TEXT} {no}{position}",
                month_bits=0b100000 if position == 3 else 0xFFF,
                confidence="low" if (no, position) == (1, 2) else "high",
                as_printed="\t2. " + TEXT + "\t✓" * 14 if (no, position) == (1, 2) else "",
            )
            IndicatorFactory(subactivity=row, position=1, text=f"Laporan contoh {no}{position} tersedia")
    RemarkFactory(plan=plan, position=1, subject="1.1.2", severity="doubt", code="shared_cell", message="Satu sel.")
    RemarkFactory(plan=plan, position=2, subject="", severity="info", code="year_mismatch", message="Tahun berbeda.")
    return plan
