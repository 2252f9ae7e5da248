"""Every address of the site, made from the URL resolver: what is added later is walked without being named here."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils.translation import override

# What an anonymous reader may meet without asking for it: neither staff pages, nor sign-in, nor machines' doors.
NOT_READING_PAGES = ("/meja/", "/masuk/", "/kalender/", "/api/", "/healthz", "/readyz", "/metrics")
ARGUMENT = re.compile(r"<(?:[^>:]+:)?([^>]+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*\)")
LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Address:
    """One address of the site."""

    path: str

    @property
    def is_reading_page(self) -> bool:
        """Whether anyone may read it, and a cache may keep it; an anonymous form is filled in, not read."""
        return not self.path.startswith(NOT_READING_PAGES) and not self.is_anonymous_form

    @property
    def is_anonymous_form(self) -> bool:
        try:
            with override("en" if self.path.startswith("/en/") else "id"):
                return getattr(resolve(self.path).func, "is_anonymous_form", False)
        except Resolver404:  # an argument that leads nowhere
            return False


class NoSample(AssertionError):
    """An address takes an argument nobody gave a sample for: add one where the walk begins."""


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Mapping]]:
    """(route, converters) of every page below ``resolver``, in the language now active."""
    for entry in resolver.url_patterns:
        if isinstance(entry.pattern, LocalePrefixPattern):
            here = prefix + entry.pattern.language_prefix
        elif isinstance(entry.pattern, RoutePattern):
            here = prefix + str(entry.pattern)
        else:
            here = prefix + NAMED_GROUP.sub(r"<\1>", str(entry.pattern)).strip("^$")
        if isinstance(entry, URLPattern):
            yield here, entry.pattern.converters
        else:
            for route, converters in routes(entry, here):
                yield route, {**entry.pattern.converters, **converters}


def paths(route: str, converters: Mapping, samples: Mapping[str, Sequence]) -> Iterator[str]:
    """``route`` with every combination of samples; raises ``NoSample`` for an argument without any."""
    names = ARGUMENT.findall(route)
    if missing := set(names) - set(samples):
        raise NoSample(f"Give the walk a sample for <{'>, <'.join(sorted(missing))}> of {route}")
    for values in product(*(samples[name] for name in names)):
        path = route
        for name, value in zip(names, values, strict=True):
            text = str(converters[name].to_url(value) if name in converters else value)
            path = ARGUMENT.sub(text, path, count=1)
        yield f"/{path}"


def addresses(samples: Mapping[str, Sequence]) -> list[Address]:
    """Every address of the site in every language, once."""
    found: dict[str, Address] = {}
    for language in LANGUAGES:
        with override(language):
            for route, converters in routes(get_resolver()):
                found |= {path: Address(path) for path in paths(route, converters, samples)}
    return list(found.values())
