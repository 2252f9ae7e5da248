"""What was sent with the grid: every changed row is written by itself, so that one row never blocks another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.desk.month.forms import ALL
from pranata.engines.plan.actions import progress as actions

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from pranata.base.access.models import User
    from pranata.desk.month.page import Line, MonthPage
    from pranata.desk.responsibility.month_forms import ProgressForm
    from pranata.engines.plan.month import MonthRow

SEEN = re.compile(r"r(\d{1,18})-seen")


@dataclass
class Result:
    """What became of the rows: how many were written, handed in; ``failed`` by the key they were sent with.

    A failed row has what was refused, or None where somebody else wrote meanwhile.
    """

    saved: int = 0
    submitted: int = 0
    failed: dict[int, ValidationError | None] = field(default_factory=dict)
    lost: list[list[str]] = field(default_factory=list)  # what was typed for rows that are no more

    @property
    def words(self) -> str:
        parts = [_("%d baris disimpan") % self.saved] * bool(self.saved)
        parts += [_("%d diajukan untuk verifikasi") % self.submitted] * bool(self.submitted)
        return f"{', '.join(parts)}." if parts else ""


def save_grid(page: MonthPage) -> HttpResponse:
    """Writes what was sent and goes on; or the rows that could not be written, with what was typed."""
    result = write_rows(page, page.request.POST)
    if not result.failed and not result.lost:
        messages.success(page.request, result.words or _("Tidak ada yang berubah."))
        return HttpResponseRedirect(page.request.get_full_path())
    is_stale = bool(result.lost) or None in result.failed.values()
    fresh = page.fresh()
    lines = [rest_line(fresh, item, key, error) for key, error in result.failed.items() if (item := row_of(fresh, key))]
    return fresh.answer(lines, status=409 if is_stale else 422, done=result.words, lost=result.lost)


def write_rows(page: MonthPage, data: QueryDict) -> Result:
    ticked, result = set(data.getlist("ajukan")), Result()
    for key in sent_keys(data):
        item = row_of(page, key)
        if item is None:
            result.lost += filter(None, [typed_texts(data, key)])
            continue
        form = page.form(item, data, key=key)
        is_touched = form.is_touched
        wishes = str(key) in ticked or (ALL in ticked and item.is_open and bool(form["achievement"].value()))
        if not is_touched and not wishes:
            continue
        try:
            write_row(item, form, is_touched=is_touched, submits=wishes, by=page.user)
        except ValidationError as error:
            result.failed[key] = error
        except Stale:
            result.failed[key] = None
        else:
            result.saved += is_touched
            result.submitted += wishes
    return result


@transaction.atomic
def write_row(item: MonthRow, form: ProgressForm, *, is_touched: bool, submits: bool, by: User) -> None:
    """Raises ``ValidationError`` and ``Stale``, and then nothing of the row is written."""
    if not form.is_valid():
        raise ValidationError(_("Isian ini belum dapat disimpan."))
    progress, seen = item.progress, form.cleaned_data["seen"]
    if is_touched or progress is None:
        progress, seen = actions.note(item.row, form.month, by=by, **form.values()), None
    if submits:
        actions.submit(progress, seen=seen, by=by)


def sent_keys(data: QueryDict) -> list[int]:
    """The keys of the rows that were shown."""
    return [int(found[1]) for name in data if (found := SEEN.fullmatch(name))]


def row_of(page: MonthPage, key: int) -> MonthRow | None:
    """The row that was shown, or the one that goes on with it since an amendment."""
    return next((item for item in page.rows if key in (item.row.pk, item.row.predecessor_id)), None)


def typed_texts(data: QueryDict, key: int) -> list[str]:
    return list(filter(str.strip, (data.get(f"r{key}-{name}", "") for name in actions.TEXTS)))


def rest_line(page: MonthPage, item: MonthRow, key: int, error: ValidationError | None) -> Line:
    """A row that could not be written, with what was typed; sending it once more is then meant."""
    sent = page.form(item, page.request.POST, key=key)
    sent.renew()
    sent.is_valid()
    if error is not None and hasattr(error, "error_dict"):
        sent.refuse(error)
    is_open = item.is_open and page.may_report
    more = {"form": sent if is_open else None, "sent": sent, "problem": problem_words(error, is_open=is_open)}
    ticked = {str(key), ALL} & set(page.request.POST.getlist("ajukan"))
    return page.line(item, is_ticked=bool(ticked), **more)


def problem_words(error: ValidationError | None, *, is_open: bool) -> str:
    if error is not None:
        return _("Belum disimpan; perbaiki isian yang ditandai.")
    if is_open:
        return _("Belum disimpan: baris ini ditulis orang lain sejak Anda membukanya. Periksa, lalu simpan lagi.")
    return _("Belum disimpan: baris ini sudah diajukan atau rencananya sudah ditutup.")
