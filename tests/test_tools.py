"""The checks of ``./pranata check`` can fail: each own one is fed a bad sample."""

import os
import subprocess
import sys

import pytest

import catalogue
import check
import decisions
import generated
import glossary
import language
from pranata.config.decisions import decisions as every_decision
from pranata.config.decisions import decisions_in
from tree import ROOT


def run_tool(*arguments, **environment):
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


# check.py


def test_report_names_fault_and_way_out_when_a_check_fails(capsys):
    passed = check.report(check.Check("sample", lambda: "x.py:1: wrong\nx.py:2: wrong", "do this"))

    assert passed is False
    assert capsys.readouterr().out == "FAIL  sample: x.py:1: wrong\n      x.py:2: wrong\n      To mend: do this\n"


def test_report_is_one_line_when_a_check_passes(capsys):
    assert check.report(check.Check("sample", lambda: "", "do this")) is True
    assert capsys.readouterr().out == "OK    sample\n"


def test_report_is_cut_when_there_is_too_much_to_read(capsys):
    check.report(check.Check("sample", lambda: "x\n" * 100, "do this"))

    assert capsys.readouterr().out.splitlines()[-2:] == ["      ... and 60 more", "      To mend: do this"]


def test_program_is_a_fault_when_it_ends_with_an_error():
    assert check.program(sys.executable, "-c", "import sys; print('two wrong'); sys.exit(1)")() == "two wrong"
    assert check.program(sys.executable, "-c", "print('all well')")() == ""


def test_main_fails_when_a_check_is_unknown(capsys):
    assert check.main(["spelling"]) == 2
    assert capsys.readouterr().out.startswith("No check is called spelling; there are: format, ruff, house rules")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("requirements.lock", "django==5.2 \\\n    --hash=sha256:00\n", ""),
        ("requirements.lock", "django @ https://example.org/d.whl\n", "requirements.lock contains 'https://'"),
        ("requirements.lock", "--index" + "-url x\n", "requirements.lock contains '--index" + "-url'"),
        ("uv.lock", "", "uv.lock does not belong in the tree"),
        ("pylock.toml", "", "pylock.toml does not belong in the tree"),
    ],
)
def test_locks_fail_when_they_name_a_host(tmp_path, name, content, fault):
    (tmp_path / name).write_text(content)

    assert check.lock_addresses(tmp_path) == fault


# language.py


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Rencana aksi</p>", [(1, "Rencana aksi")]),
        ("\n<p>{{ plan }} tahun {{ year }}</p>", [(2, "tahun")]),
        ('<img alt="Logo kantor" src="x.svg">', [(1, "Logo kantor")]),
        ('<input placeholder="Cari">', [(1, "Cari")]),
        ('{% panel title="Rencana aksi" %}', [(1, "Rencana aksi")]),
        ('<meta name="description" content="Rencana aksi">', [(1, "Rencana aksi")]),
        ("<p>{% translate 'Rencana aksi' %}: {{ year }} (12 %)</p>", []),
        ("<p>{% blocktranslate %}Rencana <b>aksi</b>{% endblocktranslate %}</p>", []),
        ('{% panel title=_("Rencana aksi") %}', []),
        ("{# Rencana #}{% comment %}aksi{% endcomment %}<!-- tahun -->", []),
        ('<meta name="viewport" content="width=device-width">', []),
        ('<a lang="en" href="/en/">Read this in English</a>', []),
        ("<p>KPU RI, PDF</p>", []),
        ("{% block body_class %}public{% endblock %}", []),
    ],
)
def test_words_are_found_when_a_template_does_not_mark_them(template, found):
    assert language.bare_words(template) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('CharField(verbose_name="nama kantor")', [(1, "nama kantor")]),
        ('raise ValidationError("Tahun tidak sah")', [(1, "Tahun tidak sah")]),
        ('messages.success(request, "Tersimpan")', [(1, "Tersimpan")]),
        ('CharField(verbose_name=_("nama kantor"))', []),
        ('logger.info("saved plan")', []),
    ],
)
def test_words_are_found_when_code_does_not_mark_them(code, found):
    assert language.bare_literals(code) == found


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Please enter your password", ["please", "your"]),
        ("Rencana aksi %(the)s tahun {and}", []),
        ("Laporan melalui Whistleblowing System", []),
        ("Daftar and rencana", ["and"]),
    ],
)
def test_english_is_found_when_a_source_text_holds_it(text, english):
    assert language.english_words(text) == english


