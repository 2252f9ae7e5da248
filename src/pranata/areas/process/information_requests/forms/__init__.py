"""Forms of applicants and of staff."""

from pranata.areas.process.information_requests.forms.asking import (
    EnteredObjectionForm,
    EntryForm,
    ObjectionForm,
    PublicRequestForm,
    RequestForm,
    asked_of,
)
from pranata.areas.process.information_requests.forms.handling import (
    AnswerForm,
    AssignForm,
    DecisionForm,
    DisputeForm,
    FileForm,
    HandOverForm,
    PlainForm,
    ReasonForm,
    RegisterForm,
    StageForm,
    TextForm,
)

__all__ = [
    "AnswerForm",
    "AssignForm",
    "DecisionForm",
    "DisputeForm",
    "EnteredObjectionForm",
    "EntryForm",
    "FileForm",
    "HandOverForm",
    "ObjectionForm",
    "PlainForm",
    "PublicRequestForm",
    "ReasonForm",
    "RegisterForm",
    "RequestForm",
    "StageForm",
    "TextForm",
    "asked_of",
]
