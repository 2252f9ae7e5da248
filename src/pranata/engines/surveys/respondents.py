"""What a survey may ask of its respondents: ``data/surveys/respondents.toml``, read once. No name and no address."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from django.conf import settings


@dataclass(frozen=True)
class Option:
    """One answer; ``code`` is what is stored."""

    code: str
    title: str
    title_en: str


@dataclass(frozen=True)
class RespondentField:
    """One question about the respondent; ``code`` is the column of ``Response``."""

    code: str
    title: str
    title_en: str
    options: tuple[Option, ...]
    basis: str
    certainty: str

    def option(self, code: str) -> Option | None:
        return next((each for each in self.options if each.code == code), None)


@cache
def fields() -> tuple[RespondentField, ...]:
    """Every field, in the order of the form."""
    path = settings.DATA_DIR / "surveys" / "respondents.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["field"]
    return tuple(
        RespondentField(
            row["code"],
            row["title"],
            row["title_en"],
            tuple(Option(each["code"], each["title"], each["title_en"]) for each in row["options"]),
            row["basis"],
            row["certainty"],
        )
        for row in rows
    )


def fields_of(codes: tuple[str, ...]) -> tuple[RespondentField, ...]:
    """Those called ``codes``, in the order of the form."""
    return tuple(each for each in fields() if each.code in codes)