def test_english_text_is_named_with_its_place_when_found():
    text = catalogue.Text("Your plan", None, "src/pranata/x.py", 7)

    assert list(language.english_texts([text])) == [
        "src/pranata/x.py:7: English in an Indonesian text (your): 'Your plan'"
    ]


# catalogue.py


@pytest.mark.parametrize(
    ("path", "content", "key"),
    [
        ("x.py", '_("Rencana aksi")', "Rencana aksi"),
        ("x.py", 'ngettext("%(n)d bulan", "%(n)d bulan-bulan", n)', ("%(n)d bulan", "%(n)d bulan-bulan")),
        ("x.html", "  <p>{% translate 'Rencana aksi' %}</p>", "Rencana aksi"),
        (
            "x.html",
            "<p>\n {% blocktranslate trimmed %}\n  Tahun\n  {{ year }}\n{% endblocktranslate %}",
            "Tahun %(year)s",
        ),
        ("x.html", '{% panel title=_("Rencana aksi") %}', "Rencana aksi"),
    ],
)
def test_texts_are_found_when_code_or_template_marks_them(path, content, key):
    assert [text.key for text in catalogue.texts_in(path, content)] == [key]


def keep_catalogue(path, english):
    found = [catalogue.Text("Rencana aksi", None, "src/pranata/portal/views.py", 3)]
    current = catalogue.extracted(found)
    current["Rencana aksi"].string = english
    path.write_bytes(catalogue.as_po(current))
    path.with_suffix(".mo").write_bytes(catalogue.as_mo(current))
    return found, current


def test_catalogue_has_no_fault_when_it_says_what_the_code_says(tmp_path):
    path = tmp_path / "django.po"
    found, current = keep_catalogue(path, "Action plan")

    assert list(catalogue.faults(path, catalogue.merged(found, catalogue.read(path)))) == []
    assert current["Rencana aksi"].string == "Action plan"


def test_catalogue_fails_when_the_code_says_more(monkeypatch, tmp_path):
    monkeypatch.setattr(catalogue, "relative", lambda path: path.name)
    path = tmp_path / "django.po"
    found, _current = keep_catalogue(path, "Action plan")
    found.append(catalogue.Text("Meja kerja", None, "src/pranata/desk/views.py", 3))

    assert list(catalogue.faults(path, catalogue.merged(found, catalogue.read(path)))) == [
        "django.po does not say what the code says"
    ]


def test_catalogue_fails_when_it_is_not_compiled(monkeypatch, tmp_path):
    monkeypatch.setattr(catalogue, "relative", lambda path: path.name)
    path = tmp_path / "django.po"
    _found, current = keep_catalogue(path, "Action plan")
    path.with_suffix(".mo").write_bytes(b"old")

    assert list(catalogue.faults(path, current)) == ["django.mo is not compiled from it"]


def test_catalogue_fails_when_a_public_text_has_no_english(tmp_path):
    path = tmp_path / "django.po"
    _found, current = keep_catalogue(path, "")

    assert list(catalogue.faults(path, current)) == [
        "no English for a public text: 'Rencana aksi' (src/pranata/portal/views.py)"
    ]


# decisions.py


@pytest.mark.parametrize("docstring", ["", "Decides: the last day.", "Basis: UU 14/2008.", "The last day."])
def test_decision_is_a_fault_when_a_line_is_missing(docstring):
    found = list(decisions_in(f'def due(day):\n    """{docstring}"""\n', "pranata/x/rules.py"))

    assert decisions.incomplete(found) == ["src/pranata/x/rules.py:1: due needs both lines, 'Decides:' and 'Basis:'"]


def test_every_rule_says_what_it_decides_and_why():
    found = every_decision()

    assert decisions.incomplete(found) == []
    assert {decision.path.split("/")[-1] for decision in found} == {"rules.py"}


