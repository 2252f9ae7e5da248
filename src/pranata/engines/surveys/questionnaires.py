"""The questionnaires there are: ``data/surveys``, read once."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from pranata.engines.surveys.reading.questionnaire import Questionnaire, read_questionnaires


class UnknownQuestionnaire(LookupError):
    """No file has this code, or this edition of it."""


@cache
def questionnaires() -> tuple[Questionnaire, ...]:
    """Every edition, by code and edition. Raises ``QuestionnaireFault``."""
    return read_questionnaires(settings.DATA_DIR / "surveys")


def by_key(key: str) -> Questionnaire:
    """The edition called "skm@2017", or of "skm" the latest. Raises ``UnknownQuestionnaire``."""
    found = [each for each in questionnaires() if key in (each.code, each.key)]
    if not found:
        known = ", ".join(each.key for each in questionnaires())
        raise UnknownQuestionnaire(f"Survei {key} tidak dikenal; yang ada: {known}.")
    return found[-1]
