"""Every write on an office's paper. ``by=None`` is the operator's own command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.files.actions import release, store
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.org.permission import require
from pranata.base.paper.logo import MAX_BYTES, MAX_SIDE, LogoFault, logo_fault
from pranata.base.paper.models import OfficePaper
from pranata.base.paper.numbering import BlankNumberField, NumberPatternError, decree_number
from pranata.base.paper.queries import paper_token

if TYPE_CHECKING:
    from django.core.files.base import File

    from pranata.base.access.models import User
    from pranata.base.files.models import StoredFile
    from pranata.base.org.models import Office

MOST_LINES, LONGEST_LINE = 5, 100
LONGEST_NUMBER = 300  # characters of a document's number
HIGHEST_SEQUENCE = 999_999_999


@transaction.atomic
def save_letterhead(
    office: Office,
    *,
    office_lines: str,
    address_lines: str,
    city: str,
    number_pattern: str,
    classification: str,
    by: User | None,
    logo: File | None = None,
    seen: str = "",
) -> OfficePaper:
    """Set the office's letterhead and number pattern; without ``logo`` the one it has stays. Nothing new, no event.

    ``seen`` is the ``paper_token`` of what was shown; "" asks for no comparison. Raises ``Stale`` when somebody saved
    meanwhile, ``Forbidden`` without "paper.manage", ``ValidationError`` naming the field, ``RefusedFile`` for the logo.
    """
    require(by, "paper.manage", office)
    texts = {
        "office_lines": _tidy_lines("office_lines", office_lines),
        "address_lines": _tidy_lines("address_lines", address_lines),
        "city": _tidy(city),
        "number_pattern": _tidy(number_pattern),
        "classification": _tidy(classification),
    }
    _check_number(office, texts["number_pattern"], texts["classification"])
    if logo is not None:
        _check_logo(logo)
    paper = _locked(office)
    if seen and seen != paper_token(paper):
        raise Stale("save_letterhead")
    before = {name: getattr(paper, name) for name, value in texts.items() if getattr(paper, name) != value}
    after: dict[str, Any] = {name: texts[name] for name in before}
    for name, value in after.items():
        setattr(paper, name, value)
    paper.full_clean(exclude=["office", "logo"])
    replaced = paper.logo
    if logo is not None:
        paper.logo = store(office, logo, by=by, name=logo.name or "")
        before["logo"], after["logo"] = _sha256(replaced), _sha256(paper.logo)
    if not after:
        return paper
    paper.save()
    if logo is not None and replaced is not None:
        release(replaced, by=by)
    record(office=office, actor=by, action="paper.letterhead_saved", target=paper, before=before, after=after)
    return paper


@transaction.atomic
def remove_logo(office: Office, *, by: User | None) -> OfficePaper:
    """Take the logo off the letterhead; without one nothing changes. Raises ``Forbidden`` without "paper.manage"."""
    require(by, "paper.manage", office)
    paper = _locked(office)
    removed = paper.logo
    if removed is None:
        return paper
    paper.logo = None
    paper.save(update_fields=["logo"])
    release(removed, by=by)
    record(office=office, actor=by, action="paper.logo_removed", target=paper, before={"logo": removed.sha256})
    return paper


def _locked(office: Office) -> OfficePaper:
    """The office's row, locked until the transaction ends; a new one that is not stored yet when there is none."""
    hold(office)
    found = OfficePaper.objects.select_for_update(of=("self",)).select_related("logo__office").filter(office=office)
    return found.first() or OfficePaper(office=office)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _tidy_lines(field: str, text: str) -> str:
    """The lines with white space folded and the empty ones left out."""
    found = [line for line in map(_tidy, text.splitlines()) if line]
    if len(found) > MOST_LINES:
        raise ValidationError({field: _("Paling banyak %(count)d baris.") % {"count": MOST_LINES}})
    for number, line in enumerate(found, start=1):
        if len(line) > LONGEST_LINE:
            words = _("Baris %(number)d lebih dari %(count)d huruf.")
            raise ValidationError({field: words % {"number": number, "count": LONGEST_LINE}})
    return "\n".join(found)


def _check_number(office: Office, pattern: str, classification: str) -> None:
    """Make a number by the pattern, so that it is refused here and not on the day a decree is issued."""
    if not pattern:
        return
    try:
        number = decree_number(
            pattern, sequence=HIGHEST_SEQUENCE, code=office.code, year=9999, month=8, classification=classification
        )
    except BlankNumberField as error:
        raise ValidationError({"classification": str(error)}) from error
    except NumberPatternError as error:
        raise ValidationError({"number_pattern": str(error)}) from error
    if len(number) > LONGEST_NUMBER:
        words = _("Nomor menurut pola ini lebih dari %(count)d huruf.")
        raise ValidationError({"number_pattern": words % {"count": LONGEST_NUMBER}})


def _check_logo(logo: File) -> None:
    """Raises ``RefusedFile`` for what cannot be printed as a logo."""
    logo.seek(0)
    fault = logo_fault(logo.read(MAX_BYTES + 1))
    logo.seek(0)
    if fault is LogoFault.KIND:
        raise RefusedFile(_("Logo harus berupa gambar PNG atau JPEG."))
    if fault is LogoFault.BYTES:
        raise RefusedFile(_("Logo terlalu besar; paling besar %(limit)d KB.") % {"limit": MAX_BYTES // 1024})
    if fault is LogoFault.PIXELS:
        words = _("Gambar logo terlalu lebar atau terlalu tinggi; paling besar %(limit)d × %(limit)d piksel.")
        raise RefusedFile(words % {"limit": MAX_SIDE})
    if fault is LogoFault.BROKEN:
        raise RefusedFile(_("Gambar logo rusak dan tidak dapat dicetak; simpan ulang lalu unggah lagi."))


def _sha256(stored: StoredFile | None) -> str:
    return stored.sha256 if stored else ""
