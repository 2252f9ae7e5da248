"""Made-up legal products of the demonstration's office, by the actions that people use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pranata.areas.regulation.legal_products.actions import stages
from pranata.areas.regulation.legal_products.actions.mapping import map_documents
from pranata.areas.regulation.legal_products.models import Finding, LegalProduct
from pranata.areas.regulation.legal_products.register import FINDINGS, MAPPING, PROGRAM
from pranata.base.org.models import Unit
from pranata.engines.registers.actions import add_entry
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

# Number, years ago, title, service-related, result of the mapping; the numbers are made up.
PRODUCTS = (
    ("101/CONTOH", 3, "Standar pelayanan informasi publik (Contoh)", True, "ubah"),
    ("102/CONTOH", 2, "Tata cara penerimaan tamu (Contoh)", True, "cabut"),
    ("103/CONTOH", 2, "Penggunaan ruang rapat (Contoh)", False, "tetap"),
    ("104/CONTOH", 1, "Jam layanan kantor (Contoh)", True, "ganti"),
    ("105/CONTOH", 1, "Pengelolaan kendaraan dinas (Contoh)", False, "belum"),
)
# Title, purpose, the number of what it changes, months from now to the target, stages done.
PROGRAM_SAMPLE = (
    ("Perubahan atas standar pelayanan informasi publik (Contoh)", "deregulasi", "101/CONTOH", 2, 2),
    ("Jam layanan kantor yang baru (Contoh)", "ganti", "104/CONTOH", 0, 3),
    ("Pencabutan tata cara penerimaan tamu (Contoh)", "cabut", "102/CONTOH", -1, 1),
    ("Pedoman kerja dari mana saja (Contoh)", "baru", "", 4, 0),
)


def fill_legal_products(office: Office, by: User | None) -> None:
    """A mapping with one finding and a program whose items stand at different stages; nothing a second time."""
    if LegalProduct.objects.filter(office=office, number=PRODUCTS[0][0]).exists():
        return
    today, unit = clock.today(), Unit.objects.filter(office=office).order_by("code").first()
    map_documents(office, by=by)
    for number, ago, title, is_service, result in PRODUCTS:
        issued = today.replace(year=today.year - ago, month=3, day=15)
        values = {
            "kind": "keputusan", "number": number, "year": issued.year, "title": title, "issued_on": issued,
            "unit": unit, "is_service_related": is_service, "result": result, "mapped_on": today.replace(day=1),
            "is_published": result == "tetap",
        }  # fmt: skip
        add_entry(MAPPING, office, values, by=by)
    _find(office, today, by)
    for title, purpose, number, ahead, done in PROGRAM_SAMPLE:
        _plan(office, today, unit, by, title=title, purpose=purpose, number=number, ahead=ahead, done=done)


def _find(office: Office, today: date, by: User | None) -> None:
    values = {
        "product": LegalProduct.objects.get(office=office, number="104/CONTOH"),
        "kind": "tidak-relevan",
        "against": "Peraturan contoh tentang hari dan jam kerja",
        "description": "Jam layanan berbeda dari jam kerja yang berlaku (Contoh).",
        "recommendation": "Ganti dengan keputusan baru.",
        "found_on": today - timedelta(days=40),
    }
    if not Finding.objects.filter(office=office).exists():
        add_entry(FINDINGS, office, values, by=by)


def _plan(office: Office, today: date, unit: Unit | None, by: User | None, **said: Any) -> None:
    """One item, with the stages it has behind it: a week between them, the last a week ago."""
    month = min(max(today.month + said["ahead"], 1), 12)
    product = LegalProduct.objects.filter(office=office, number=said["number"]).first() if said["number"] else None
    item: Any = add_entry(
        PROGRAM,
        office,
        {
            "year": today.year, "title": said["title"], "kind": "keputusan", "purpose": said["purpose"],
            "product": product, "is_service_related": bool(product and product.is_service_related), "unit": unit,
            "target_month": month, "reason": "Hasil pemetaan (Contoh)", "proposed_on": today - timedelta(days=60),
        },
        by=by,
    )  # fmt: skip
    for position, step in enumerate(("finish_draft", "harmonize")[: said["done"]]):
        stages.advance(item, step, on=today - timedelta(days=28 - 7 * position), by=by)
    if said["done"] > 2:
        stages.enact(item, number="106/CONTOH", on=today - timedelta(days=1), by=by)
