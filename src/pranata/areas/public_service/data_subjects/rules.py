"""Decisions about requests of data subjects."""

from __future__ import annotations

from datetime import date

IN_FORCE = date(2022, 10, 17)


def is_in_force(day: date) -> bool:
    """Decides: whether a data subject can already ask for anything on ``day``.

    Basis: UU 27/2022 Pasal 76, in force from its promulgation on 17 October 2022 (own knowledge, high).
    """
    return day >= IN_FORCE


def clock_name(right: str) -> str:
    """Decides: which clock runs on a request, by the right it calls upon.

    Basis: UU 27/2022 Pasal 30, 32, 40, 41 (data/clocks/personal_data.toml); that of erasure is own.
    """
    return f"personal_data.{right}"


def needs_ground(outcome: str) -> bool:
    """Decides: whether an outcome has to name its ground.

    Basis: UU 27/2022 Pasal 15 and 33 (own knowledge, high): only listed grounds allow to refuse.
    """
    return outcome == "refused"


def may_be_fulfilled(outcome: str, *, is_proven: bool, is_identity_checked: bool) -> bool:
    """Decides: whether a request may end so: nobody is given, changed or denied data whose identity nobody checked.

    Basis: UU 27/2022 Pasal 15 and 33 (another's data may not be opened; own knowledge, high); that the receipt of the
    case proves it is our own.
    """
    return outcome not in ("fulfilled", "partly") or is_proven or is_identity_checked
