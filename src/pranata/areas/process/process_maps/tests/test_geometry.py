"""No picture has boxes that overlap, words outside their box, or an arrow through a box, whatever is drawn."""

from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from pranata.areas.process.process_maps.drawing import as_svg
from pranata.areas.process.process_maps.geometry import (
    LETTER,
    LINE,
    Node,
    Step,
    children_picture,
    lane_picture,
    map_picture,
    relation_picture,
)

WORDS = st.text("abcdefg ijkl &<\"'", min_size=1, max_size=90)
NODES = st.lists(st.builds(Node, WORDS, st.sampled_from(["", "KPU.01.02"])), max_size=9)
LANES = st.sampled_from(["Operator", "Kepala Subbagian Keuangan, Umum, dan Logistik", "Sekretaris"])
KINDS = st.sampled_from(["mulai", "kegiatan", "keputusan", "selesai"])


@st.composite
def steps(draw):
    count = draw(st.integers(1, 8))
    target = st.none() | st.integers(1, count + 1)
    rows = []
    for number in range(1, count + 1):
        kind = draw(KINDS)
        no = draw(target) if kind == "keputusan" else None
        rows.append(Step(number, draw(LANES), draw(WORDS), kind, draw(target), no))
    return rows


def overlap(one, other):
    is_beside = one.right <= other.x or other.right <= one.x
    return not (is_beside or one.bottom <= other.y or other.bottom <= one.y)


def crosses(start, end, box):
    """Whether a straight line goes through the inside of a box."""
    (x, y), (to_x, to_y) = start, end
    across = max(min(x, to_x), box.x + 1) <= min(max(x, to_x), box.right - 1)
    return across and max(min(y, to_y), box.y + 1) <= min(max(y, to_y), box.bottom - 1)


def is_corner(box, point):
    """Whether a way leaves or reaches a decision below its middle, where the diamond is narrower than its box."""
    return box.kind == "keputusan" and box.x <= point[0] <= box.right and box.middle < point[1] <= box.bottom


def check(picture):
    """Boxes apart and inside the picture, words inside the boxes, and the SVG well-formed."""
    assert [pair for pair in combinations(picture.boxes, 2) if overlap(*pair)] == []
    assert [pair for pair in combinations(picture.frames, 2) if overlap(*pair)] == []
    for box in (*picture.boxes, *picture.frames):
        assert 0 <= box.x < box.right <= picture.width
        assert 0 <= box.y < box.bottom <= picture.height
        assert len(box.lines) * LINE <= box.height
        assert all(len(line) * LETTER <= box.width for line in box.lines)
    root = ElementTree.fromstring(as_svg(picture))  # noqa: S314 -- our own words
    assert root.find("{http://www.w3.org/2000/svg}title").text == picture.title


@given(st.lists(st.tuples(WORDS, NODES), max_size=3))
def test_level_zero_keeps_boxes_apart_when_names_are_long(bands):
    check(map_picture("Peta", bands))


@given(NODES, WORDS, WORDS)
def test_children_stand_between_input_and_output_when_drawn(children, before, after):
    picture = children_picture("Proses", children, before=Node(before, "Input"), after=Node(after, "Output"))

    check(picture)
    assert len(picture.boxes) == len(children) + 2


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=8).map(sorted))
def test_relations_keep_boxes_apart_when_one_unit_hands_out_much(relations):
    check(relation_picture("Relasi", relations))


@given(steps())
def test_no_arrow_passes_through_an_activity_when_ways_jump(rows):
    picture = lane_picture("Langkah", rows, yes="ya", no="tidak")

    check(picture)
    for arrow in picture.arrows:
        for start, end in zip(arrow.points, arrow.points[1:], strict=False):
            through = [box for box in picture.boxes if crosses(start, end, box)]
            assert [box for box in through if not is_corner(box, start) and not is_corner(box, end)] == []


def test_svg_says_words_as_they_are_when_they_hold_markup():
    svg = as_svg(map_picture("<b>", [("Inti", [Node("<script>", "A&B", '"/x"')])]))

    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg
    assert 'href="&quot;/x&quot;"' in svg
