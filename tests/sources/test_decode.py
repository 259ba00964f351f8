from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UnreadableFile
from kg.sources.decode import decode

JAPANESE = "米マイクロソフトは23日、OpenAIに出資すると発表した。\r\n金額は約100億ドル。"
ENGLISH = "Société Générale – “a big deal” – buys a stake."


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (JAPANESE, JAPANESE.encode()),
        (JAPANESE, JAPANESE.encode("utf-8-sig")),
        (JAPANESE, JAPANESE.encode("utf-16")),
        (JAPANESE, codecs.BOM_UTF16_BE + JAPANESE.encode("utf-16-be")),
        (JAPANESE, JAPANESE.encode("utf-32")),
        (JAPANESE, JAPANESE.encode("shift_jis")),
        ("①㈱日立製作所が買収を発表した。", "①㈱日立製作所が買収を発表した。".encode("cp932")),
        (JAPANESE, JAPANESE.encode("euc_jp")),
        (JAPANESE, JAPANESE.encode("iso2022_jp")),
        ("IBMはSystem/360をDECに売却", "IBMはSystem/360をDECに売却".encode("euc_jp")),
        ("ソニー", "ソニー".encode("cp932")),
        (ENGLISH, ENGLISH.encode()),
        (ENGLISH, ENGLISH.encode("cp1252")),
        (ENGLISH, ENGLISH.encode("utf-16")),
    ],
)
def test_every_usual_encoding(text: str, data: bytes) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7 and so on", "PDF document"),
        (b"PK\x03\x04 and so on", "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"text\x00with\x01bytes", "binary"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "UTF-16 that it says"),
        (b"\x81\xff\xfe\xfd\x80\x81", "not known"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as caught:
        decode(data)
    assert "\n" not in str(caught.value)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\x1b"), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_unreadable(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except UnreadableFile as error:
        assert error.message
