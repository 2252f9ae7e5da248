"""Search over 100,000 documents of one office: narrow and broad questions, a misspelt one, one document indexed.

Budgets: narrow questions p95 under 40 ms on both databases; broad ones under 60 ms on SQLite, reported on PostgreSQL.
References, in the same run: the bare ``LIKE '%word%'`` over the titles alone, newest twenty (questions); one bare row
saved (indexing).
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import partial
from typing import Any

from benchmarks.timing import row, timed
from pranata.base.access import actions as access
from pranata.base.access.models import User
from pranata.base.org import actions as org
from pranata.base.org.models import Office
from pranata.engines.documents.models import Document
from pranata.engines.search.actions import put, put_many
from pranata.engines.search.queries import search
from pranata.lib import clock

OFFICE, DOCUMENTS, BATCH = "3503", 100_000, 1000
FIRST_DAY = date(2004, 1, 5)
QUESTIONS = 60
# Rare words are made up; each stands in about DOCUMENTS / RARE_WORDS titles.
RARE_WORDS = 4000
COMMON = (
    "penetapan pembentukan perubahan pedoman pengelolaan laporan penyelenggaraan pemilihan anggaran pegawai arsip"
    " pelayanan informasi pengawasan evaluasi rencana kegiatan pengadaan tim kecamatan"
).split()


def measure(database: str) -> list[dict[str, Any]]:
    org.load_offices()
    office = Office.objects.get(code=OFFICE)
    org.activate_office(office, by=None)
    user, _ = access.create_user(office=office, login="cari@kpu.example", by=None)
    access.assign_role(user=user, office=office, role="secretary", valid_from=clock.today(), by=None)
    user = User.objects.get(pk=user.pk)
    dice = random.Random(2022)  # noqa: S311 -- the same documents in every run
    _fill(office, dice)
    narrow = [f"{dice.choice(COMMON)} {rare(dice.randrange(RARE_WORDS))}" for _each in range(QUESTIONS)]
    numbers = [f"{dice.randrange(1, DOCUMENTS)}/HK.03.1/{OFFICE}" for _each in range(QUESTIONS)]
    broad = [" ".join(dice.sample(COMMON, 1 + place % 2)) for place in range(QUESTIONS)]
    misspelt = [swapped(rare(dice.randrange(RARE_WORDS))) for _each in range(QUESTIONS)]
    rows = [
        _asked(database, what, questions, office, user)
        for what, questions in {
            "narrow": narrow, "number": numbers, "broad": broad, "misspelt": misspelt,
        }.items()
    ]  # fmt: skip
    return [*rows, _indexed(database, office)]


def rare(number: int) -> str:
    """A word of its own, such as "bakasida"."""
    syllables = ["ba", "ka", "si", "da", "lu", "mo", "ne", "ru", "ti", "wo"]
    return "z" + "".join(syllables[int(digit)] for digit in f"{number:04}") + "x"


def swapped(word: str) -> str:
    """``word`` with two letters in each other's place."""
    return word[:3] + word[4] + word[3] + word[5:]


def title(dice: random.Random) -> str:
    common = " ".join(dice.sample(COMMON, 4))
    return f"Keputusan tentang {common} {rare(dice.randrange(RARE_WORDS))} tahun {2004 + dice.randrange(19)}"


def _fill(office: Office, dice: random.Random) -> None:
    for first in range(0, DOCUMENTS, BATCH):
        rows = [
            Document(
                office=office,
                kind="keputusan",
                number=f"{number}/HK.03.1/{OFFICE}/2022",
                title=title(dice),
                year=2022,
                issued_on=FIRST_DAY + timedelta(days=number % 6900),
                abstract=" ".join(dice.choices(COMMON, k=40)),
                created_at=clock.now(),
            )
            for number in range(first + 1, first + BATCH + 1)
        ]
        put_many(Document.objects.bulk_create(rows))


def _asked(database: str, what: str, questions: list[str], office: Office, user: User) -> dict[str, Any]:
    found = [search(each, office, reader=user) for each in questions[:5]]
    own = timed(partial(search, each, office, reader=user) for each in questions)
    reference = timed(partial(_like, each.split()[-1], office) for each in questions)
    return row(what, database, own, reference, documents=DOCUMENTS, ranked=[each.count for each in found])


def _like(word: str, office: Office) -> list[Document]:
    return list(Document.objects.filter(office=office, title__icontains=word).order_by("-issued_on", "-pk")[:20])


def _indexed(database: str, office: Office) -> dict[str, Any]:
    some = list(Document.objects.filter(office=office).select_related("office", "text")[:QUESTIONS])
    own = timed(partial(put, each) for each in some)
    reference = timed(partial(each.save, update_fields=["abstract"]) for each in some)
    return row("index one", database, own, reference)
