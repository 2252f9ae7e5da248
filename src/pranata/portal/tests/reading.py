"""What a reader gets of an answer."""

import re


def words(response) -> str:
    """The page's words, without tags and runs of white space."""
    html = re.sub(r"<head>.*?</head>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def content(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content
