"""What surveys keep: what is asked, what was answered, and the doors through which answers come."""

from pranata.engines.surveys.models.answers import AddedAnswer, Batch, Channel, Response, SentPage
from pranata.engines.surveys.models.doors import Invitation, Kiosk
from pranata.engines.surveys.models.improvements import Improvement
from pranata.engines.surveys.models.surveys import (
    EDIT,
    ENTER,
    MANAGE,
    VIEW,
    AddedQuestion,
    QuestionKind,
    Status,
    Survey,
    SurveyQuerySet,
    SurveyService,
)

__all__ = [
    "EDIT",
    "ENTER",
    "MANAGE",
    "VIEW",
    "AddedAnswer",
    "AddedQuestion",
    "Batch",
    "Channel",
    "Improvement",
    "Invitation",
    "Kiosk",
    "QuestionKind",
    "Response",
    "SentPage",
    "Status",
    "Survey",
    "SurveyQuerySet",
    "SurveyService",
]
