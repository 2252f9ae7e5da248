"""A standard and the pledge on paper, as PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from pranata.areas.public_service.service_standards.models import Status
from pranata.areas.public_service.service_standards.queries import delivery_parts, management_parts
from pranata.base.paper.typesetting import printable_texts, typeset
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.areas.public_service.service_standards.models import Pledge, Standard
    from pranata.base.paper.letterhead import Letterhead

HERE = Path(__file__).parent
BLANK = "………………………"


def standard_pdf(item: Standard, letterhead: Letterhead, *, whole: bool) -> bytes:
    """The standard; ``whole`` with the eight components of management. A draft says that it is one."""
    with override("id"):
        data = standard_texts(item, letterhead, whole=whole)
    return _set(HERE / "standard.typ", data, letterhead, item.decided_on or clock.today())


def standard_texts(item: Standard, letterhead: Letterhead, *, whole: bool) -> dict[str, Any]:
    """Every text of the paper."""
    texts = item.texts
    groups = [(_("Penyampaian pelayanan"), delivery_parts(texts))]
    if whole:
        groups.append((_("Pengelolaan pelayanan di dalam kantor"), management_parts(texts)))
    return {
        **_head(letterhead, item.office.name),
        "title": _("Standar Pelayanan"),
        "service": item.service.name,
        "mark": "" if item.status in (Status.LEGALIZED, Status.PUBLISHED) else item.get_status_display().upper(),
        "decided": decided_words(item),
        "headings": [_("No."), _("Komponen"), _("Uraian")],
        "groups": [
            {
                "heading": heading,
                "rows": [[str(part.kind.number), part.kind.name, part.text or "–"] for part in parts],
            }
            for heading, parts in groups
        ],
    }


def decided_words(item: Standard) -> str:
    """By which decree the standard stands, and since when; "" of a draft."""
    if item.decided_on is None or item.effective_from is None:
        return ""
    return _("Keputusan %(number)s tanggal %(decided)s, berlaku sejak %(since)s") % {
        "number": item.decree_number,
        "decided": date_format(item.decided_on, "j F Y"),
        "since": date_format(item.effective_from, "j F Y"),
    }


def pledge_pdf(item: Pledge, letterhead: Letterhead) -> bytes:
    """The pledge as a poster; unsigned it has blanks where place, day and name go."""
    with override("id"):
        data = pledge_texts(item, letterhead)
    return _set(HERE / "pledge.typ", data, letterhead, item.signed_on or clock.today())


def pledge_texts(item: Pledge, letterhead: Letterhead) -> dict[str, Any]:
    """Every text of the poster."""
    day = date_format(item.signed_on, "j F Y") if item.signed_on else BLANK
    return {
        **_head(letterhead, item.office.name),
        "title": _("Maklumat Pelayanan"),
        "words": item.text,
        "place": f"{item.place or letterhead.city or BLANK}, {day}",
        "role": item.signatory_role or BLANK,
        "name": item.signatory_name or BLANK,
    }


def _head(letterhead: Letterhead, office: str) -> dict[str, Any]:
    return {"author": office, "letterhead": list(letterhead.office) or [office], "address": list(letterhead.address)}


def _set(template: Path, data: dict[str, Any], letterhead: Letterhead, day: Any) -> bytes:
    printable = printable_texts(data, set()) | {"logo": letterhead.logo is not None}
    return typeset(template, printable, day=day, files={"logo": letterhead.logo or b""})
