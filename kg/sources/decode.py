"""Bytes to text, whatever the encoding."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import UnreadableFile

# UTF-32 first: its little-endian mark starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JAPANESE_ENCODINGS = ("euc_jp", "cp932")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_LEGACY_ENCODINGS = ["cp932", "euc_jp", "iso2022_jp", "cp1252"]
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
)


def decode(data: bytes) -> str:
    """The text of a file. A byte order mark is not part of it; line breaks stay as they are.

    Raises:
        UnreadableFile: The file is empty, binary, or of no known encoding.
    """
    refuse_binary(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding)
    if b"\0" in data:
        raise UnreadableFile("the file is binary, not text; convert it to text first")
    try:
        # ISO-2022-JP is ASCII with escape sequences, so it would pass for UTF-8.
        return _decode_legacy(data) if b"\x1b$" in data else data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)


def refuse_binary(data: bytes) -> None:
    """Nothing, if the start of a file may be that of a text.

    Raises:
        UnreadableFile: The file is empty, or starts as no text does.
    """
    if not data:
        raise UnreadableFile("the file is empty")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(f"the file is {kind}, not text; convert it to text first")


def has_wide_mark(data: bytes) -> bool:
    """Whether it starts with the byte order mark of UTF-16 or UTF-32, in which a line break is no single byte."""
    return any(data.startswith(mark) for mark, encoding in _MARKS if encoding != "utf-8-sig")


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"the file is not the {encoding.removesuffix('-sig').upper()} that it says; save it as UTF-8"
        raise UnreadableFile(message) from error


def _decode_legacy(data: bytes) -> str:
    # Other encodings hardly ever give hiragana by chance, while statistics fail where names in Latin letters prevail.
    for encoding in _JAPANESE_ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _HIRAGANA.search(text):
            return text
    match = from_bytes(data, cp_isolation=_LEGACY_ENCODINGS, enable_fallback=False).best()
    if match is None:
        raise UnreadableFile("the encoding of the file is not known; save it as UTF-8")
    return str(match)