# glossary.py and what is generated

ENTRY = dict.fromkeys(glossary.KEYS, "x") | {"certainty": "own"}


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([ENTRY | {"basis": ""}], "'x' needs exactly term, identifier, english, meaning, basis, certainty"),
        ([{"term": "x"}], "'x' needs exactly"),
        ([ENTRY | {"certainty": "hearsay"}], "'x': certainty is one of decree, source, own"),
        ([ENTRY, ENTRY], "'x' stands twice or out of order after 'x'"),
        ([ENTRY, ENTRY | {"term": "Alpha"}], "'Alpha' stands twice or out of order after 'x'"),
    ],
)
def test_dictionary_fails_when_an_entry_is_wrong(entries, fault):
    found = list(glossary.malformed(entries))

    assert len(found) == 1
    assert found[0].startswith(f"data/glossary.toml: {fault}")


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([], "src/pranata/x/models.py: 'Area Perubahan' is missing in data/glossary.toml"),
        (
            [{"term": "Area Perubahan", "identifier": "plan.Region"}],
            "data/glossary.toml: 'Area Perubahan' is Area in src/pranata/x/models.py, not 'Region'",
        ),
    ],
)
def test_dictionary_fails_when_it_does_not_know_a_model_by_its_term(tmp_path, entries, fault):
    models = tmp_path / "src" / "pranata" / "x" / "models.py"
    models.parent.mkdir(parents=True)
    models.write_text('class Area:\n    """One area (Area\n    Perubahan) of a plan (see above)."""\n')

    assert list(glossary.unknown_terms(entries, tmp_path)) == [fault]


@pytest.mark.parametrize(
    ("content", "code", "printed"), [("new\n", 1, "page.md is out of date\n"), ("old\n", 0, "page.md is up to date.\n")]
)
def test_page_is_compared_when_only_checked(monkeypatch, capsys, tmp_path, content, code, printed):
    monkeypatch.setattr(generated, "relative", lambda path: path.name)
    monkeypatch.setattr(sys, "argv", ["tool", "--check"])
    page = tmp_path / "page.md"
    page.write_text("old\n")

    assert generated.keep(page, content, []) == code
    assert (capsys.readouterr().out, page.read_text()) == (printed, "old\n")


# test.py


def test_run_fails_with_a_sentence_when_the_named_browser_is_none():
    result = run_tool("tools/test.py", PRANATA_CHROMIUM="no-such-browser")

    assert result.returncode == 1
    assert result.stderr == (
        "pranata test: PRANATA_CHROMIUM names no-such-browser, which is not a program; correct it or leave it empty.\n"
    )


def test_run_fails_with_a_sentence_when_the_named_database_is_no_postgresql():
    result = run_tool("tools/test.py", "--only", "postgresql", PRANATA_TEST_DATABASE_URL="mysql://127.0.0.1/x")

    assert result.returncode == 1
    assert result.stderr == (
        "pranata test: PRANATA_TEST_DATABASE_URL must name a PostgreSQL server (postgresql://...).\n"
    )


def test_run_names_what_failed_on_which_database_when_both_are_done(tmp_path):
    file = tmp_path / "test_contoh.py"
    file.write_text("def test_right(): pass\n\ndef test_wrong(): raise AssertionError('salah')\n")
    ours = "tests/test_lint.py"  # whose conftest knows our options
    nobody = "postgresql://127.0.0.1:1/tidak-ada"
    result = run_tool("tools/test.py", "-q", ours, str(file), PRANATA_TEST_DATABASE_URL=nobody)

    *_run, last = result.stdout.splitlines()
    assert result.returncode == 1
    assert result.stderr == "\npranata test: FAILED on sqlite\n"  # none of them uses a database
    assert [line for line in result.stdout.splitlines() if line.startswith("=== Tests on")] == [
        "=== Tests on sqlite ===",
        "=== Tests on postgresql ===",
    ]
    assert last == "sqlite: FAILED ::test_wrong - AssertionError: salah"  # a file outside the tree has no path
