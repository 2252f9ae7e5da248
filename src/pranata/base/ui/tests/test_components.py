from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.translation import override


def rendered(source: str, **context: object) -> str:
    """``source`` with our tags loaded, white space between lines removed."""
    html = Template("{% load ui %}" + source).render(Context(context))
    return "".join(line.strip() for line in html.splitlines())


class ExampleForm(forms.Form):
    name = forms.CharField(label="Nama", help_text="Seperti di KTP.")
    note = forms.CharField(label="Catatan", required=False)
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "A"), ("b", "B")])
    agreed = forms.BooleanField(label="Setuju")
    days = forms.MultipleChoiceField(
        label="Hari", choices=[("1", "Senin"), ("2", "Selasa")], widget=forms.CheckboxSelectMultiple
    )
    token = forms.CharField(widget=forms.HiddenInput)


def test_panel_shows_heading_and_content_when_titled():
    html = rendered("{% panel title=title %}<p>isi</p>{% endpanel %}", title="A & B")

    assert html == '<section class="panel"><h2>A &amp; B</h2><p>isi</p></section>'


def test_panel_is_named_when_only_labelled():
    assert (
        rendered('{% panel label="Ringkasan" %}{% endpanel %}')
        == '<section class="panel" aria-label="Ringkasan"></section>'
    )


def test_chip_hides_its_sign_from_readers_when_it_has_one():
    assert (
        rendered('{% chip "terjadwal" "ok" "✓" %}')
        == '<span class="chip ok"><i aria-hidden="true">✓</i>terjadwal</span>'
    )


def test_chip_escapes_when_the_text_is_hostile():
    assert rendered("{% chip text %}", text="<b>") == '<span class="chip">&lt;b&gt;</span>'


@pytest.mark.parametrize(
    "source",
    [
        '{% chip "a" color="red" %}',
        '{% panel colour="red" %}{% endpanel %}',
        "{% field form.name size=3 %}",
        '{% empty_state "a" icon="b" %}',
        '{% tick_cell "due" size=2 %}',
        "{% pager page size=2 %}",
        "{% severity 'info' sign='x' %}",
    ],
)
def test_component_refuses_when_an_attribute_is_unknown(source):
    with pytest.raises(TemplateSyntaxError):
        rendered(source)


@pytest.mark.parametrize(
    "source",
    ['{% chip "a" "pink" %}', '{% tick_cell "finished" %}', '{% icon "ghost" %}', '{% severity "grave" %}'],
)
def test_component_refuses_when_a_value_is_unknown(source):
    with pytest.raises(ValueError, match="unknown"):
        rendered(source)


@pytest.mark.parametrize(
    ("state", "sign", "words"),
    [
        ("planned", "○", "terjadwal"),
        ("due", "◔", "jatuh tempo bulan ini"),
        ("late", "✓<sup>T</sup>", "selesai terlambat"),
        ("unreported", "–", "tidak dilaporkan"),
    ],
)
def test_tick_cell_says_in_words_what_the_sign_says_when_planned(state, sign, words):
    assert rendered("{% tick_cell state %}", state=state) == (
        f'<span class="c {state}" title="{words}"><i aria-hidden="true">{sign}</i>'
        f'<span class="visually-hidden">{words}</span></span>'
    )


def test_tick_cell_is_empty_when_unplanned():
    assert rendered("{% tick_cell 'empty' %}") == ""


def test_reading_sign_says_in_words_what_the_sign_says_when_interpreted():
    assert rendered("{% reading_sign 'low' %}") == (
        '<span class="reading" title="ditafsirkan, perlu ditinjau"><i aria-hidden="true">≈</i>'
        '<span class="visually-hidden"> ditafsirkan, perlu ditinjau</span></span>'
    )


def test_reading_sign_is_empty_when_the_row_stands_as_printed():
    assert rendered("{% reading_sign 'high' %}") == ""


def test_month_cells_mark_the_chosen_month_when_there_is_one():
    html = rendered("{% month_cells states 2 %}", states=["empty"] * 12)

    assert html.startswith('<td class="m" data-label="Jan"></td><td class="m on" data-label="Feb"></td>')
    assert html.count("<td") == 12


def test_month_cells_follow_the_language_when_it_changes():
    states = ["empty"] * 7 + ["due"] + ["empty"] * 4
    indonesian = rendered("{% month_cells states %}", states=states)

    with override("en"):
        rendered("{% month_cells states %}", states=states)

    assert rendered("{% month_cells states %}", states=states) == indonesian


def test_month_strip_refuses_when_a_month_is_missing():
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        rendered("{% month_strip states %}", states=["empty"] * 11)


