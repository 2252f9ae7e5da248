"""Which column of ``Response`` holds which element."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pranata.engines.surveys.reading.questionnaire import Questionnaire


def columns_of(questionnaire: Questionnaire | None) -> dict[str, str]:
    """The column of each element: u1 is a1, and so on in the order of the codes; {} where all questions are added."""
    codes = questionnaire.codes if questionnaire else ()
    return {code: f"a{place}" for place, code in enumerate(codes, start=1)}
