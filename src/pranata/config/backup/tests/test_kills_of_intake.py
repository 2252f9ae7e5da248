"""Killed with -9 while the public sends forms: each that got its receipt is there once, with its event.

A few kills here; ``./pranata bench intake`` does a hundred on each database.
"""

import json

from pranata.config.backup.tests.test_kills import ROUNDS, acknowledged_before_kill, assert_chains_are_whole

SEND = "from benchmarks.submissions import send_until_killed\nsend_until_killed()"
KEPT = """
import json
from benchmarks.submissions import kept_once
print(json.dumps(kept_once({codes})))
"""


def test_submissions_with_a_receipt_are_kept_once_when_the_process_is_killed(house):
    acknowledged = [
        line[0] for _round in range(ROUNDS) for line in acknowledged_before_kill(house, SEND, longest=1.0)
    ]  # fmt: skip

    found = json.loads(house.python(KEPT.format(codes=acknowledged)))
    assert_chains_are_whole(house)
    assert (found["lost"], found["without_their_event"]) == (0, 0)
    assert len(acknowledged) >= ROUNDS
    assert found["cases"] == found["events"] >= len(acknowledged)
