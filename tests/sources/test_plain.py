from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UnreadableFile
from kg.ids import hash_article
from kg.sources.plain import read_plain


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Microsoft buys\r\n\r\nMicrosoft said it buys.\r\n", "Microsoft buys"),
        ("\n　米マイクロソフト、買収　\n本文だ。", "米マイクロソフト、買収"),
        ("one line", "one line"),
        ("長い段落。" * 100, ""),
    ],
)
def test_text_is_the_file_and_title_its_first_line(tmp_path: Path, text: str, title: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    (article,) = read_plain(path, lambda issue: pytest.fail(str(issue)))
    assert (article.text, article.title, article.id) == (text, title, hash_article(text))
    assert not article.has_own_title


def test_offsets_are_those_of_the_decoded_file(tmp_path: Path) -> None:
    source = "見出し\r\n\r\nマイクロソフトがOpenAIに出資。\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(source.encode("utf-8-sig"))
    (article,) = read_plain(path, lambda issue: pytest.fail(str(issue)))
    start = article.text.index("OpenAI")
    assert start == source.index("OpenAI")
    assert path.read_bytes().decode("utf-8-sig")[start : start + 6] == "OpenAI"


def test_blank_file_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(" \n")
    with pytest.raises(UnreadableFile, match="no text"):
        list(read_plain(path, lambda issue: None))
