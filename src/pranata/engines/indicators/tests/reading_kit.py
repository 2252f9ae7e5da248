"""What tests of measures ask, wherever the measures are declared."""

from pranata.engines.indicators.queries import compute, records
from pranata.engines.indicators.registry import by_key
from pranata.lib.periods import Period


def read(key, office, month):
    """What the measure says now of a month such as "2022-06"."""
    return compute(by_key(key), office, Period.parse(month))


def value_of(key, office, month):
    """The value now with numerator and denominator, as whole numbers where they are."""
    found = read(key, office, month)
    return tuple(whole(each) for each in (found.value, found.numerator, found.denominator))


def whole(number):
    return number if number is None or number != number.to_integral_value() else int(number)


def day_of(key, office, month):
    """The value of a measure that reads a day."""
    return read(key, office, month).value


def sentence_of(key, office, month):
    return read(key, office, month).sentence


def record_sets(key, office, month, reader=None):
    """The keys of the records behind a value that ``reader`` may see, a set for each part."""
    groups = records(by_key(key), office, Period.parse(month), reader=reader)
    return [set(group.rows.values_list("pk", flat=True)) for group in groups]
