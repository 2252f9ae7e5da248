"""One survey's form at one of its doors: shown, checked, kept, thanked for. Start at ``enter``.

No cookie, no stored address, no moment. A page of the open link carries a token of its own, which is good for one
answer; an invitation's code is; a kiosk draws an id for each answer, so that what it kept without a line counts once.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction import answer_pages as pages
from pranata.areas.public_service.satisfaction.answer_forms import answer_form
from pranata.areas.public_service.satisfaction.filling import Door, Filling
from pranata.engines.intake import tokens
from pranata.engines.intake.limits import UNPROVEN, forget_attempts, note_attempt, refused_until, source_of
from pranata.engines.intake.posted import TooMuch, Unreadable, read_post, tidy_form
from pranata.engines.intake.rules import Limits, earliest_sending
from pranata.engines.surveys.actions.answering import KEPT_DAYS, Full, NotOpen, take
from pranata.engines.surveys.queries.progress import progress
from pranata.engines.surveys.sampling.rules import Fullness
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from pranata.areas.public_service.satisfaction.answer_forms import AnswerForm
    from pranata.engines.surveys.models import Survey

LIFETIME = timedelta(days=KEPT_DAYS)  # a page may be opened again without a line, and its answer wait for one
MOST_BYTES = 80_000
ONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
FORGET_EVERY = 50  # about so many answers drop the counts that no limit asks for any more
# Answers by open links of an office in ten minutes: a counter's visitors share one address.
PROVEN_LIMITS = Limits(busy=600, per_source=200, ceiling=3000)
UNPROVEN_LIMITS = Limits(busy=120, per_source=40, ceiling=600)


def enter(request: HttpRequest, door: Door) -> HttpResponse:
    """The page of ``door``: empty, sent back with what is wrong, the thanks, or why there is no form."""
    if request.method != "POST" and door.invitation is not None and door.invitation.is_used:
        return pages.used(request, door)
    if not door.takes_answers():
        return pages.closed(request, door)
    if request.method != "POST":
        return pages.closed(request, door, is_full=True) if is_full(door) else pages.form(request, blank(door))
    try:
        data = posted(request, door)
    except TooMuch:
        said = _("Kiriman itu terlalu besar. Pendekkan tulisannya.")
        return pages.form(request, blank(door, said), status=413)
    except Unreadable:
        return pages.form(request, blank(door, _("Kiriman itu tidak terbaca. Coba kirim lagi.")), status=400)
    return sent(request, filled(door, data))


def rehearse(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The form of a draft as respondents will see it; what is sent is a trial, gone when the survey opens.

    For a staff page that has asked for permission and guards its form by the CSRF cookie.
    """
    return enter(request, Door(survey, is_rehearsal=True))


def posted(request: HttpRequest, door: Door) -> QueryDict:
    """The fields as they came. Raises ``TooMuch``, ``Unreadable``."""
    if door.is_rehearsal:
        return request.POST.copy()  # read already, by the guard of staff pages
    return read_post(request, most_bytes=MOST_BYTES)[0]


def blank(door: Door, *notices: str) -> Filling:
    """An empty page."""
    token = tokens.issue(door.name, LIFETIME) if door.wants_token else None
    return Filling(door, form_of(door)(), token.text if token else once_of(door, ""), token, notices=list(notices))


def filled(door: Door, data: QueryDict) -> Filling:
    """The page as it was sent; one that is too old, or not ours, comes back as a fresh one."""
    made = form_of(door)
    if not door.wants_token:
        return Filling(door, tidy_form(made, data), once_of(door, data.get("once", "")))
    token = tokens.read(data.get("intake_token", ""), door.name, LIFETIME)
    proof = data.get("intake_proof", "")[:200]
    if token is None:
        fresh = tokens.issue(door.name, LIFETIME)
        old = _(
            "Halaman ini terbuka terlalu lama, jadi belum terkirim. Isian Anda masih ada; periksa lagi, lalu kirim."
        )
        return Filling(door, tidy_form(made, data), fresh.text, fresh, notices=[old])
    return Filling(door, tidy_form(made, data), token.text, token, proof)


