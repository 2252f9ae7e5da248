"""Writes on the narrative of a report: a sentence edited, added, removed, or given back to its draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.org.permission import require
from pranata.engines.reports.models import SentenceState, WrittenSentence
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.reports.editions import Facts
    from pranata.engines.reports.narrative import Sentence
    from pranata.engines.reports.registry import Composer, Report
    from pranata.lib.periods import Period

COMPOSE = "reports.issue"
LONGEST_SENTENCE, LONGEST_FIGURE = 2000, 300
ADDED_KEY = "tambahan-"


@transaction.atomic
def edit_sentence(
    report: Report, office: Office, period: Period, key: str, text: str, *, seen: str, by: User
) -> WrittenSentence:
    """Let ``text`` stand in the place of a sentence; saving it again accepts the figures below as they are now.

    ``seen`` is ``written_at`` of the sentence as it was shown, "" of a generated one. Raises ``Forbidden`` without
    "reports.issue", ``NoFacts``, ``Stale`` when somebody wrote it meanwhile or it is gone, ``ValidationError`` at
    "text".
    """
    composer = _begin(report, office, by)
    said = _text(text)
    draft = _draft(composer, report.facts(office, period), key)
    row = _written(report, office, period, key)
    _check_seen(row, seen)
    if draft is None and row is None:
        raise Stale("edit_sentence")
    is_own = row is not None and row.key.startswith(ADDED_KEY)
    row = row or WrittenSentence(office=office, report=report.code, period=str(period), key=key)
    row.state = SentenceState.ADDED if is_own else SentenceState.EDITED
    row.text = said
    if draft is not None:
        _take_sources(row, draft)
    return _save(row, "reports.sentence_edited", by)


@transaction.atomic
def remove_sentence(
    report: Report, office: Office, period: Period, key: str, *, seen: str, by: User
) -> WrittenSentence:
    """Take a sentence out; it stays out when the report is drafted again. Raises as ``edit_sentence``."""
    composer = _begin(report, office, by)
    row = _written(report, office, period, key)
    _check_seen(row, seen)
    if row is None:
        draft = _draft(composer, report.facts(office, period), key)
        if draft is None:
            raise Stale("remove_sentence")
        row = WrittenSentence(office=office, report=report.code, period=str(period), key=key, text=draft.text)
        _take_sources(row, draft)
    row.state = SentenceState.REMOVED
    return _save(row, "reports.sentence_removed", by)


@transaction.atomic
def restore_sentence(report: Report, office: Office, period: Period, key: str, *, seen: str, by: User) -> None:
    """Give a sentence back to its draft, or bring an added one back. Raises as ``edit_sentence``."""
    _begin(report, office, by)
    row = _written(report, office, period, key)
    _check_seen(row, seen)
    if row is None:
        raise Stale("restore_sentence")
    if row.key.startswith(ADDED_KEY):
        row.state = SentenceState.ADDED
        _save(row, "reports.sentence_restored", by)
        return
    after = {"report": row.report, "period": row.period, "key": row.key}
    record(office=office, actor=by, action="reports.sentence_restored", target=row, after=after)
    row.delete()


@transaction.atomic
def add_sentence(
    report: Report, office: Office, period: Period, section: str, text: str, *, by: User
) -> WrittenSentence:
    """Put a sentence of one's own at the end of a section.

    Raises ``Forbidden`` without "reports.issue", ``NoFacts``, ``ValidationError`` at "text" or "section".
    """
    composer = _begin(report, office, by)
    said = _text(text)
    if section not in dict(composer.sections(report.facts(office, period))):
        raise ValidationError({"section": _("Bagian ini tidak ada dalam laporan.")})
    own = WrittenSentence.objects.filter(
        office=office, report=report.code, period=str(period), key__startswith=ADDED_KEY
    )
    number = max((each.position for each in own), default=0) + 1
    row = WrittenSentence(office=office, report=report.code, period=str(period), key=f"{ADDED_KEY}{number}")
    row.section, row.position, row.text, row.state = section, number, said, SentenceState.ADDED
    return _save(row, "reports.sentence_added", by)


def _begin(report: Report, office: Office, by: User) -> Composer:
    require(by, COMPOSE, office)
    hold(office)
    if report.composer is None:
        raise ValidationError(_("Laporan ini tidak punya uraian."))
    return report.composer


def _text(text: str) -> str:
    """The sentence in one line."""
    said = " ".join(text.split())
    if not said:
        raise ValidationError({"text": _("Kalimat belum diisi.")})
    if len(said) > LONGEST_SENTENCE:
        raise ValidationError({"text": _("Kalimat paling panjang %d huruf.") % LONGEST_SENTENCE})
    return said


def _draft(composer: Composer, facts: Facts, key: str) -> Sentence | None:
    return next((each for each in composer.draft(facts) if each.key == key), None)


def _written(report: Report, office: Office, period: Period, key: str) -> WrittenSentence | None:
    return WrittenSentence.objects.filter(office=office, report=report.code, period=str(period), key=key).first()


def _check_seen(row: WrittenSentence | None, seen: str) -> None:
    if seen != (row.written_at.isoformat() if row else ""):
        raise Stale("sentence")


def _take_sources(row: WrittenSentence, draft: Sentence) -> None:
    row.section, row.figure = draft.section, draft.figure[:LONGEST_FIGURE]
    row.reading_ids, row.progress_ids = list(draft.readings), list(draft.progress)


def _save(row: WrittenSentence, action: str, by: User) -> WrittenSentence:
    row.written_by, row.written_at = by, clock.now()
    row.full_clean()
    row.save()
    record(
        office=row.office,
        actor=by,
        action=action,
        target=row,
        after={"report": row.report, "period": row.period, "key": row.key},
        personal={"text": row.text},
        subject=by.seal_subject,
    )
    return row
