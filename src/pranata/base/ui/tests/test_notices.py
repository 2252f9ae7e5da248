"""The pages people see when something is wrong."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

UI_TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

NOTICES = {
    "400.html": "Permintaan tidak dapat dibaca",
    "403.html": "Anda tidak berwenang membuka ini",
    "403_csrf.html": "Formulir ini sudah kedaluwarsa",
    "404.html": "Halaman tidak ditemukan",
    "429.html": "Terlalu banyak percobaan",
    "500.html": "Ada gangguan di pihak kami",
}


def heading(html: str) -> str:
    return re.search("<h1>(.*?)</h1>", html)[1]


@pytest.mark.parametrize(("template", "title"), NOTICES.items())
def test_notice_speaks_plainly_when_rendered_without_anything(template, title):
    assert heading(render_to_string(template)) == title


def test_unknown_address_gives_the_404_notice_without_a_cookie_when_asked(client, db):
    response = client.get("/tidak/ada/")

    assert (response.status_code, heading(response.content.decode())) == (404, NOTICES["404.html"])
    assert response.cookies == {}


def test_form_without_token_gives_the_403_notice_when_sent(db):
    response = Client(enforce_csrf_checks=True).post("/masuk/", {"login": "x"})

    assert (response.status_code, heading(response.content.decode())) == (403, NOTICES["403_csrf.html"])


@pytest.mark.parametrize("path", sorted(UI_TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_template_holds_no_inline_script_or_style_when_read(path):
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", path.read_text()) == []


def test_banner_names_the_day_when_the_date_is_fixed(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")

    html = render_to_string("404.html")

    assert '<p class="demonstration" role="status">Tanggal peragaan: 26 Juni 2022</p>' in html


def test_banner_says_that_data_are_made_up_when_this_is_the_demonstration(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    monkeypatch.setenv("PRANATA_DEMO", "1")

    html = render_to_string("404.html")

    assert '<p class="demonstration" role="status">Contoh: data rekaan per 26 Juni 2022</p>' in html


def test_banner_is_absent_when_the_date_runs():
    assert "demonstration" not in render_to_string("404.html")
