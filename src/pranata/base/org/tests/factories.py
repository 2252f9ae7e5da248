"""Fictional offices, units and posts for tests."""

import factory

from pranata.base.org.models import Level, Office, Post, PostKind, Unit


class CentralOfficeFactory(factory.django.DjangoModelFactory):
    """KPU RI; asking twice gives the same row."""

    class Meta:
        model = Office
        django_get_or_create = ["code"]

    code = "00"
    level = Level.RI
    name = "KPU RI"
    region_name = "Republik Indonesia"


class ProvinceOfficeFactory(factory.django.DjangoModelFactory):
    """A province's office; code "90" unless told, and asking twice gives the same row."""

    class Meta:
        model = Office
        django_get_or_create = ["code"]

    code = "90"
    level = Level.PROVINCE
    region_name = "Contoh Raya"
    name = factory.LazyAttribute(lambda office: f"KPU Provinsi {office.region_name}")
    parent = factory.SubFactory(CentralOfficeFactory)


class OfficeFactory(factory.django.DjangoModelFactory):
    """An active regency's office, codes "9000" to "9999", below one fictional province."""

    class Meta:
        model = Office

    code = factory.Sequence(lambda n: f"9{n % 1000:03d}")
    level = Level.REGENCY
    region_name = factory.Sequence(lambda n: f"Kabupaten Contoh {n}")
    name = factory.LazyAttribute(lambda office: f"KPU {office.region_name}")
    parent = factory.SubFactory(ProvinceOfficeFactory)
    is_active = True


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    office = factory.SubFactory(OfficeFactory)
    code = factory.Sequence(lambda n: f"U{n}")
    name = factory.Sequence(lambda n: f"Subbagian Contoh {n}")


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    unit = factory.SubFactory(UnitFactory)
    title = factory.Sequence(lambda n: f"Jabatan Contoh {n}")
    kind = PostKind.EXECUTIVE
