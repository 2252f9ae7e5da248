"""A declaration that does not fit its model fails at start-up, with what is wrong."""

import pytest

from pranata.base.org.models import Office, Unit
from pranata.engines.registers.checks import check_registers, mistakes
from pranata.engines.registers.narrowing import filter_class
from pranata.engines.registers.registry import Register, UnknownRegister, declare, register_of, registers

FITTING = {"code": "contoh", "title": "Contoh", "columns": ("name",), "fields": ("name", "code"), "key": ("code",)}


def declared(**other):
    return Register(Unit, **{**FITTING, **other})


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"columns": ("nmae",)}, "contoh: Unit has no field 'nmae'"),
        ({"public": ("secret",)}, "contoh: Unit has no field 'secret'"),
        ({"search": ("parent",)}, "contoh: search looks into texts only, not parent"),
        ({"fields": ("name",)}, "contoh: the key code is not among the fields of a workbook"),
    ],
)
def test_mistake_is_named_when_a_declaration_does_not_fit(other, sentence):
    assert list(mistakes(declared(**other))) == [sentence]


def test_every_declared_register_fits_its_model():
    assert registers() != []
    assert check_registers() == []


def test_code_is_refused_when_another_register_has_it():
    known = registers()[0]

    with pytest.raises(ValueError, match="declared twice"):
        declare(declared(code=known.code))

    assert register_of(known.code) is known


def test_unknown_code_is_said_when_no_register_has_it():
    with pytest.raises(UnknownRegister, match="tidak-ada"):
        register_of("tidak-ada")


def test_stranger_searches_public_columns_alone_when_a_register_is_published():
    register = declared(columns=("name",), filters=("parent", "code"), search=("name", "code"), public=("name", "code"))

    assert (register.for_public().filters, register.for_public().search) == (("code",), ("name", "code"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "name", "choices"), [(Unit, "parent", ["Semua"]), (Office, "is_active", ["Semua", "ya", "tidak"])]
)
def test_filter_that_narrows_nothing_says_all(model, name, choices):
    register = Register(model, **{**FITTING, "filters": (name,)})

    form = filter_class(register, model.objects.none())().form

    assert [str(label) for _value, label in form.fields[name].widget.choices] == choices
