"""Score sheets: the sheet page with all its questions, one answer, and a whole nation of 553 sheets scored again.

Budgets: the page p95 under 120 ms, one answer under 50 ms, 553 offices rescored under 60 s. References, in the same
run: a bare queryset and a bare template of the same rows (page), one bare row with its audit event (answer), the
answers of the sheets read without any rule (rescoring).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.timing import row, timed
from pranata.base.access import actions as access
from pranata.base.access.models import User
from pranata.base.audit.actions import hold, record
from pranata.base.org import actions as org
from pranata.base.org.models import Office
from pranata.engines.assessments.actions.answering import answer
from pranata.engines.assessments.actions.sheets import open_sheet
from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.models import Answer, Item, Level, Sheet
from pranata.engines.assessments.queries import rescore
from pranata.engines.assessments.reading.instrument import Question, ScaleKind
from pranata.engines.assessments.replies import Reply, reply_of
from pranata.lib import clock

KEY, YEAR = "zona-integritas@2021", 2022
OFFICE = "3503"
PAGES, ANSWERS = 40, 100
BATCH = 50  # sheets that are scored together
BARE = engines["django"].from_string(
    "<table>{% for each in rows %}<tr><td>{{ each.item.code }}<td>{{ each.choice }}<td>{{ each.note }}</tr>{% endfor %}"
    "</table>"
)


def measure(database: str) -> list[dict[str, Any]]:
    org.load_offices()
    office = Office.objects.get(code=OFFICE)
    org.activate_office(office, by=None)
    user = _secretary(office)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    sheet = _filled(office, user)
    return [_page(database, client, sheet), _answer(database, sheet, user), _nation(database, sheet)]


def _secretary(office: Office) -> User:
    user, _ = access.create_user(office=office, login="lembar@kpu.example", by=None)
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    access.assign_role(user=user, office=office, role="secretary", valid_from=clock.today(), by=None)
    return User.objects.get(pk=user.pk)


def replies() -> Iterator[tuple[str, Reply]]:
    """One answer to every question, the options in turn."""
    for place, question in enumerate(by_key(KEY).questions.values()):
        yield question.code, reply_of(question, _raw(question, place))


def _raw(question: Question, place: int) -> object:
    match question.scale.kind:
        case ScaleKind.CHOICE:
            return question.scale.options[place % len(question.scale.options)].key
        case ScaleKind.RATIO:
            return {"num": place % 7, "den": 7}
    return 3


def _filled(office: Office, user: User) -> Sheet:
    sheet = open_sheet(office, KEY, year=YEAR, target="WBK", by=user)
    items = {each.code: each for each in Item.objects.filter(section__sheet=sheet)}
    for code, reply in replies():
        answer(items[code], reply, note="Penjelasan contoh", by=user)
    return sheet


def _page(database: str, client: Client, sheet: Sheet) -> dict[str, Any]:
    address = f"{sheet.get_absolute_url()}?bagian=semua"
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    assert page.status_code == 200, address
    assert page.content.decode().count("R.VI.2.a"), "not every question stands on the page"
    count = len(captured)  # the next request empties the log

    def bare() -> None:
        BARE.render({"rows": list(Answer.objects.filter(item__section__sheet=sheet).select_related("item"))})

    return row(
        "sheet page, all questions", database, timed([lambda: client.get(address)] * PAGES), timed([bare] * PAGES),
        queries=count, questions=len(by_key(KEY).questions), kilobytes=len(page.content) // 1024,
    )  # fmt: skip


def _answer(database: str, sheet: Sheet, user: User) -> dict[str, Any]:
    item = Item.objects.select_related("section__sheet__office").get(section__sheet=sheet, code="V.5.b")
    question = by_key(KEY).questions["V.5.b"]

    def own(place: int) -> Answer:
        return answer(item, reply_of(question, "ABCD"[place % 4]), note=f"Penjelasan {place}", by=user)

    def bare(place: int) -> None:
        with transaction.atomic():
            hold(sheet.office)
            Answer.objects.filter(item=item, level=Level.SELF).update(choice="ABCD"[place % 4])
            record(office=sheet.office, actor=user, action="bench.answered", target=item, after={"choice": place})

    answers = timed([lambda p=place: own(p) for place in range(ANSWERS)])
    return row("one answer", database, answers, timed([lambda p=place: bare(p) for place in range(ANSWERS)]))


def _nation(database: str, first: Sheet) -> dict[str, Any]:
    """Sheets of every other office as rows, scored again in batches."""
    for office in Office.objects.exclude(pk=first.office_id):
        _copy(first, office)
    found = list(Sheet.objects.select_related("office").order_by("pk"))
    batches = [found[start : start + BATCH] for start in range(0, len(found), BATCH)]

    def bare(batch: list[Sheet]) -> None:
        assert len(list(Answer.objects.filter(item__section__sheet__in=batch).values_list("item__code", "choice")))

    own = timed([lambda b=batch: rescore(b) for batch in batches])
    reference = timed([lambda b=batch: bare(b) for batch in batches])
    totals = {outcome.total for batch in batches for outcome in rescore(batch).values()}
    assert len(totals) == 1, "copies of one sheet are worth the same"
    seconds = round(len(batches) / own["per_s"], 2)
    return row(
        "rescoring, a batch of sheets", database, own, reference, sheets=len(found), batch=BATCH, seconds=seconds
    )


def _copy(first: Sheet, office: Office) -> None:
    """The same sections, items and answers at another office, as rows."""
    sheet = Sheet.objects.create(
        office=office, instrument=first.instrument, edition=first.edition, year=YEAR, opened_on=clock.today()
    )
    sections = list(first.sections.all())
    old = {each.pk: each for section in sections for each in section.items.all()}
    answers = list(Answer.objects.filter(item__in=old))
    made = {}
    for section in sections:
        key, section.pk, section.sheet = section.pk, None, sheet
        section.save(force_insert=True)
        made[key] = section
    rows = [Item(section=made[each.section_id], code=each.code, position=each.position) for each in old.values()]
    items = dict(zip(old, Item.objects.bulk_create(rows), strict=True))
    for each in answers:
        each.pk, each.item = None, items[each.item_id]
    Answer.objects.bulk_create(answers)
