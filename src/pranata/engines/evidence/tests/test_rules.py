from datetime import date

import pytest

from pranata.engines.evidence.rules import Proof, proof

TODAY = date(2022, 6, 30)


@pytest.mark.parametrize(
    ("is_removed", "valid_to", "expected"),
    [
        (False, None, Proof.PROVEN),
        (False, date(2022, 6, 30), Proof.PROVEN),
        (False, date(2022, 6, 29), Proof.EXPIRED),
        (True, None, Proof.REMOVED),
        (True, date(2022, 6, 29), Proof.REMOVED),
    ],
)
def test_evidence_proves_until_its_last_day_unless_taken_back(is_removed, valid_to, expected):
    assert proof(is_removed=is_removed, valid_to=valid_to, today=TODAY) == expected
