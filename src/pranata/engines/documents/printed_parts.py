"""The printed parts of a decree, as ``Document.body`` holds them, when it is issued. Plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

TEXT_PARTS = ("considerations", "decides", "dictum")  # what makes a decree more than its annex


def issued_parts(
    body: dict[str, Any], *, number: str, issued_on: date, place: str, signatory_role: str, signatory_name: str
) -> dict[str, Any]:
    """``body`` with number, date, place and signatory wherever the decree prints them: its end and its annex's.

    Decides: who signed already stays, with lines and certification of the copy; another signatory stands at every
    closing, and the decree is an original then.
    """
    day = issued_on.isoformat()
    printed = [item for item in body.get("numbers") or [] if item["text"] == number]
    annex = {**(body.get("annex") or {}), "number": number, "place": place, "date": day}
    parts = {**body, "number": number, "numbers": printed or [{"text": number, "lines": []}]}
    parts |= {"place": place, "date": day, "annex": annex}
    first = next(iter(body.get("signatories") or []), {})
    if (first.get("role"), first.get("name")) != (signatory_role, signatory_name):
        closings = 2 if any(body.get(part) for part in TEXT_PARTS) else 1
        signed = {"role": signatory_role, "name": signatory_name, "lines": []}
        parts |= {"signatories": [dict(signed) for _closing in range(closings)], "is_copy": False}
    return parts
