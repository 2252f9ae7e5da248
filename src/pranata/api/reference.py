"""The description of the API, for programs (OpenAPI) and, as a page, for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pranata.api.v1 import api
from pranata.base.ui.caching import public_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

TITLES = {
    "public": "Data terbuka",
    "token": "Token",
    "plans": "Rencana",
    "months": "Realisasi bulanan",
    "readings": "Ukuran dan bacaan",
    "nation": "Satuan kerja di bawah",
    "evidence": "Bukti",
    "followups": "Tindak lanjut",
    "reports": "Laporan",
}


@dataclass(frozen=True)
class Parameter:
    name: str
    words: str
    is_required: bool


@dataclass(frozen=True)
class Part:
    """A piece of a sentence; what stands between backticks is code."""

    text: str
    is_code: bool


@dataclass(frozen=True)
class Described:
    """One operation in words."""

    method: str
    path: str
    title: str
    words: list[Part]
    parameters: list[Parameter]
    body: list[Parameter]
    is_multipart: bool


@dataclass
class Section:
    title: str
    operations: list[Described] = field(default_factory=list)


@cache
def description() -> dict[str, Any]:
    """The API in OpenAPI; the same as long as the process lives."""
    return dict(api.get_openapi_schema(path_prefix=reverse("api:reference")))


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@public_page
def reference(request: HttpRequest) -> HttpResponse:
    return render(request, "api/reference.html", {"sections": sections(description())})


def sections(schema: dict[str, Any]) -> list[Section]:
    """The operations by what they are about, in the order of ``TITLES``."""
    found = {tag: Section(title) for tag, title in TITLES.items()}
    for address, methods in schema["paths"].items():
        for method, operation in methods.items():
            tag = operation.get("tags", ["public"])[0]
            section = found.setdefault(tag, Section(tag))
            section.operations.append(described(schema, method, address, operation))
    return [each for each in found.values() if each.operations]


def described(schema: dict[str, Any], method: str, address: str, operation: dict[str, Any]) -> Described:
    parameters = [
        Parameter(each["name"], in_words(each["schema"], schema), each.get("required", False))
        for each in operation.get("parameters", [])
        if each["in"] != "path"
    ]
    content = operation.get("requestBody", {}).get("content", {})
    media_type = next(iter(content), "")
    body = list(fields(content[media_type]["schema"], schema)) if media_type else []
    return Described(
        method=method.upper(),
        path=address,
        title=operation.get("summary", ""),
        words=[Part(text, no % 2 == 1) for no, text in enumerate(operation.get("description", "").split("`"))],
        parameters=parameters,
        body=body,
        is_multipart=media_type == "multipart/form-data",
    )


def fields(part: dict[str, Any], schema: dict[str, Any]) -> Iterator[Parameter]:
    """The fields of a body."""
    part = resolved(part, schema)
    for name, each in part.get("properties", {}).items():
        yield Parameter(name, in_words(each, schema), name in part.get("required", []))


def resolved(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in part:
        return part
    return schema["components"]["schemas"][part["$ref"].rsplit("/", 1)[-1]]


def in_words(part: dict[str, Any], schema: dict[str, Any]) -> str:
    """What a value must be, briefly."""
    part = resolved(part, schema)
    if "enum" in part:
        return " | ".join(map(str, part["enum"]))
    if "anyOf" in part:
        kinds = [in_words(each, schema) for each in part["anyOf"] if each.get("type") != "null"]
        return " / ".join(dict.fromkeys(kinds))
    kind = part.get("format") or part.get("type", "")
    limits = [f"{sign}{part[name]}" for name, sign in (("minimum", "≥ "), ("maximum", "≤ ")) if name in part]
    return f"{kind} {', '.join(limits)}".strip()
