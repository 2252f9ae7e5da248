"""Every write on documents."""

from pranata.engines.documents.actions.filing import (
    file_again,
    give_file,
    number_document,
    open_to_public,
    publish,
    record_decree,
    withdraw,
)
from pranata.engines.documents.actions.issuing import LONGEST_NUMBER, issue
from pranata.engines.documents.actions.numbering import (
    next_decree_number,
    reserve_number,
    set_last_number,
    take_number,
    void_number,
)
from pranata.engines.documents.actions.relating import relate, unrelate

__all__ = [
    "LONGEST_NUMBER",
    "file_again",
    "give_file",
    "issue",
    "next_decree_number",
    "number_document",
    "open_to_public",
    "publish",
    "record_decree",
    "relate",
    "reserve_number",
    "set_last_number",
    "take_number",
    "unrelate",
    "void_number",
    "withdraw",
]
