"""What hangs on the wall and what is handed out, as PDF/A-2a and PDF/UA-1: the open link, and invitations as slips."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from pranata.base.paper.queries import letterhead_of
from pranata.base.paper.typesetting import printable_texts, typeset
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pranata.engines.surveys.models import Survey

HERE = Path(__file__).parent
ON_A_PAGE = 8  # slips


def poster_pdf(survey: Survey) -> bytes:
    """The open link of ``survey`` on an A4 page, with a QR code and the address to type."""
    with override("id"):
        address = whole_address("answer", survey)
        data = {
            **_texts(survey),
            "lead": _("Nilai layanan yang baru Anda terima"),
            "promise": [_("Tanpa nama"), _("Sekitar 2 menit"), _("Hasilnya diterbitkan")],
            "how": _("Arahkan kamera ponsel ke kode ini, atau ketik alamatnya:"),
            "address_words": short(address),
            "alt": _("Kode QR ke %(address)s") % {"address": address},
        }
    return _set("poster.typ", survey, data, {"qr": qr_svg(address)})


def slips_pdf(survey: Survey, codes: Sequence[str]) -> bytes:
    """One-use invitations, eight on a page, to be cut apart; ``codes`` are those of ``invite``, kept nowhere."""
    with override("id"):
        addresses = [whole_address("invited", survey, code) for code in codes]
        data = {
            **_texts(survey),
            "title": _("Undangan survei"),
            "survey": survey.title,
            "on_a_page": ON_A_PAGE,
            "how": _("Pindai, lalu jawab: tanpa nama, sekitar 2 menit. Berlaku untuk satu jawaban."),
            "slips": [
                {"file": f"qr{number}", "address": short(each), "alt": _("Kode QR ke %(address)s") % {"address": each}}
                for number, each in enumerate(addresses, start=1)
            ],
        }
    files = {f"qr{number}": qr_svg(each) for number, each in enumerate(addresses, start=1)}
    return _set("slips.typ", survey, data, files)


def whole_address(name: str, survey: Survey, *more: str) -> str:
    """A public address of ``survey`` as it is typed or scanned."""
    return f"{settings.SITE_URL}{reverse(f'portal:satisfaction:{name}', args=[survey.office.code, survey.code, *more])}"


def short(address: str) -> str:
    """An address as people type it: without what every browser adds."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def qr_svg(address: str) -> bytes:
    """The address as a QR picture that is read even when a quarter of it is dirty."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue()


def _texts(survey: Survey) -> dict[str, Any]:
    letterhead, office = letterhead_of(survey.office), survey.office.name
    period = {"since": date_format(survey.opens_on, "j F Y"), "until": date_format(survey.closes_on, "j F Y")}
    return {
        "author": office,
        "letterhead": list(letterhead.office) or [office],
        "address": list(letterhead.address),
        "title": survey.title,
        "subject": survey.subject,
        "period": _("%(since)s sampai %(until)s") % period,
    }


def _set(template: str, survey: Survey, data: dict[str, Any], files: Mapping[str, bytes]) -> bytes:
    logo = letterhead_of(survey.office).logo
    printable = printable_texts(data, set()) | {"logo": logo is not None}
    return typeset(HERE / template, printable, day=clock.today(), files={"logo": logo or b"", **files})
