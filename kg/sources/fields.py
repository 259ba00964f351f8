"""What the fields of an article may hold."""

from __future__ import annotations

import re
from datetime import date

# The parsers hold a whole article in memory, about a kilobyte for each of its characters at worst.
MOST_CHARACTERS = 1_000_000
_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?![\d-])")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_READ_LANGUAGES = ("en", "ja")


def find_fault(text: str) -> str:
    """Why this cannot be the text of an article, or ""."""
    if not text.strip():
        return "there is no text"
    if "\0" in text:
        return "the text holds NUL characters; remove them"
    if _LONE_SURROGATE.search(text):
        return "the text holds half a surrogate pair; save it as UTF-8"
    if len(text) > MOST_CHARACTERS:
        return f"the text is too long ({len(text):,} characters, at most {MOST_CHARACTERS:,}); split it"
    return ""


def read_published(value: str) -> str:
    """The day (YYYY-MM-DD) of an ISO date or date-time.

    Raises:
        ValueError: It is none.
    """
    match = _ISO_DATE.match(value.strip())
    if match is None:
        raise ValueError("not an ISO date")
    return date.fromisoformat(match[1]).isoformat()


def read_lang(value: str) -> str:
    """ "en" or "ja" for their regional variants too (en-US, ja_JP); anything else as it is."""
    primary = re.split(r"[-_]", value.strip(), maxsplit=1)[0].lower()
    return primary if primary in _READ_LANGUAGES else value.strip()
