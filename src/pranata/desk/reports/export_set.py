"""What a team asks for about a period, as one archive: teams' decrees, plan, report, evidence, index and checksums."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.seal.errors import Erased
from pranata.base.ui.pages import staff_post
from pranata.desk.evidence.archive import entries, month_uses
from pranata.desk.plan_lookup import office_plans
from pranata.desk.reports.pages import wanted_or_404
from pranata.engines.assessments.models import Sheet
from pranata.engines.assessments.models import Status as SheetStatus
from pranata.engines.assessments.notices import title_of
from pranata.engines.assessments.papers import file_stem
from pranata.engines.assessments.queries import read_sheet
from pranata.engines.assessments.workbook import write_sheet
from pranata.engines.documents.models import Document
from pranata.engines.documents.queries import SourceFile, file_of
from pranata.engines.evidence.models import Confidentiality, Evidence
from pranata.engines.evidence.packing import SUMS, Pack, index_of
from pranata.engines.plan.exports import export
from pranata.engines.reports.actions import ISSUE, note_export_set
from pranata.engines.reports.making import issued_name, make_draft
from pranata.engines.reports.models import IssuedReport, Status
from pranata.lib import clock
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import Promise

    from pranata.base.access.models import User
    from pranata.base.people.models import Team
    from pranata.desk.reports.pages import Wanted
    from pranata.engines.plan.models import Plan

INDEX, EVIDENCE_INDEX, TEAMS = "INDEKS.csv", "bukti/indeks-bukti.csv", "sk-tim/daftar-tim.csv"
PLAN_FORMATS = ("pdf", "xlsx")
AGREED = (SheetStatus.AGREED, SheetStatus.CLOSED)
CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Recipient:
    """For whom a set is made; one outside the office gets issued reports and open evidence alone."""

    code: str
    title: str | Promise
    is_outside: bool


RECIPIENTS = (
    Recipient("tim-pengarah", _("Tim Pengarah"), is_outside=False),
    Recipient("tim-rb-kpu-ri", _("Tim RB KPU RI"), is_outside=True),
    Recipient("kemenpan-rb", _("Kemenpan RB"), is_outside=True),
)


@staff_post
def export_set(request: HttpRequest, code: str, slug: str, period: str) -> HttpResponse:
    """The set for the recipient that was chosen; taking it out is written down."""
    wanted = wanted_or_404(request, code, slug, period)
    request.user.require(ISSUE, wanted.office)
    recipient = next((each for each in RECIPIENTS if each.code == request.POST.get("recipient")), None)
    plans = office_plans(request, code)
    plan = next((each for each in plans if is_of(each, wanted)), None)
    if recipient is None or plan is None or wanted.report.composer is None:
        raise Http404
    target = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it
    write_set(target, wanted, plan, recipient, reader=request.user)
    note_export_set(
        wanted.report, wanted.office, wanted.period, recipient=recipient.code, sha256=digest_of(target), by=request.user
    )
    name = f"paket-{recipient.code}-{wanted.office.code}-{wanted.period}.zip"
    response = FileResponse(target, as_attachment=True, filename=name, content_type="application/zip")
    response["Content-Encoding"] = "identity"  # packed already
    return response


def is_of(plan: Plan, wanted: Wanted) -> bool:
    """Whether it is the office's own plan of the year as it stands."""
    return plan.year == wanted.period.year and plan.agent_id is None and plan.is_current


def digest_of(target: IO[bytes]) -> str:
    """The SHA-256 of a file, which is left at its beginning."""
    target.seek(0)
    digest = hashlib.sha256()
    while chunk := target.read(CHUNK_BYTES):
        digest.update(chunk)
    target.seek(0)
    return digest.hexdigest()


def write_set(target: IO[bytes], wanted: Wanted, plan: Plan, recipient: Recipient, *, reader: User) -> None:
    """Write the archive as ``reader`` may see its parts; what is missing stands in the index in words."""
    with zipfile.ZipFile(target, "w") as archive:
        made = _Set(Pack(archive, clock.today()), wanted, plan, recipient, reader)
        made.teams()
        made.plan_files()
        made.report()
        made.evidence()
        made.sheets()
        made.finish()


