"""No unit of the chart covers another, whatever the tree, and every word stands in its box."""

from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from pranata.areas.organization.org_structure.drawing import as_svg
from pranata.areas.organization.org_structure.geometry import LETTER, LINE, Branch, chart

WORDS = st.text("abcdefg hijkl&<", min_size=1, max_size=70)
LINES = st.lists(WORDS, max_size=3).map(tuple)
TREES = st.recursive(
    st.builds(Branch, WORDS, LINES),
    lambda below: st.builds(Branch, WORDS, LINES, st.lists(below, max_size=4).map(tuple)),
    max_leaves=12,
)


def overlap(one, other):
    is_beside = one.right <= other.x or other.right <= one.x
    return not (is_beside or one.bottom <= other.y or other.bottom <= one.y)


def is_inside(point, box):
    return box.x < point[0] < box.right and box.y < point[1] < box.bottom


@given(st.lists(TREES, max_size=3).map(tuple))
def test_chart_keeps_units_apart_when_the_tree_is_any(tops):
    made = chart("Bagan", tops)

    assert [pair for pair in combinations(made.boxes, 2) if overlap(*pair)] == []
    assert [point for link in made.links for point in link for box in made.boxes if is_inside(point, box)] == []
    for box in made.boxes:
        assert 0 < box.x < box.right < made.width
        assert 0 < box.y < box.bottom < made.height
        assert len(box.lines) * LINE < box.height
        assert all(len(line) * LETTER < box.width for line in box.lines)
    ElementTree.fromstring(as_svg(made))  # noqa: S314 -- our own words


def test_chart_holds_every_unit_when_some_stand_below_others():
    made = chart(
        "Bagan", (Branch("Sekretariat", ("Sekretaris",), (Branch("Satu"), Branch("Dua", (), (Branch("Tiga"),)))),)
    )

    assert [box.lines for box in made.boxes] == [("Sekretariat", "Sekretaris"), ("Satu",), ("Dua",), ("Tiga",)]
    assert len(made.links) == 3
