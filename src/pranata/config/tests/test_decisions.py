import json

import pytest
from django.core.management import CommandError, call_command

from pranata.config.decisions import Decision, decisions_in


def test_decision_is_read_when_a_rule_has_both_lines():
    code = 'def due(day):\n    """Decides: the last day,\n    with its steps.\n\n    Basis: UU 14/2008."""\n'

    assert list(decisions_in(code, "pranata/x/rules.py")) == [
        Decision("pranata/x/rules.py", 1, "due", "the last day, with its steps.", "UU 14/2008.")
    ]


def test_where_finds_the_rule_when_a_word_is_given(capsys):
    call_command("where", "SECOND factor", "--json")

    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == ["needs_second_factor"]


def test_where_fails_with_a_sentence_when_nothing_speaks_of_the_word():
    with pytest.raises(CommandError, match="Tidak ada aturan tentang 'gajah'"):
        call_command("where", "gajah")
