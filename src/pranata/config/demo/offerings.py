"""A made-up year of applications and services of the demonstration's office, by the actions that people use."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from pranata.areas.process.digital_services.models import Application
from pranata.areas.process.digital_services.queries import months_until
from pranata.areas.process.digital_services.register import APPLICATIONS, BUDGET, INDICES, USAGE
from pranata.areas.process.digital_services.samples import load_samples as load_applications
from pranata.areas.public_service.service_standards.actions import pledges, reviewing, standards
from pranata.areas.public_service.service_standards.actions.pledges import Signature
from pranata.areas.public_service.service_standards.actions.reviewing import Reviewed
from pranata.areas.public_service.service_standards.actions.standards import Decision
from pranata.areas.public_service.service_standards.components import component_codes, component_kinds
from pranata.areas.public_service.service_standards.models import Service
from pranata.areas.public_service.service_standards.register import SERVICES
from pranata.areas.public_service.service_standards.samples import load_samples as load_services
from pranata.engines.registers.actions import add_entry, change_entry
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.areas.public_service.service_standards.models import Standard
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

TEXTS = {
    "persyaratan": "Kartu identitas dan formulir permohonan (Contoh).",
    "prosedur": "1. Pemohon mengisi formulir.\n2. Petugas memeriksa kelengkapan.\n3. Jawaban disampaikan (Contoh).",
    "waktu": "Paling lama 10 hari kerja sejak permohonan lengkap (Contoh).",
    "biaya": "Gratis (Contoh).",
    "produk": "Jawaban tertulis beserta salinannya (Contoh).",
    "pengaduan": "Kotak saran, portal pengaduan, dan meja layanan (Contoh).",
}
USED = (("SRIKANDI", "naskah keluar", 60), ("SPSE", "paket pengadaan", 3), ("e-PPID", "pengunjung", 0))


def fill_offerings(office: Office, by: User) -> None:
    """Applications with a year of use, budget and an index; services of which two have a standard; the pledge.

    ``by`` may edit and publish both.
    """
    _fill_applications(office, by)
    _fill_standards(office, by)
    _fill_pledge(office, by)


def _fill_applications(office: Office, by: User) -> None:
    load_applications(office, by=by)
    known = {each.name: each for each in Application.objects.filter(office=office)}
    changed = {"is_integrated": True, "sop_reference": "SOP Contoh 01", "process_reference": "Proses Contoh A"}
    for name in ("SRIKANDI", "SPSE", "e-PPID"):
        change_entry(APPLICATIONS, known[name], changed, by=by)
    for number, (year, month) in enumerate(months_until(clock.today())):
        for name, what, base in USED:
            count = base + (number * 7) % 11
            values = {"application": known[name], "year": year, "month": month, "what": what, "source": "Rekaan"}
            amounts = {"users": 5 * count} if not base else {"transactions": count, "whole": count + number % 3}
            add_entry(USAGE, office, {**values, **amounts}, by=by)
    budget = {"year": clock.today().year, "item": "Langganan internet (Contoh)", "amount": Decimal(48_000_000)}
    add_entry(BUDGET, office, {**budget, "realized": Decimal(23_500_000)}, by=by)
    index = {"application": known["e-PPID"], "name": "Indeks kepuasan pengguna (Contoh)", "value": Decimal("3.41")}
    valued = {"highest": Decimal(4), "valued_on": clock.today() - timedelta(days=20), "basis": "Survei rekaan (Contoh)"}
    add_entry(INDICES, office, {**index, **valued}, by=by)


def _fill_standards(office: Office, by: User) -> None:
    load_services(office, by=by)
    facts = {"place": "Meja layanan (Contoh)", "hours": "Hari kerja pukul 08.00 sampai 16.00 (Contoh)"}
    services = list(Service.objects.filter(office=office, case_kind__gt="").order_by("name"))
    for number, each in enumerate(services):
        change_entry(SERVICES, each, {**facts, "is_electronic": True, "is_one_door": True}, by=by)
        standard = _legalized(each, number, by)
        standards.publish(standard, by=by)
        if not number:
            _review(standard, by)
    other = Service.objects.filter(office=office, case_kind="").order_by("name").first()
    if other is not None:
        draft = standards.draft_standard(other, by=by)
        standards.change_standard(draft, TEXTS, shows_all=False, by=by)


def _legalized(service: Service, number: int, by: User) -> Standard:
    whole = {each.code: TEXTS.get(each.code, f"{each.name}: uraian rekaan (Contoh).") for each in component_kinds()}
    day = clock.today() - timedelta(days=60)
    draft = standards.change_standard(standards.draft_standard(service, by=by), whole, shows_all=not number, by=by)
    decision = Decision(f"{number + 1}/HK.03/{day.year} (Contoh)", day, "Sekretaris (Contoh)", day)
    return standards.legalize(draft, decision, by=by)


def _review(standard: Standard, by: User) -> None:
    lines = dict.fromkeys(component_codes(), ("sesuai", ""))
    lines["waktu"] = ("sebagian", "Catat waktu mulai dan selesai setiap permohonan (Contoh).")
    given = Reviewed(clock.today() - timedelta(days=10), "Tim layanan (Contoh)", "tetap", "Rekaan (Contoh).", lines)
    reviewing.review(standard, given, by=by)


def _fill_pledge(office: Office, by: User) -> None:
    draft = pledges.draft_pledge(office, by=by)
    signature = Signature("Kota Contoh", clock.today() - timedelta(days=45), "Nama Pimpinan (Contoh)", "Ketua (Contoh)")
    pledges.publish_pledge(pledges.sign_pledge(draft, signature, by=by), by=by)