def form_of(door: Door) -> type[AnswerForm]:
    return answer_form(door.survey, service=door.service, closed=full_services(door.survey))


def full_services(survey: Survey) -> frozenset[int]:
    """The keys of the services that take no more answers."""
    if not survey.stops_when_full:
        return frozenset()
    found = progress(survey, trial=survey.is_draft).services
    return frozenset(service.pk for service, share in found if share.fullness == Fullness.FULL)


def is_full(door: Door) -> bool:
    """Whether none of the services that this door asks about takes any more answers."""
    closed = full_services(door.survey)
    asked = {door.service.pk} if door.service else {each.pk for each in door.survey.services.all()}
    return bool(closed) and asked <= closed


def once_of(door: Door, sent_id: str) -> str:
    """What tells this answer from every other: the invitation's code, or the id that the kiosk drew; a fresh one where
    it drew none."""
    if door.invitation is not None:
        return door.code
    return sent_id if ONCE.fullmatch(sent_id) else secrets.token_urlsafe(16)


def sent(request: HttpRequest, filling: Filling) -> HttpResponse:
    """The thanks for a form that is complete and may pass, else the form again."""
    door = filling.door
    if filling.notices or not filling.form.is_valid():
        return pages.form(request, filling, status=422)
    if door.is_counted and is_hasty(filling):
        filling.notices.append(_("Itu cepat sekali. Periksa lagi isian Anda sebentar, lalu kirim."))
        return pages.form(request, filling, status=422)
    try:
        return counted(request, filling) if door.is_counted else pages.thanks(request, door, is_first=keep(filling))
    except NotOpen:
        return pages.closed(request, door)
    except Full:
        again = filled(door, filling.form.data)
        again.notices.append(_("Layanan itu baru saja mencapai jumlah jawaban yang dicari, jadi belum terkirim."))
        return pages.form(request, again, status=409)
    except ValidationError as fault:
        return refused(request, filling, fault)


def is_hasty(filling: Filling) -> bool:
    """Whether nobody can have read the page in that time, and no machine worked for it."""
    issued_at = filling.token.issued_at if filling.token else clock.real_now()
    return not filling.is_proven and clock.real_now() < earliest_sending(issued_at)


def counted(request: HttpRequest, filling: Filling) -> HttpResponse:
    """The thanks, or a page that says until when to wait; what came is counted, without a word of what it said."""
    door, limits = f"surveys/{filling.door.survey.office.code}", PROVEN_LIMITS
    if not filling.is_proven:
        door, limits = door + UNPROVEN, UNPROVEN_LIMITS
    source = source_of(request)
    filling.until = refused_until(door, source, limits)
    if filling.until:
        return pages.wait(request, filling)
    with transaction.atomic():
        is_first = keep(filling)
        if is_first:
            note_attempt(door, source)
    if not secrets.randbelow(FORGET_EVERY):
        forget_attempts()
    return pages.thanks(request, filling.door, is_first=is_first)


def keep(filling: Filling) -> bool:
    """Keep the answer; False when this page was sent before. Raises as ``take``."""
    door = filling.door
    once = f"kiosk:{door.kiosk.pk}:{filling.once}" if door.kiosk else filling.once
    return take(door.survey, filling.form.answers(), channel=door.channel, once=once, invitation=door.invitation)


def refused(request: HttpRequest, filling: Filling, fault: ValidationError) -> HttpResponse:
    """The form again with what the engine refused, each word at its question."""
    words = fault.message_dict if hasattr(fault, "error_dict") else {"__all__": fault.messages}
    if "invitation" in words:
        return pages.used(request, filling.door)
    for name, each in words.items():
        filling.form.add_error(name if name in filling.form.fields else None, each)
    return pages.form(request, filling, status=422)
