from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.plan.comparison import Change, Difference, compare, match_rows
from pranata.engines.plan.reading import (
    ActivityReading,
    AreaReading,
    DecreeReading,
    IndicatorReading,
    PlanReading,
    SubactivityReading,
)


def tree(**activities):
    """One area; each activity is a list of rows, each a text or (text, months)."""
    found = []
    for position, (name, rows) in enumerate(activities.items(), start=1):
        readings = []
        for number, row in enumerate(rows, start=1):
            text, months = row if isinstance(row, tuple) else (row, [1])
            readings.append(SubactivityReading(code=f"1.{position}.{number}", no="", text=text, months=months))
        found.append(ActivityReading("", name, readings))
    return [AreaReading(1, "Area contoh", found)]


def test_same_tree_matches_row_by_row():
    old = tree(Satu=["Menyusun rencana", "Melapor"], Dua=["Melapor"])

    assert match_rows(old, old) == {"1.1.1": "1.1.1", "1.1.2": "1.1.2", "1.2.1": "1.2.1"}


def test_equal_texts_stay_with_their_activities_when_rows_are_put_in_front():
    old = tree(Satu=["Melapor"], Dua=["Melapor"])
    new = tree(Satu=["Menyusun", "Melapor"], Dua=["Membagi tugas", "Melapor"])

    assert match_rows(old, new) == {"1.1.2": "1.1.1", "1.2.2": "1.2.1"}


def test_reworded_row_is_found_when_it_is_alike():
    old = tree(Satu=["Penyusunan laporan triwulanan tim", "Penetapan tim pelaksana"])
    new = tree(Satu=["Penetapan tim pelaksana", "Penyusunan laporan bulanan tim"])

    assert match_rows(old, new) == {"1.1.1": "1.1.2", "1.1.2": "1.1.1"}


def test_other_row_is_new_when_nothing_is_alike():
    assert match_rows(tree(Satu=["Penyusunan laporan"]), tree(Satu=["Pembelian meja kursi"])) == {}


def test_moved_row_is_found_in_another_activity():
    assert match_rows(tree(Satu=["Melapor"], Dua=["Membagi"]), tree(Satu=["Membagi"], Dua=["Melapor"])) == {
        "1.1.1": "1.2.1",
        "1.2.1": "1.1.1",
    }


@given(st.lists(st.sampled_from(["Melapor", "Menyusun rencana", "Menilai", "Membagi tugas"]), max_size=6), st.randoms())
def test_every_row_is_matched_once_when_only_the_order_changed(texts, random):
    shuffled = random.sample(texts, len(texts))

    found = match_rows(tree(Satu=texts), tree(Satu=shuffled))

    assert sorted(found.values()) == sorted(f"1.1.{n}" for n in range(1, len(texts) + 1))
    assert all(shuffled[int(new[4:]) - 1] == texts[int(old[4:]) - 1] for new, old in found.items())


def difference(old, new):
    before, after = PlanReading(areas=old), PlanReading(areas=new)
    return compare(before, after, match_rows(old, new))


def test_difference_names_what_came_went_changed_and_moved():
    old = tree(Satu=[("Melapor", [6]), "Menilai"], Dua=["Rapat berkala"])
    new = tree(Satu=[("Melapor", [6, 12]), "Rapat berkala"], Dua=["Pembelian kendaraan"])

    found = difference(old, new)

    assert [(each.change, each.place.row.text) for each in found.rows] == [
        (Change.CHANGED, "Melapor"),
        (Change.MOVED, "Rapat berkala"),
        (Change.ADDED, "Pembelian kendaraan"),
        (Change.REMOVED, "Menilai"),
    ]
    assert found.rows[0].differences == (Difference("months", [6], [6, 12]),)
    assert found.unchanged == 0
    assert found.count(Change.ADDED) == 1


def test_row_that_only_got_another_number_counts_as_unchanged():
    found = difference(tree(Satu=["Melapor"]), tree(Satu=["Pembelian kendaraan", "Melapor"]))

    assert ([each.change for each in found.rows], found.unchanged) == ([Change.ADDED], 1)


def test_difference_tells_indicators_apart():
    old = tree(Satu=["Melapor"])
    new = tree(Satu=["Melapor"])
    new[0].activities[0].subactivities[0].indicators = [IndicatorReading("Adanya laporan", [1])]

    assert difference(old, new).rows[0].differences == (Difference("indicators", [], [("Adanya laporan", [1])]),)


def test_difference_names_the_fields_of_the_decree():
    decree = DecreeReading(number="1/2022", title="Rencana Aksi")
    changed = replace(decree, number="2/2022")

    found = compare(PlanReading(decree=decree), PlanReading(decree=changed), {})

    assert found.decree == (Difference("number", "1/2022", "2/2022"),)


def test_long_plan_of_reworded_rows_is_matched_row_by_row():
    old = tree(Satu=[f"Penyusunan dokumen nomor {n} bagian {n * 7} unit" for n in range(600)])
    new = tree(Satu=[f"Penyusunan naskah nomor {n} bagian {n * 7} unit kerja" for n in range(600)])

    found = match_rows(old, new)

    assert found == {f"1.1.{n}": f"1.1.{n}" for n in range(1, 601)}
