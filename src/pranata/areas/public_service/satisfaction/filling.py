"""The doors of a survey, and one page at a door with what stands in it. What becomes of it: ``doors.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pranata.engines.intake.rules import is_solved
from pranata.engines.surveys.models import Channel
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import datetime

    from pranata.areas.public_service.satisfaction.answer_forms import AnswerForm
    from pranata.engines.intake.tokens import Token
    from pranata.engines.surveys.models import Invitation, Kiosk, Survey, SurveyService


@dataclass(frozen=True)
class Door:
    """Where an answer comes in. ``service`` is the one that the door stands for; ``code`` the invitation's."""

    survey: Survey
    channel: str = Channel.LINK
    service: SurveyService | None = None
    invitation: Invitation | None = None
    kiosk: Kiosk | None = None
    code: str = ""
    is_rehearsal: bool = False

    @property
    def name(self) -> str:
        """What its pages' tokens are for."""
        return f"surveys/{self.survey.pk}"

    @property
    def wants_token(self) -> bool:
        """Whether the page itself tells one answer from the next."""
        return self.invitation is None and self.kiosk is None

    @property
    def is_counted(self) -> bool:
        """Whether anyone may come here, so that it is counted how many do."""
        return self.wants_token and not self.is_rehearsal

    def takes_answers(self) -> bool:
        return self.survey.is_draft if self.is_rehearsal else self.survey.takes_answers(clock.today())


@dataclass
class Filling:
    """One page with what stands in it; ``once`` tells its answer from every other, ``until`` is when to send again."""

    door: Door
    form: AnswerForm
    once: str
    token: Token | None = None
    proof: str = ""
    notices: list[str] = field(default_factory=list)
    until: datetime | None = None

    @property
    def is_proven(self) -> bool:
        return self.token is not None and is_solved(self.token.text, self.proof)