def test_severity_counts_when_told():
    assert rendered("{% severity 'doubt' 3 %}") == (
        '<span class="chip warn" title="meragukan"><i aria-hidden="true">?</i>3'
        '<span class="visually-hidden"> meragukan</span></span>'
    )


@pytest.mark.parametrize(
    ("value", "maximum", "width"), [(0, 10, 0), (5, 10, 50), (20, 10, 100), (-1, 10, 0), (1, 0, 0)]
)
def test_bar_stays_inside_when_the_value_does_not(value, maximum, width):
    assert f'<rect width="{width}" height="8"/>' in rendered("{% bar value maximum %}", value=value, maximum=maximum)


def test_field_names_help_and_error_when_both_exist():
    form = ExampleForm({"name": ""}, auto_id="id_%s")

    html = rendered("{% field form.name %}", form=form)

    assert html == (
        '<div class="field"><label class="form-label" for="id_name">Nama</label>'
        '<input type="text" name="name" class="form-control is-invalid" '
        'aria-describedby="id_name_helptext id_name_error" required aria-invalid="true" id="id_name">'
        '<div class="field-error" id="id_name_error"><span>Bidang ini tidak boleh kosong.</span></div>'
        '<div class="form-text" id="id_name_helptext">Seperti di KTP.</div></div>'
    )


def test_field_says_so_when_not_required():
    html = rendered("{% field form.note autocomplete='off' autofocus=True %}", form=ExampleForm())

    assert html == (
        '<div class="field"><label class="form-label" for="id_note">Catatan '
        '<span class="optional">tidak wajib</span></label>'
        '<input type="text" name="note" class="form-control" autocomplete="off" autofocus id="id_note"></div>'
    )


def test_field_that_is_wanted_only_sometimes_is_not_called_optional():
    form = ExampleForm()
    form.fields["note"].is_conditional = True

    assert '<label class="form-label" for="id_note">Catatan</label>' in rendered("{% field form.note %}", form=form)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        (
            "kind",
            '<div class="field"><label class="form-label" for="id_kind">Jenis</label><select name="kind"',
        ),
        ("agreed", '<div class="field form-check"><input type="checkbox" name="agreed" class="form-check-input"'),
        ("days", '<fieldset class="field"><legend>Hari</legend>'),
        ("token", '<input type="hidden" name="token"'),
    ],
)
def test_field_takes_the_shape_of_its_widget_when_rendered(name, start):
    html = rendered("{% field form.field %}", form=SimpleNamespace(field=ExampleForm()[name]))

    assert html[: len(start)] == start


def test_choices_of_a_group_stand_each_with_its_label():
    html = rendered("{% field form.days %}", form=ExampleForm())

    assert html.count('<div class="form-check"><input type="checkbox" name="days"') == 2
    assert html.count('class="form-check-input"') == 2
    assert '<label class="form-check-label" for="id_days_0">Senin</label></div>' in html


def test_form_errors_stand_in_an_alert_when_the_form_fails_as_a_whole():
    form = ExampleForm({})
    form.add_error(None, "Isian saling bertentangan.")

    assert rendered("{% form_errors form %}", form=form) == (
        '<div class="notices bad" role="alert"><p>Isian saling bertentangan.</p></div>'
    )


def test_pager_keeps_the_filter_when_it_links_on():
    page = Paginator(range(30), 10).page(2)

    html = rendered("{% pager page %}", page=page, request=RequestFactory().get("/?q=ppid&halaman=2"))

    assert 'href="?q=ppid&amp;halaman=1"' in html
    assert 'href="?q=ppid&amp;halaman=3"' in html
    assert "Halaman 2 dari 3" in html


def test_pager_is_silent_when_there_is_one_page():
    page = Paginator(range(3), 10).page(1)

    assert rendered("{% pager page %}", page=page, request=RequestFactory().get("/")) == ""


def test_empty_state_shows_the_way_on_when_there_is_one():
    assert rendered('{% empty_state "Kosong" "Belum ada." "/a/" "Lihat" %}') == (
        '<div class="panel empty"><p class="empty-title">Kosong</p><p class="muted">Belum ada.</p>'
        '<p><a class="btn btn-quiet" href="/a/">Lihat</a></p></div>'
    )


def test_translated_address_keeps_the_parameters_when_it_changes_the_language():
    request = RequestFactory().get("/3503/reformasi-birokrasi/?bulan=6")

    assert rendered("{% translated_address 'en' %}", request=request) == "/en/3503/reformasi-birokrasi/?bulan=6"
