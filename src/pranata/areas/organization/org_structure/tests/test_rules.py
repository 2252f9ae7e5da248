"""What does not fit in a structure on a day."""

from datetime import date

import pytest

from pranata.areas.organization.org_structure.rules import (
    Finding,
    Gap,
    HolderFact,
    Period,
    PostFact,
    UnitFact,
    findings,
)

DAY = date(2022, 7, 1)
PAST = Period(None, date(2022, 6, 30))
LATER = Period(date(2022, 7, 2), None)
WHOLE = UnitFact(1, "Sekretariat", task_count=2)
HEAD = PostFact(10, "Sekretaris", 1)
HELD = HolderFact("Contoh Satu", 10)


@pytest.mark.parametrize(
    ("units", "posts", "holders", "found"),
    [
        ([WHOLE], [HEAD], [HELD], []),
        ([WHOLE], [], [], [Finding(Gap.UNIT_WITHOUT_POST, "Sekretariat")]),
        (
            [WHOLE],
            [PostFact(11, "Pengelola", 1, "pelaksana")],
            [HolderFact("Contoh Satu", 11)],
            [Finding(Gap.UNIT_WITHOUT_HEAD, "Sekretariat")],
        ),
        ([UnitFact(1, "Sekretariat")], [HEAD], [HELD], [Finding(Gap.UNIT_WITHOUT_MANDATE, "Sekretariat")]),
        (
            [UnitFact(1, "Sekretariat", above=9, task_count=1), UnitFact(9, "Lama", PAST)],
            [HEAD],
            [HELD],
            [Finding(Gap.UNIT_BELOW_ENDED, "Sekretariat")],
        ),
        (
            [UnitFact(1, "Sekretariat", PAST)],
            [HEAD],
            [],
            [Finding(Gap.POST_IN_ENDED_UNIT, "Sekretaris", "Sekretariat")],
        ),
        (
            [WHOLE],
            [HEAD],
            [HolderFact("Contoh Satu", 10, LATER)],
            [Finding(Gap.POST_WITHOUT_HOLDER, "Sekretaris", "Sekretariat")],
        ),
        (
            [WHOLE],
            [HEAD],
            [HELD, HolderFact("Contoh Dua", 10)],
            [Finding(Gap.POST_HELD_TWICE, "Sekretaris", "Contoh Satu; Contoh Dua")],
        ),
        ([WHOLE], [HEAD], [HELD, HolderFact("Contoh Dua", 10, capacity="plh")], []),
        ([WHOLE], [HEAD], [HolderFact("Contoh Satu", 10, PAST), HolderFact("Contoh Dua", 10, Period(DAY))], []),
        (
            [WHOLE],
            [HEAD],
            [HolderFact("Contoh Satu", 10, works=PAST)],
            [Finding(Gap.HOLDER_HAS_LEFT, "Contoh Satu", "Sekretaris")],
        ),
        (
            [WHOLE],
            [HEAD],
            [HolderFact("Contoh Satu", 10, has_account=False)],
            [Finding(Gap.HOLDER_WITHOUT_ACCOUNT, "Contoh Satu", "Sekretaris")],
        ),
    ],
)
def test_gap_is_found_when_units_posts_and_holders_do_not_fit(units, posts, holders, found):
    assert findings(units, posts, holders, DAY) == found
