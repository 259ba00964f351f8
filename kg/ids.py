"""Identifiers that come from content alone: the same input gives the same ids on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_IGNORED = re.compile(r"[\s\-‐-―・･·.,'’‘\"“”「」『』()（）&＆]+")


def fold_name(name: str) -> str:
    """The form in which two spellings of one name are equal.

    Case, width, spacing and punctuation never tell two things apart: "Open AI", "OpenAI" and "ＯｐｅｎＡＩ"
    fold to the same string.
    """
    folded = name.lower() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
    return _IGNORED.sub("", folded) or folded


def hash_article(text: str) -> str:
    """16 hex digits of the SHA-256 of the exact text that all offsets refer to."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def mint_entity_id(name: str, entity_type: str) -> str:
    """The id of an entity that no gazetteer knows: it depends on its name and type only."""
    digest = hashlib.sha256(f"{entity_type}|{fold_name(name)}".encode()).hexdigest()
    return f"x-{digest[:12]}"
