"""A month by API: read, noted over the state that was read, handed in, verified, returned; as on its page."""

import pytest

from pranata.api.tests.programs import MONTH, codes
from pranata.base.access.models import Role
from pranata.base.audit.models import Event
from pranata.engines.plan.models import Figure, Progress

pytestmark = pytest.mark.django_db
NOTED = {"achievement": "Rapat diadakan.", "figures": [{"position": 1, "value": "24", "out_of": "26"}]}


def note(asked, body=None, state=None):
    return asked.ask("put", MONTH, body or NOTED, state=asked.state_of() if state is None else state)


def submitted(asked):
    note(asked)
    return asked.ask("post", f"{MONTH}/submit", state=asked.state_of())


def test_month_is_noted_with_its_figures(program, row):
    asked = program()

    said = note(asked).json()

    stored = Progress.objects.get()
    assert (stored.subactivity, stored.month, stored.status) == (row, 6, "draft")
    assert stored.achievement == said["achievement"] == "Rapat diadakan."
    assert said["figures"] == [{"position": 1, "value": "24.0000", "out_of": "26.0000", "share": "92.30"}]
    assert Event.objects.get(action="plan.progress_noted").actor == f"user:{asked.token.user_id}"


def test_answer_of_a_write_names_the_state_for_the_next(program, row):
    asked = program()
    first = note(asked)

    second = asked.ask("put", MONTH, {"achievement": "Dua kali."}, state=first["ETag"])

    assert (second.status_code, second["ETag"]) == (200, asked.state_of())
    assert second.json()["figures"][0]["value"] == "24.0000"


def test_write_without_the_state_that_was_read_is_refused(program, row):
    asked = program()

    answers = [note(asked, state=state) for state in ("", "*", "bukan-etag")]

    assert [codes(each) for each in answers] == [(428, "state_not_named")] * 3
    assert Progress.objects.count() == 0


def test_write_over_another_state_is_refused_and_nothing_is_lost(program, row):
    asked, other = program(), program()
    state = asked.state_of()
    note(other, {"achievement": "Ditulis orang lain."})

    assert codes(note(asked, state=state)) == (409, "stale")
    assert Progress.objects.get().achievement == "Ditulis orang lain."


def test_etag_made_weak_on_the_way_still_names_the_state(program, row):
    asked = program()

    assert note(asked, state=f"W/{asked.state_of()}").status_code == 200


def test_unchanged_month_is_not_sent_again(program, row):
    asked = program()
    etag = asked.state_of()

    again = asked.client.get(
        f"/api/v1/{MONTH}", headers={"Authorization": f"Bearer {asked.secret}", "If-None-Match": etag}
    )

    assert (again.status_code, again.content) == (304, b"")


def test_month_is_handed_in_verified_by_another_and_never_by_oneself(program, row):
    asked, verifier = program(Role.VERIFIER), program(Role.VERIFIER)
    assert submitted(asked).json()["state"] == "submitted"

    own = asked.ask("post", f"{MONTH}/verify", state=asked.state_of())
    done = verifier.ask("post", f"{MONTH}/verify", state=verifier.state_of())

    assert codes(own) == (403, "forbidden")
    assert (done.status_code, done.json()["status"]) == (200, "verified")


def test_month_is_returned_with_a_reason(program, row):
    submitted(program())
    verifier = program(Role.VERIFIER)

    without = verifier.ask("post", f"{MONTH}/return", {"reason": ""}, state=verifier.state_of())
    done = verifier.ask("post", f"{MONTH}/return", {"reason": "Lengkapi notulen."}, state=verifier.state_of())

    assert (codes(without), without.json()["fields"][0]["field"]) == ((422, "invalid"), "reason")
    assert done.json()["status"] == "returned"


def test_month_handed_in_is_written_no_more(program, row):
    asked = program()
    submitted(asked)

    assert codes(note(asked, {"achievement": "Terlambat."})) == (409, "stale")


def test_month_without_achievement_is_not_handed_in(program, row):
    asked = program()
    note(asked, {"achievement": "", "obstacle": "Belum ada rapat."})

    answer = asked.ask("post", f"{MONTH}/submit", state=asked.state_of())

    assert (codes(answer), answer.json()["fields"]) == (
        (422, "invalid"),
        [{"field": "achievement", "messages": ["Capaian belum diisi."]}],
    )


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"obstacle": "Tanpa capaian"}, "achievement"),
        ({"achievement": "a\u0000b"}, "achievement"),
        ({"achievement": 1}, "achievement"),
        ({"achievement": "x" * 20_001}, "achievement"),
        ({"achievement": "a", "figures": [{"position": 1, "value": "banyak"}]}, "figures.0.value"),
        ({"achievement": "a", "figures": [{"position": 1, "value": "NaN"}]}, "figures.0.value"),
        ({"achievement": "a", "figures": [{"position": 1, "value": "1e20"}]}, "figures.0.value"),
        ({"achievement": "a", "figures": [{"position": 9, "value": "1"}]}, "value_9"),
        ({"achievement": "a", "figures": [{"position": 1, "out_of": "26"}]}, "value_1"),
        ({"achievement": "a", "figures": [{"position": 1, "value": "1", "out_of": "0"}]}, "out_of_1"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(program, row, body, field):
    answer = note(program(), body)

    assert (codes(answer), [each["field"] for each in answer.json()["fields"]]) == ((422, "invalid"), [field])
    assert (Progress.objects.count(), Figure.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "address",
    [
        "offices/9999/plans/2022/subactivities/1.1.1/months/7",
        "offices/9999/plans/2022/subactivities/9.9.9/months/6",
        "offices/9999/plans/1999/subactivities/1.1.1/months/6",
        "offices/9999/plans/besok/subactivities/1.1.1/months/6",
        "offices/0000/plans/2022/subactivities/1.1.1/months/6",
    ],
)
def test_month_that_is_not_there_is_not_found(program, row, address):
    assert codes(program().get(address)) == (404, "not_found")


def test_body_that_is_no_json_is_refused(program, row):
    asked = program()
    state = asked.state_of()

    broken = asked.ask("put", MONTH, "{", state=state)
    other = asked.ask("put", MONTH, data="a=1", content_type="application/x-www-form-urlencoded", state=state)
    large = asked.ask("put", MONTH, {"achievement": "x" * 9_000_000}, state=state)

    assert [codes(each) for each in (broken, other, large)] == [
        (400, "unreadable"),
        (415, "unknown_media"),
        (413, "too_large"),
    ]
