"""The house rules can fail: each one is broken on purpose in a small tree of its own."""

from dataclasses import replace

import pytest

import lint

# A path each rule looks at; the bad lines themselves stand beside the rules in tools/lint.py.
PATHS = {lint.TEMPLATES: "src/pranata/desk/templates/desk/x.html", ("src/*.html", "src/*.svg"): "src/pranata/x.html"}


def path_for(rule):
    if rule.where[0] == "*/views.py":
        return "src/pranata/desk/views.py"
    return PATHS.get(rule.where, "src/pranata/desk/x.py")


def write(root, path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


@pytest.mark.parametrize("rule", lint.RULES, ids=lambda rule: rule.name)
def test_faults_name_path_line_and_way_out_when_a_rule_is_broken(tmp_path, rule):
    path = path_for(rule)
    write(tmp_path, path, f"\n{rule.bad[0]}\n")

    assert f"{path}:2: {rule.message}" in list(lint.faults(tmp_path))


@pytest.mark.parametrize("rule", lint.RULES, ids=lambda rule: rule.name)
def test_faults_are_none_when_lines_are_good(tmp_path, rule):
    write(tmp_path, path_for(rule), "\n".join(rule.good) + "\n")

    assert [fault for fault in lint.faults(tmp_path) if fault.endswith(rule.message)] == []


def test_rules_are_proven_when_the_tool_runs():
    assert list(lint.unproven_rules()) == []


def test_rule_is_named_when_it_does_not_hold_on_its_own_lines(monkeypatch):
    loose = replace(lint.RULES[0], name="loose", pattern=r"never", good=("never",), bad=("always",))
    monkeypatch.setattr(lint, "RULES", (loose,))

    assert list(lint.unproven_rules()) == [
        "tools/lint.py: rule 'loose' lets pass: always",
        "tools/lint.py: rule 'loose' refuses: never",
    ]


def test_exception_is_a_fault_when_its_file_no_longer_needs_it(monkeypatch, tmp_path):
    rule = replace(lint.RULES[0], name="old", allowed={"src/pranata/x.py": "was needed once"})
    monkeypatch.setattr(lint, "RULES", (rule,))
    write(tmp_path, "src/pranata/x.py", "")

    assert list(lint.faults(tmp_path)) == [
        "src/pranata/x.py: rule 'old' no longer needs an exception here; remove it from tools/lint.py"
    ]


def test_exception_is_honored_when_its_file_needs_it(monkeypatch, tmp_path):
    rule = replace(lint.RULES[0], allowed={"src/pranata/x.py": "is needed"})
    monkeypatch.setattr(lint, "RULES", (rule,))
    write(tmp_path, "src/pranata/x.py", rule.bad[0])

    assert list(lint.faults(tmp_path)) == []


@pytest.mark.parametrize("name", lint.FORBIDDEN_NAMES)
def test_file_is_refused_when_its_name_says_nothing(tmp_path, name):
    write(tmp_path, f"src/pranata/{name}", "")

    assert list(lint.faults(tmp_path)) == [
        f"src/pranata/{name}: a file named {name} says nothing: name the thing it holds"
    ]


@pytest.mark.parametrize(("length", "faults"), [(400, []), (401, ["x.py: 401 lines: split it by noun (at most 400)"])])
def test_file_is_refused_when_it_is_too_long(tmp_path, length, faults):
    write(tmp_path, "x.py", "\n" * length)

    assert list(lint.faults(tmp_path)) == faults


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("assert answer() == 42", []),
        ("with pytest.raises(ValueError):\n        answer()", []),
        ("check(answer())\n\ndef check(answer):\n    assert answer == 42", []),
        ("answer()", ["tests/test_x.py:1: test_answer asserts nothing"]),
    ],
)
def test_test_is_refused_when_it_asserts_nothing(tmp_path, body, faults):
    write(tmp_path, "tests/test_x.py", f"def test_answer():\n    {body}\n")

    assert list(lint.faults(tmp_path)) == faults


def test_caches_and_environment_are_left_out_when_the_tree_is_read(tmp_path):
    write(tmp_path, ".venv/lib/services.py", "")
    write(tmp_path, "var/services.py", "")

    assert list(lint.faults(tmp_path)) == []
