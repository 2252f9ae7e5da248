"""Killed with -9 in the middle of a month's work: handed in or not, issued or not, and nothing between."""

import json

from pranata.config.backup.tests.test_kills import ROUNDS, acknowledged_before_kill, assert_chains_are_whole

# The shipped plan in force, and one account that may hand in and issue.
ADOPT = """
from pranata.base.access.actions import assign_role
from pranata.base.access.models import User
from pranata.base.org.models import Office
from pranata.base.paper.models import OfficePaper
from pranata.engines.plan.models import Plan
office = Office.objects.get(code="3503")
Plan.objects.filter(office=office).update(status="adopted")
OfficePaper.objects.update_or_create(office=office, defaults={"number_pattern": "{urut}/CONTOH/{tahun}"})
assign_role(user=User.objects.get(login="staf@kpu.example"), office=office, role="secretary", valid_from=None, by=None)
"""
# Notes and hands in one month after the other, and says so once each is handed in for good.
SUBMIT = """
import time
from pranata.base.access.models import User
from pranata.engines.plan.actions.progress import note, progress_token, submit
from pranata.engines.plan.models import Progress, Subactivity
by = User.objects.get(login="staf@kpu.example")
rows = Subactivity.objects.filter(plan__office__code="3503").select_related("plan__office")
print("siap")
for row in rows:
    for month in row.months:
        found = Progress.objects.filter(subactivity=row, month=month).first()
        if found and found.status == "submitted":
            continue
        texts = dict.fromkeys(("achievement", "obstacle", "follow_up"), f"{row.code} bulan {month} " + "contoh " * 300)
        kept = note(row, month, **texts, seen=progress_token(row, month, found), by=by)
        submit(kept, by=by)
        print(kept.pk)
time.sleep(60)
"""
# What each month says of itself, and what its history and the audit say of it.
MONTHS = """
import json
from collections import Counter
from pranata.base.audit.models import Event
from pranata.base.flow.models import Activity
from pranata.engines.plan.models import Progress
steps = Counter(Activity.objects.filter(target_label="plan.progress").values_list("target_id", flat=True))
def told(action):
    return Counter(Event.objects.filter(action=action).values_list("target", flat=True))
noted, handed_in = told("plan.progress_noted"), told("plan.progress.submit")
print(json.dumps({p.pk: [
    p.status,
    p.submitted_at is not None,
    {p.achievement, p.obstacle, p.follow_up}
    == {(f"{p.subactivity.code} bulan {p.month} " + "contoh " * 300).strip()},
    steps[p.pk],
    handed_in[f"plan.progress:{p.pk}"],
    noted[f"plan.progress:{p.pk}"] > 0,
] for p in Progress.objects.filter(subactivity__plan__office__code="3503").select_related("subactivity")}))
"""
# Issues the report of June, then again and again, and says so once each of these is issued for good.
ISSUE = """
import time
from datetime import date
from pranata.base.access.models import User
from pranata.base.org.models import Office
from pranata.engines.reports.actions import Edition, issue
from pranata.engines.reports.registry import by_code
from pranata.lib.periods import Period
office = Office.objects.get(code="3503")
by = User.objects.get(login="staf@kpu.example")
edition = Edition(
    issued_on=date(2022, 7, 5), place="Contoh", signatory_role="Sekretaris", signatory_name="Pegawai Contoh",
    reason="Percobaan",
)
def made():
    return issue(by_code("monthly"), office, Period.parse("2022-06"), edition, by=by)
made()
print("siap")
while True:
    item = made()
    print(item.pk, item.sha256)
"""
REPORTS = """
import json
from pranata.base.audit.models import Event
from pranata.base.flow.models import Activity
from pranata.engines.reports.models import IssuedReport
print(json.dumps([[
    r.pk, r.sha256, r.file.storage_name, r.number, r.status,
    Activity.objects.of(r).count(),
    Event.objects.filter(action="reports.issued", target=f"reports.issuedreport:{r.pk}").count(),
] for r in IssuedReport.objects.filter(office__code="3503").order_by("pk")]))
"""
DRAFT, SUBMITTED = ["draft", False, True, 0, 0, True], ["submitted", True, True, 1, 1, True]


def test_months_are_handed_in_or_not_when_the_process_is_killed(house):
    house.python(ADOPT)
    acknowledged = [
        line[0] for _round in range(ROUNDS) for line in acknowledged_before_kill(house, SUBMIT, longest=0.8)
    ]

    months = json.loads(house.python(MONTHS))
    assert_chains_are_whole(house)
    assert len(acknowledged) > ROUNDS
    assert [key for key in acknowledged if months.get(key) != SUBMITTED] == []
    assert [found for found in months.values() if found not in (DRAFT, SUBMITTED)] == []
    assert sum(found == DRAFT for found in months.values()) <= 1


def test_reports_are_issued_or_not_when_the_process_is_killed(house):
    house.python(ADOPT)
    acknowledged = [line for _round in range(ROUNDS) for line in acknowledged_before_kill(house, ISSUE, longest=1.2)]

    reports = json.loads(house.python(REPORTS))
    stored = house.files()
    assert_chains_are_whole(house)
    assert len(reports) >= ROUNDS + len(acknowledged)
    assert [line for line in acknowledged if line not in [[str(key), digest] for key, digest, *_rest in reports]] == []
    assert {name: stored.get(name) for _key, _digest, name, *_rest in reports} == {r[2]: r[1] for r in reports}
    assert [r[3] for r in reports] == [f"{number}/CONTOH/2022" for number in range(1, len(reports) + 1)]
    assert [r[4:] for r in reports] == [["superseded", 1, 1]] * (len(reports) - 1) + [["issued", 0, 1]]
