"""The committed stylesheets: up to date, light enough, readable by contrast."""

import gzip
import re
from pathlib import Path

import pytest

import make_css

STATIC = Path(__file__).resolve().parents[1] / "static/ui"
TOKENS = dict(re.findall(r"--([\w-]+): (#\w+)", (make_css.UI / "styles/tokens.css").read_text()))

TEXT, SIGN = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
PAIRS = [
    *(
        (ink, ground, TEXT)
        for ink in ("ink", "ink-2", "ink-3")
        for ground in ("paper", "card", "line-2", "accent-soft")
    ),
    *((kind, f"{kind}-soft", TEXT) for kind in ("ok", "warn", "bad", "info")),
    *((ink, ground, TEXT) for ink in ("accent", "accent-ink", "ok") for ground in ("paper", "card")),
    ("accent-ink", "accent-soft", TEXT),
    ("card", "accent", TEXT),
    *((sign, ground, SIGN) for sign in ("sign", "control") for ground in ("paper", "card")),
]


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_known_when_black_stands_on_white():
    assert round(contrast("#000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize(("ink", "ground", "needed"), PAIRS)
def test_token_is_readable_when_it_stands_on_its_ground(ink, ground, needed):
    assert contrast(TOKENS[ink], TOKENS[ground]) >= needed


@pytest.mark.parametrize("name", make_css.STYLESHEETS)
def test_stylesheet_is_what_its_sources_make_when_built_again(name):
    assert (STATIC / name).read_text() == make_css.STYLESHEETS[name]()


def test_public_stylesheet_is_light_when_compressed():
    assert len(gzip.compress((STATIC / "public.css").read_bytes())) < 12_000


def test_public_stylesheet_reads_only_defined_variables_when_used():
    css = (STATIC / "public.css").read_text()
    defined = set(re.findall(r"(--[\w-]+):", css))
    read_without_fallback = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", css))

    assert read_without_fallback - defined <= OPTIONAL


# Bootstrap reads these where a page may set them; unset, the property keeps its initial value.
OPTIONAL = {"--bs-body-text-align", "--bs-btn-focus-shadow-rgb"}


def test_subset_keeps_listed_classes_and_plain_elements_when_filtered():
    css = "a,.btn:hover{color:red}.modal,.btn .modal{x:y}@media print{.modal{x:y}p{z:1}}@keyframes k{to{x:y}}"

    kept = "".join(map(str, make_css.subset(make_css.parse(css), make_css.is_public)))

    assert kept == "a,.btn:hover{color:red}@media print{p{z:1}}"


def test_subset_splits_only_outer_commas_when_a_selector_has_brackets():
    assert make_css.split_selectors(':is(a,b) c,[x="1"],d') == [":is(a,b) c", '[x="1"]', "d"]


def test_variables_fall_away_when_nothing_reads_them():
    css = ":root{--bs-a:1;--bs-b:var(--bs-c);--bs-c:2}p{x:var(--bs-a)}"

    assert make_css.drop_unread_variables(css) == ":root{--bs-a:1;}p{x:var(--bs-a)}"


def test_parse_refuses_when_a_block_is_open():
    with pytest.raises(ValueError, match="not closed"):
        list(make_css.parse("a{b:c"))


def test_check_fails_and_names_the_file_when_a_stylesheet_is_stale(tmp_path, monkeypatch, capsys):
    static = tmp_path / "static/ui"
    static.mkdir(parents=True)
    for part in ("styles", "vendor"):
        (tmp_path / part).symlink_to(make_css.UI / part)
    monkeypatch.setattr(make_css, "UI", tmp_path)

    built = make_css.main([])
    (static / "public.css").write_text("/* by hand */")

    assert (built, make_css.main(["--check"])) == (0, 1)
    assert capsys.readouterr().err == "Out of date: public.css. Run: python tools/make_css.py\n"
