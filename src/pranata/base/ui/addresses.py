"""Parts of addresses that the public's and the staff's doors share."""

from django.urls import register_converter


class TextConverter:
    """A part of an address that stays text; subclasses say which texts fit."""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class OfficeCodeConverter(TextConverter):
    """An office's code: two digits (province, KPU RI) or four (regency or city)."""

    regex = r"\d{2}|\d{4}"


class RowCodeConverter(TextConverter):
    """A sub-activity's code such as ``7.6.2``."""

    regex = r"\d{1,3}\.\d{1,3}\.\d{1,4}"


class PlanKeyConverter(TextConverter):
    """A plan's name: its year, with ``-agen-7`` for a change agent's and ``-r2`` for one of its revisions."""

    regex = r"20\d{2}(?:-agen-[1-9]\d{0,8})?(?:-r[1-9]\d{0,2})?"


class YearConverter:
    """A plan's year: four digits, so that no address has two spellings."""

    regex = r"20\d{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


def register_converters() -> None:
    """Makes ``<office:…>``, ``<year:…>``, ``<plan:…>`` and ``<row:…>`` known; called once, when the app is ready."""
    register_converter(OfficeCodeConverter, "office")
    register_converter(YearConverter, "year")
    register_converter(RowCodeConverter, "row")
    register_converter(PlanKeyConverter, "plan")
