"""Sending a form as a browser would, with and without its script."""

import hashlib
import re
from itertools import count

from pranata.engines.intake.rules import PUZZLE_BITS, PUZZLE_PARTS

ADDRESS, PLAIN, TRACKER = "/9001/contoh/", "/9001/contoh-polos/", "/9001/contoh-lacak/"
FIELDS = {"name": "Warga Contoh", "kind": "person", "content": "Isi contoh"}
OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


def solved(question, parts=PUZZLE_PARTS, bits=PUZZLE_BITS):
    """What a browser's script answers to the puzzle of a page."""

    def fits(part, number):
        digest = hashlib.sha256(f"{question}.{part}.{number}".encode()).digest()
        return int.from_bytes(digest[:4], "big") >> (32 - bits) == 0

    return ".".join(str(next(number for number in count() if fits(part, number))) for part in range(parts))


def hidden(response, name="intake_token"):
    """The value of a hidden field of a page."""
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def words(response):
    """The page's words, without tags and runs of white space."""
    html = re.sub(r"<head>.*?</head>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def open_form(client, address=ADDRESS):
    return hidden(client.get(address))


def post(client, token, *, address=ADDRESS, proof=None, headers=OURS, **fields):
    """Send the form of a page; solved unless ``proof`` says otherwise."""
    data = FIELDS | {"intake_token": token, "intake_proof": solved(token) if proof is None else proof} | fields
    return client.post(address, data, headers=headers)
