"""A Zona Integritas sheet of the office, and what its pages say."""

import re
from decimal import Decimal

from pranata.desk.tests.live import html_of, words
from pranata.engines.assessments.actions.answering import answer
from pranata.engines.assessments.actions.sheets import open_sheet
from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.models import Item, Level
from pranata.engines.assessments.replies import reply_of

KEY = "zona-integritas@2021"
LIST = "/meja/9001/penilaian/"
SETTINGS = {"target": "WBK", "year": 2022}


def opened(office, by, **said):
    """A sheet as the secretary opens it."""
    return open_sheet(office, said.pop("key", KEY), **{**SETTINGS, **said}, by=by)


def item(sheet, code: str) -> Item:
    found = Item.objects.select_related("section__sheet__office").get(section__sheet=sheet, code=code)
    found.section.sheet.refresh_from_db()
    return found


def said(sheet, code: str, raw, by, level=Level.SELF, **words_beside):
    """One answer, without its page."""
    raw = {name: Decimal(value) for name, value in raw.items()} if isinstance(raw, dict) else raw
    reply = reply_of(by_key(sheet.key).questions[code], raw)
    return answer(item(sheet, code), reply, level=level, by=by, **words_beside)


def page_of(sheet, section: str = "") -> str:
    return f"{LIST}{sheet.pk}/" + (f"?bagian={section}" if section else "")


def item_page(sheet, code: str) -> str:
    return f"{LIST}{sheet.pk}/butir/{code}/"


def figures(response) -> dict[str, str]:
    """The numbers of the head by their words."""
    head = re.search(r'<dl class="kpis">(.*?)</dl>', html_of(response), re.DOTALL)[1]
    return {words(label): words(value) for label, value in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", head)}


def row(response, code: str) -> str:
    """The words of a question's row."""
    return words(markup(response, code))


def markup(response, code: str) -> str:
    anchor = f'<div class="sheet-row" id="butir-{code.replace(".", "-")}">'
    return re.split(r'<div class="sheet-row"|<div id="lembar-angka"|</section>', html_of(response).split(anchor, 1)[1])[
        0
    ]


def chosen(response, code: str) -> list[str]:
    """The options that are ticked in a question's row."""
    return re.findall(r'value="(\w+)" checked', markup(response, code))


def buttons(response) -> list[str]:
    """The steps that the sheet's head offers."""
    head = re.search(r'<div class="actions wrap">(.*?)<details', html_of(response), re.DOTALL)[1]
    return [words(each) for each in re.findall(r"<a [^>]*>.*?</a>", head)]