@dataclass
class _Set:
    """A set being written; ``lines`` are those of its index."""

    pack: Pack
    wanted: Wanted
    plan: Plan
    recipient: Recipient
    reader: User
    lines: list[list[str]] = field(default_factory=list)

    def put(self, place: str, content: bytes, words: str) -> None:
        self.lines.append([place, words, self.pack.put(place, content), ""])

    def copy(self, folder: str, file: SourceFile, words: str) -> None:
        try:
            place, digest = self.pack.copy(folder, file)
        except (FileNotFoundError, Erased):
            self.missing(folder, _now("%s: berkasnya hilang dari penyimpanan.") % words)
        else:
            self.lines.append([place, words, digest, ""])

    def missing(self, folder: str, words: str) -> None:
        self.lines.append([folder, "", "", words])

    def teams(self) -> None:
        """The teams in force at the end of the period without their members' names, and the decrees they rest on."""
        found = list(self.wanted.office.teams.visible_to(self.reader).valid_on(self.wanted.period.end))
        if not found:
            self.missing("sk-tim", _now("Tidak ada tim yang tercatat berlaku pada akhir periode."))
            return
        rows = [[each.name, each.kind, each.basis, each.valid_from.isoformat()] for each in found]
        headings = [_now("tim"), _now("jenis"), _now("dasar pembentukan"), _now("berlaku sejak")]
        self.put(TEAMS, table([headings, *rows]), _now("Daftar tim"))
        decrees = Document.objects.visible_to(self.reader).filter(office=self.wanted.office).exclude(number="")
        known = [(each, file_of(each)) for each in decrees.select_related("file").defer("body")]
        for team in found:
            self.decree_of(team, [(each, file) for each, file in known if each.number in team.basis])

    def decree_of(self, team: Team, decrees: list[tuple[Document, SourceFile | None]]) -> None:
        files = [(each, file) for each, file in decrees if file is not None]
        if not files:
            self.missing("sk-tim", _now("SK %s tidak ada berkasnya di sini.") % team.name)
        for each, file in files:
            self.copy("sk-tim", file, _now("SK %(team)s, nomor %(number)s") % {"team": team, "number": each.number})

    def plan_files(self) -> None:
        for file_format in PLAN_FORMATS:
            made = export(self.plan, file_format)
            self.put(f"rencana/{made.file_name}", made.content, str(self.plan))

    def report(self) -> None:
        """The issued report and its facts; inside the office a draft where none was issued."""
        wanted = self.wanted
        issued = IssuedReport.objects.visible_to(self.reader).filter(
            office=wanted.office, report=wanted.report.code, period=str(wanted.period), status=Status.ISSUED
        )
        item = issued.select_related("office", "file", "signed_copy").first()
        if item is not None:
            name = issued_name(item)
            self.copy("laporan", SourceFile(item.signed_copy or item.file, f"{name}.pdf"), str(item))
            facts = json.dumps(item.facts, ensure_ascii=False, indent=1).encode()
            self.put(f"laporan/{name}.json", facts, _now("Isi laporan dengan nomor bacaan setiap angka"))
            return
        self.missing("laporan", _now("Laporan periode ini belum diterbitkan."))
        if not self.recipient.is_outside:
            made = make_draft(wanted.report, wanted.office, wanted.period, "pdf")
            self.put(f"laporan/{made.file_name}", made.content, _now("Konsep laporan"))

    def sheets(self) -> None:
        """The score sheets (LKE) of the year that were handed in; outside the office those that are agreed upon."""
        statuses = AGREED if self.recipient.is_outside else (*AGREED, SheetStatus.SUBMITTED)
        found = Sheet.objects.visible_to(self.reader).filter(office=self.wanted.office, year=self.wanted.period.year)
        rows = list(found.filter(status__in=statuses).select_related("office"))
        for each in rows:
            view = read_sheet(each, reader=self.reader, today=self.pack.today)
            place = f"lembar/{file_stem(view, 'lembar')}.xlsx"
            self.put(place, write_sheet(view), f"{title_of(each)} ({each.get_status_display()})")
        if not rows:
            self.missing("lembar", _now("Tidak ada lembar kerja evaluasi (LKE) tahun ini yang dapat disertakan."))

    def evidence(self) -> None:
        """The index of the evidence of the period's months with the files that may be handed on, by row."""
        lines: list[list[str]] = []
        left_out = 0
        for month in self.wanted.period.months:
            uses = month_uses(self.plan, month)
            seen = uses.filter(evidence__in=self.open_evidence())
            found = entries(self.plan, month, seen, self.reader)
            lines.extend(self.pack.add(replace(each, folder=f"bukti/{each.folder}")) for each in found)
            left_out += uses.count() - seen.count()
        if not lines:
            self.missing("bukti", _now("Tidak ada bukti yang dapat disertakan untuk periode ini."))
        if left_out:
            self.missing("bukti", _now("%d bukti tidak disertakan karena terbatas.") % left_out)
        self.put(EVIDENCE_INDEX, index_of(lines), _now("Indeks bukti"))

    def open_evidence(self):
        found = Evidence.objects.visible_to(self.reader)
        return found.filter(confidentiality=Confidentiality.ORDINARY) if self.recipient.is_outside else found

    def finish(self) -> None:
        """The index with what is missing, then the checksums of everything, the index too."""
        headings = [_now("berkas"), _now("isi"), "SHA-256", _now("yang belum ada")]
        head = [f"{self.recipient.title}: {self.wanted.report.title}, {self.wanted.period.words}", "", "", ""]
        self.pack.put(INDEX, table([head, headings, *self.lines]))
        self.pack.write_text(SUMS, "".join(f"{digest}  {place}\n" for digest, place in self.pack.sums).encode())


def table(lines: list[list[str]]) -> bytes:
    """CSV with a mark that Excel understands; a cell is text, never a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([as_plain_cell(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")
