"""A reading as JSON and back, without loss."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar, get_args

from .dates import is_iso_date
from .model import (
    ActivityReading,
    AnnexHeading,
    AreaReading,
    DecreeReading,
    Dictum,
    IndicatorReading,
    LabelledText,
    PlanReading,
    PrintedNumber,
    Remark,
    Severity,
    Signatory,
    SubactivityReading,
    UnreadablePlan,
)
from .text import CONTROL, MAX_TEXT, fold

UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
T = TypeVar("T")
Json = dict[str, Any]


def to_json(reading: PlanReading) -> Json:
    """The reading as plain dictionaries.

    `months_by_indicator` stands beside `indicators` only when an indicator has narrower months than its sub-activity
    (null where it has not); `subject` in a remark only when it has one; `as_printed` only where it is kept.
    """
    return {
        "decree": decree_to_json(reading.decree),
        "areas": [area_to_json(area) for area in reading.areas],
        "remarks": [remark_to_json(remark) for remark in reading.remarks],
    }


def decree_to_json(decree: DecreeReading) -> Json:
    """The decree around the annex as plain dictionaries; a legal basis is numbered, everything else labelled."""
    found = asdict(decree)
    found["legal_basis"] = [{"no": item.label, "text": item.text} for item in decree.legal_basis]
    return found


def decree_from_json(data: object) -> DecreeReading:
    """The decree a dictionary of `decree_to_json` describes; raises UnreadablePlan naming the path of what is wrong."""
    return read_decree(Node(data, "decree"))


def area_to_json(area: AreaReading) -> Json:
    activities = [
        {
            "no": activity.no,
            "name": activity.name,
            "subactivities": [subactivity_to_json(sub) for sub in activity.subactivities],
        }
        for activity in area.activities
    ]
    return {"no": area.no, "name": area.name, "activities": activities}


def subactivity_to_json(sub: SubactivityReading) -> Json:
    found: Json = {
        "code": sub.code,
        "no": sub.no,
        "text": sub.text,
        "indicators": [indicator.text for indicator in sub.indicators],
        "months": list(sub.months),
        "source_lines": list(sub.source_lines),
        "confidence": sub.confidence,
    }
    if any(indicator.months is not None for indicator in sub.indicators):
        found["months_by_indicator"] = [indicator.months for indicator in sub.indicators]
    if sub.as_printed is not None:
        found["as_printed"] = sub.as_printed
    return found


def remark_to_json(remark: Remark) -> Json:
    found: Json = {
        "code": remark.code,
        "severity": remark.severity,
        "lines": list(remark.lines),
        "message": remark.message,
    }
    if remark.subject:
        found["subject"] = remark.subject
    return found


class Node:
    """A value inside the JSON with its path, so that an error can name the place."""

    def __init__(self, value: object, path: str) -> None:
        self.value = value
        self.path = path

    def fail(self, expected: str) -> UnreadablePlan:
        return UnreadablePlan(f"JSON bukan rencana: {self.path or 'akar'} harus berupa {expected}.")

    def get(self, key: str) -> Node:
        """The value of a key of this object; a missing key is None."""
        if not isinstance(self.value, dict):
            raise self.fail("objek")
        return Node(self.value.get(key), f"{self.path}.{key}" if self.path else key)

    def list_of(self, read: Callable[[Node], T]) -> list[T]:
        if not isinstance(self.value, list):
            raise self.fail("larik")
        return [read(Node(item, f"{self.path}[{index}]")) for index, item in enumerate(self.value)]

    def optional_list_of(self, read: Callable[[Node], T]) -> list[T]:
        return [] if self.value is None else self.list_of(read)

    def text(self) -> str:
        """A text with white space folded, at most MAX_TEXT characters."""
        if not isinstance(self.value, str):
            raise self.fail("teks")
        if len(self.value) > MAX_TEXT or CONTROL.search(self.value):
            raise self.fail(f"teks tanpa huruf kendali, paling panjang {MAX_TEXT} huruf")
        return fold(self.value)

    def optional_text(self) -> str:
        return "" if self.value is None else self.text()

    def filled_text(self) -> str:
        text = self.text()
        if not text:
            raise self.fail("teks yang tidak kosong")
        return text

    def integer(self, least: int, most: int) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not least <= self.value <= most:
            raise self.fail(f"bilangan bulat {least} sampai {most}")
        return self.value

    def optional_integer(self, least: int, most: int) -> int | None:
        return None if self.value is None else self.integer(least, most)

    def flag(self) -> bool:
        if self.value is not None and not isinstance(self.value, bool):
            raise self.fail("true atau false")
        return bool(self.value)

    def iso_date(self) -> str:
        """A date as YYYY-MM-DD, "" when there is none."""
        found = self.optional_text()
        if found and not is_iso_date(found):
            raise self.fail("tanggal TTTT-BB-HH")
        return found

    def choice(self, choices: tuple[str, ...]) -> Any:
        if self.value not in choices:
            raise self.fail(f"salah satu dari {', '.join(choices)}")
        return self.value

    def months(self) -> list[int]:
        months = self.list_of(lambda item: item.integer(1, 12))
        if months != sorted(set(months)):
            raise self.fail("bulan 1 sampai 12 yang berurutan tanpa ulangan")
        return months

    def lines(self) -> list[int]:
        return self.optional_list_of(lambda item: item.integer(1, 10_000_000))


def from_json(data: object) -> PlanReading:
    """The reading a dictionary of `to_json` describes; raises UnreadablePlan naming the path of what is wrong."""
    root = Node(data, "")
    reading = PlanReading(
        read_decree(root.get("decree")),
        root.get("areas").list_of(read_area),
        root.get("remarks").optional_list_of(read_remark),
    )
    refuse_repeats("nomor area", [str(area.no) for area in reading.areas])
    refuse_repeats("kode subkegiatan", [sub.code for sub in reading.subactivities()])
    if not reading.areas:
        raise UnreadablePlan("JSON bukan rencana: areas tidak memuat satu area pun.")
    return reading


def refuse_repeats(what: str, values: list[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise UnreadablePlan(f"JSON bukan rencana: {what} {value} muncul lebih dari sekali.")
        seen.add(value)


def read_decree(node: Node) -> DecreeReading:
    if node.value is None:
        return DecreeReading()
    return DecreeReading(
        number=node.get("number").optional_text(),
        numbers=node.get("numbers").optional_list_of(
            lambda item: PrintedNumber(item.get("text").text(), item.get("lines").lines())
        ),
        title=node.get("title").optional_text(),
        office_name=node.get("office_name").optional_text(),
        office_code=node.get("office_code").optional_text(),
        year=node.get("year").optional_integer(1, 9999),
        place=node.get("place").optional_text(),
        date=node.get("date").iso_date(),
        is_copy=node.get("is_copy").flag(),
        considerations=node.get("considerations").optional_list_of(read_labelled),
        legal_basis=node.get("legal_basis").optional_list_of(
            lambda item: LabelledText(item.get("no").optional_text(), item.get("text").text())
        ),
        decides=node.get("decides").optional_text(),
        dictum=node.get("dictum").optional_list_of(read_dictum),
        signatories=node.get("signatories").optional_list_of(read_signatory),
        annex=read_annex(node.get("annex")),
    )


def read_labelled(node: Node) -> LabelledText:
    return LabelledText(node.get("label").optional_text(), node.get("text").text())


def read_dictum(node: Node) -> Dictum:
    items = node.get("items").optional_list_of(read_labelled)
    return Dictum(node.get("label").optional_text(), node.get("text").optional_text(), items)


def read_signatory(node: Node) -> Signatory:
    role, name = node.get("role").optional_text(), node.get("name").optional_text()
    return Signatory(role, name, node.get("lines").lines())


def read_annex(node: Node) -> AnnexHeading:
    if node.value is None:
        return AnnexHeading()
    return AnnexHeading(
        number=node.get("number").optional_text(),
        title=node.get("title").optional_text(),
        caption=node.get("caption").optional_text(),
        year=node.get("year").optional_integer(1, 9999),
        place=node.get("place").optional_text(),
        date=node.get("date").iso_date(),
    )


def read_area(node: Node) -> AreaReading:
    number = node.get("no").integer(0, 999)
    area = AreaReading(number, node.get("name").optional_text())
    area.activities = node.get("activities").list_of(read_activity)
    for position, activity in enumerate(area.activities, start=1):
        for place, sub in enumerate(activity.subactivities, start=1):
            code = f"{number}.{position}.{place}"
            if sub.code not in ("", code):
                path = f"{node.path}.activities[{position - 1}].subactivities[{place - 1}].code"
                raise UnreadablePlan(f"JSON bukan rencana: {path} harus berupa {code} menurut letaknya.")
            sub.code = code
    return area


def read_activity(node: Node) -> ActivityReading:
    subs = node.get("subactivities").list_of(read_subactivity)
    return ActivityReading(node.get("no").optional_text(), node.get("name").optional_text(), subs)


def read_subactivity(node: Node) -> SubactivityReading:
    texts = node.get("indicators").optional_list_of(Node.filled_text)
    narrower = node.get("months_by_indicator")
    own = narrower.optional_list_of(lambda item: None if item.value is None else item.months())
    if own and len(own) != len(texts):
        raise narrower.fail("larik sepanjang indicators")
    months = node.get("months").months()
    for index, single in enumerate(own):
        if single is not None and not set(single) <= set(months):
            raise Node(single, f"{narrower.path}[{index}]").fail("bagian dari months")
    printed = node.get("as_printed")
    return SubactivityReading(
        code=node.get("code").optional_text(),
        no=node.get("no").optional_text(),
        text=node.get("text").text(),
        indicators=[
            IndicatorReading(text, None if single == months else single)
            for text, single in zip(texts, own or [None] * len(texts), strict=True)
        ],
        months=months,
        source_lines=node.get("source_lines").lines(),
        confidence="high" if node.get("confidence").value is None else node.get("confidence").choice(("high", "low")),
        as_printed=None if printed.value is None else read_printed(printed),
    )


def read_printed(node: Node) -> str:
    """Source lines as they stand, tabs and line ends kept."""
    if not isinstance(node.value, str) or UNSTORABLE.search(node.value):
        raise node.fail("teks tanpa bita nol")
    return node.value


def read_remark(node: Node) -> Remark:
    return Remark(
        code=node.get("code").filled_text(),
        severity=node.get("severity").choice(get_args(Severity)),
        lines=node.get("lines").lines(),
        message=node.get("message").filled_text(),
        subject=node.get("subject").optional_text(),
    )
