"""The content of a PDF page, read faster than by the library: operators and operands cut by one pattern.

Only the cutting is done here; what an operator does, fonts and figures stay with pdfminer. A page with images inside
its content goes all the way through pdfminer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import LIT, literal_name
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.geometry import curve_to_edges, line_to_edge, rect_to_edges

LINE, MARK = 2.0, 11.0  # points: the most of a line's width, and of a mark's size
IMAGE = re.compile(rb"\sID\s")  # data of an image inside the content
TOKEN = re.compile(
    rb"(?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?![^\s\x00\[\]<>()/%{}]))"
    rb"|(?P<name>/[^\s\x00\[\]<>()/%{}]*)"
    rb"|(?P<string>\([^()\\]*(?:\\.[^()\\]*)*\))|(?P<nested>\()"
    rb"|(?P<open>\[|<<)|(?P<close>\]|>>)"
    rb"|(?P<hex><[0-9A-Fa-f\s]*>)"
    rb"|%[^\r\n]*"
    rb"|(?P<word>[^\s\x00\[\]<>()/%{}]+)",
    re.DOTALL,
)
BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPED = {
    b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b"",
}  # fmt: skip
NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")
WORDS = {b"true": True, b"false": False}


class Operator(str):
    """The name of an operator."""

    __slots__ = ()


def objects_of(data: bytes) -> Iterator[Any]:
    """The operands and operators of a content stream in order; what is neither is passed over."""
    lists: list[tuple[bytes, list[Any]]] = []
    place = 0
    while (match := TOKEN.search(data, place)) is not None:
        kind, token, place = match.lastgroup, match.group(), match.end()
        if kind == "nested":
            place = string_end(data, place)
            kind, token = "string", data[match.start() : place]
        found: Any
        if kind == "number":
            found = float(token) if b"." in token else int(token)
        elif kind == "word":
            found = WORDS.get(token)
            if found is None:
                found = Operator(token.decode("latin-1"))
        elif kind == "name":
            found = LIT(name_of(token[1:]))
        elif kind == "string":
            found = ESCAPE.sub(unescaped, token[1:-1]) if b"\\" in token else token[1:-1]
        elif kind == "hex":
            digits = NOT_HEX.sub(b"", token)
            found = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif kind == "open":
            lists.append((token, []))
            continue
        elif kind == "close" and lists:
            opening, items = lists.pop()
            found = items if opening == b"[" else dictionary(items)
        else:
            continue
        if lists:
            lists[-1][1].append(found)
        else:
            yield found


def string_end(data: bytes, place: int) -> int:
    """Where a string ends that has brackets inside; `place` is behind its opening one."""
    depth = 1
    for match in BRACKET.finditer(data, place):
        depth += {b"(": 1, b")": -1}.get(match.group(), 0)
        if not depth:
            return match.end()
    return len(data)


def unescaped(match: re.Match[bytes]) -> bytes:
    code = match.group(1)
    return bytes([int(code, 8) & 0xFF]) if code[0] in b"01234567" else ESCAPED.get(code, code)


def name_of(token: bytes) -> str | bytes:
    """The name of a literal, with its coded characters."""
    name = NAME_CODE.sub(lambda code: bytes([int(code.group(1), 16)]), token) if b"#" in token else token
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name


def dictionary(items: list[Any]) -> dict[str, Any]:
    return {literal_name(key): value for key, value in zip(items[::2], items[1::2], strict=False)}


class Interpreter(PDFPageInterpreter):
    """Executes the content of a page."""

    def execute(self, streams: Any) -> None:
        found = [stream for stream in map(stream_value, streams) if self.is_new(stream)]
        data = b"\n".join(stream.get_data() for stream in found)
        if IMAGE.search(data):
            super().execute(streams)
            return
        self.stream_ids = {stream.objid for stream in found if stream.objid is not None}
        methods: dict[str, tuple[Callable[..., Any] | None, int]] = {}
        for item in objects_of(data):
            if not isinstance(item, Operator):
                self.push(item)
                continue
            if item not in methods:
                methods[item] = self.method(item)
            method, count = methods[item]
            if method is None:
                continue
            operands = self.pop(count) if count else []
            if len(operands) == count:
                method(*operands)

    def is_new(self, stream: PDFStream) -> bool:
        """Whether a stream is not already being executed, as one that draws itself is."""
        return stream.objid is not None and stream.objid not in self.parent_stream_ids

    def method(self, operator: str) -> tuple[Callable[..., Any] | None, int]:
        """What an operator does, and how many operands it takes."""
        name = operator.replace("*", "_a").replace('"', "_w").replace("'", "_q")
        method = getattr(self, f"do_{name}", None)
        return method, method.__code__.co_argcount - 1 if method is not None else 0


class SwiftPage(Page):
    """A page of pdfplumber whose letters carry only what the reader of decrees asks for; its edges are rulings."""

    @property
    def edges(self) -> list[dict[str, Any]]:
        """The edges of lines and boxes, without those of small shapes, which are marks, and without slanting lines."""
        shapes = [edge for box in self.rects if not is_small(box) for edge in rect_to_edges(box)]
        shapes += [edge for curve in self.curves if not is_small(curve) for edge in curve_to_edges(curve)]
        return [line_to_edge(line) for line in self.lines if not is_slanting(line)] + shapes

    @property
    def layout(self) -> Any:
        if not hasattr(self, "_layout"):
            device = PDFPageAggregatorWithMarkedContent(
                self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams
            )
            Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout

    def process_object(self, obj: Any) -> dict[str, Any]:
        if type(obj).__name__ != "LTChar":
            return super().process_object(obj)
        down, across = self.height + self.mediabox[1], self.mediabox[0]
        return {
            "object_type": "char",
            "text": obj.get_text(),
            "x0": obj.x0 + across,
            "x1": obj.x1 + across,
            "top": down - obj.y1,
            "bottom": down - obj.y0,
            "fontname": obj.fontname if isinstance(obj.fontname, str) else "",
            "size": obj.size,
            "matrix": obj.matrix,
        }


def is_small(shape: dict[str, Any]) -> bool:
    """Whether a shape is too small for a cell but no line."""
    width, height = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
    return bool(max(width, height) < MARK and min(width, height) > LINE)


def is_slanting(line: dict[str, Any]) -> bool:
    return bool(line["x1"] - line["x0"] > LINE and line["bottom"] - line["top"] > LINE)
