"""YAML read strictly: no key twice in one mapping, and a decimal is the fraction that was written, not a float."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import yaml


class BadYaml(ValueError):
    """A text that is no such YAML; the message says where."""


if TYPE_CHECKING:
    from yaml import SafeLoader as _Loader
else:  # the same grammar in C, where the library has it, reads the instruments ten times as fast at every start
    _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ExactLoader(_Loader):
    """The safe loader, refusing repeated keys and reading decimals as fractions."""


def _mapping(loader: ExactLoader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    loader.flatten_mapping(node)
    keys = [loader.construct_object(key, deep=deep) for key, _value in node.value]
    if twice := sorted({str(key) for key in keys if keys.count(key) > 1}):
        raise yaml.constructor.ConstructorError(None, None, f"dua kali: {', '.join(twice)}", node.start_mark)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=deep)


def _decimal(loader: ExactLoader, node: yaml.ScalarNode) -> Fraction:
    try:
        return Fraction(loader.construct_scalar(node).replace("_", ""))
    except ValueError:
        raise yaml.constructor.ConstructorError(None, None, "bukan bilangan desimal biasa", node.start_mark) from None


ExactLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)


def load(text: str) -> Any:
    """What ``text`` says: mappings, lists, texts, whole numbers, fractions, days. Raises ``BadYaml``."""
    try:
        return yaml.load(text, ExactLoader)  # noqa: S506 -- a safe loader
    except (yaml.YAMLError, ValueError) as error:
        raise BadYaml(str(error)) from None
