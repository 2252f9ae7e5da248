"""Whatever the table is: no arrow crosses a symbol, none is lost, pages hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pranata.areas.process.sops.layout import STRIP, lay_out
from pranata.areas.process.sops.rules import Stop, Symbol, targets


@st.composite
def tables(draw):
    count, actors = draw(st.integers(1, 14)), draw(st.integers(1, 6))
    number = st.one_of(st.none(), st.integers(1, count))
    stops = [
        Stop(
            at,
            draw(st.integers(0, actors - 1)),
            draw(st.sampled_from(Symbol)),
            yes=draw(number.filter(lambda to, at=at: to != at)) if count > 1 else None,
            no=draw(number.filter(lambda to, at=at: to != at)) if count > 1 else None,
        )
        for at in range(1, count + 1)
    ]
    heights = [float(draw(st.integers(50, 120))) for _each in stops]
    return stops, actors, heights, draw(st.sampled_from([None, 150.0, 400.0]))


def pieces(arrow):
    return zip(arrow.points, arrow.points[1:], strict=False)


def crosses(box, piece):
    """Whether a piece runs through the inside of a symbol."""
    (x1, y1), (x2, y2) = piece
    left, top, right, bottom = box.edges
    return min(x1, x2) < right and max(x1, x2) > left and min(y1, y2) < bottom and max(y1, y2) > top


@settings(max_examples=150, deadline=None)
@given(tables())
def test_no_arrow_crosses_another_symbol_and_every_piece_is_upright_or_level(table):
    stops, actors, heights, limit = table
    for page in lay_out(stops, actors, heights, limit=limit):
        for arrow in page.arrows:
            for piece in pieces(arrow):
                assert piece[0][0] == piece[1][0] or piece[0][1] == piece[1][1]
                others = [box for box in page.boxes if box.place not in (arrow.source, arrow.target)]
                assert [box.place for box in others if crosses(box, piece)] == []


@settings(max_examples=100, deadline=None)
@given(tables())
def test_every_way_is_drawn_and_connectors_come_in_pairs(table):
    stops, actors, heights, limit = table
    pages = lay_out(stops, actors, heights, limit=limit)
    drawn = {(arrow.source, arrow.target) for page in pages for arrow in page.arrows}
    assert drawn == {(place, to) for place in range(len(stops)) for to in targets(stops, place)}
    letters = [each.letter for page in pages for each in page.connectors]
    assert all(letters.count(each) == 2 for each in letters)
    assert sum(arrow.has_head for page in pages for arrow in page.arrows) == sum(
        len(targets(stops, place)) for place in range(len(stops))
    )


@settings(max_examples=100, deadline=None)
@given(tables())
def test_pages_hold_their_rows_and_everything_stands_inside(table):
    stops, actors, heights, limit = table
    pages = lay_out(stops, actors, heights, limit=limit)
    assert [box.place for page in pages for box in page.boxes] == list(range(len(stops)))
    for page in pages:
        assert limit is None or page.count == 1 or page.tops[-1] - STRIP <= limit
        points = [point for arrow in page.arrows for point in arrow.points]
        assert all(0 <= x <= page.width and 0 <= y <= page.height for x, y in points)
