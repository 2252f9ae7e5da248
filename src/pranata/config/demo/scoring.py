"""The sheet of the half-year: opened, filled in by section, proved from the plan, assessed, one section sent back."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from pranata.engines.assessments.actions import answering, comments, proofs, sections, sheets
from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.models import Item, Level, Sheet
from pranata.engines.assessments.replies import reply_of

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.config.demo.months import Half


def tell_sheet(half: Half) -> None:
    """Put the sheet onto the timeline."""
    add, told = half.timeline.add, half.sample.sheet
    add(told["opened"], time(9, 20), lambda: open_sheet(half))
    for section in told["section"]:
        add(section["on"], time(10, 40), lambda section=section: fill(half, section))
    add(told["submitted"], time(15, 10), lambda: sheets.submit(sheet_of(half), by=half.cast.secretary))
    add(told["assessed"], time(10, 5), lambda: assess(half))
    add(
        told["assessed"],
        time(14, 30),
        lambda: sheets.send_back(sheet_of(half), told["returned"], by=half.cast.verifier),
    )
    add(told["mended_on"], time(9, 15), lambda: mend(half))


def open_sheet(half: Half) -> None:
    """Opened by the secretary, who also says who fills in which section by when."""
    told, by, cast = half.sample.sheet, half.cast.secretary, half.cast
    sheet = sheets.open_sheet(half.plan.office, told["instrument"], year=told["year"], target=told["target"], by=by)
    known = {each.code: each for each in sheet.sections.all()}
    for section in told["section"]:
        kind, _space, _which = section["to"].partition(" ")
        party = {"unit" if kind == "unit" else "person": cast.party(section["to"])}
        sections.assign(known[section["code"]], **party, due_on=section["due"], by=by)


def fill(half: Half, told: dict[str, Any]) -> None:
    """One section's answers and their evidence, by whoever answers for it."""
    by = half.cast.accounts[told["by"]]
    for code, raw in told["answers"].items():
        say(half, code, raw, by)
    for code, (row, month) in half.sample.sheet["evidence"].items():
        if code in told["answers"]:
            found = half.items[row, month]
            proofs.prove(item_of(half, code), lambda found=found: found, by=by)


def assess(half: Half) -> None:
    """The verifier answers beside the office, and asks for what is missing."""
    by = half.cast.verifier
    for told in half.sample.sheet["internal"]:
        say(half, told["item"], told["answer"], by, level=Level.INTERNAL, reason=told.get("reason", ""))
    for told in half.sample.sheet["comment"]:
        comments.comment(item_of(half, told["item"]), text=told["text"], by=half.cast.accounts[told["by"]])


def mend(half: Half) -> None:
    """What was mended so far; the section is not ready yet."""
    told = {code: section["by"] for section in half.sample.sheet["section"] for code in section["answers"]}
    for code, raw in half.sample.sheet["mended"].items():
        say(half, code, raw, half.cast.accounts[told[code]])


def say(half: Half, code: str, raw: Any, by: User, **beside: Any) -> None:
    """One answer as the sample writes it: "A", or [4, 5] for 4 of 5."""
    item = item_of(half, code)
    question = by_key(half.sample.sheet["instrument"]).questions[code]
    reply = reply_of(question, {"num": raw[0], "den": raw[1]} if isinstance(raw, list) else raw)
    answering.answer(item, reply, by=by, **beside)


def sheet_of(half: Half) -> Sheet:
    return Sheet.objects.select_related("office").get(office=half.plan.office, year=half.sample.sheet["year"])


def item_of(half: Half, code: str) -> Item:
    items = Item.objects.select_related("section__sheet__office")
    return items.get(section__sheet__office=half.plan.office, code=code)
