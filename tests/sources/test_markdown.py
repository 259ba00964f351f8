from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UnreadableFile
from kg.ids import hash_article
from kg.model import Article, Issue
from kg.sources.markdown import read_markdown


def read(tmp_path: Path, source: str, issues: list[Issue] | None = None) -> Article:
    path = tmp_path / "a.md"
    path.write_bytes(source.encode())
    (article,) = read_markdown(path, [].append if issues is None else issues.append)
    return article


@pytest.mark.parametrize(
    ("source", "text", "title"),
    [
        ("# Head *line*\n\nBody.", "Head line\n\nBody.", "Head line"),
        ("# 見出し\n\n本文は\n続く。", "見出し\n\n本文は続く。", "見出し"),
        ("wrapped in\nthe middle", "wrapped in the middle", ""),
        ("Head\n====\n\n- one\n- two\n  1. three", "Head\n\none\n\ntwo\n\nthree", "Head"),
        ("[OpenAI](https://openai.com) and <https://x.ai>", "OpenAI and https://x.ai", ""),
        ("A ![logo](logo.png)picture\n\n```\ncode\n```\n\n    more code", "A picture", ""),
        ("Uses `kg` now", "Uses kg now", ""),
        ("One<br>two <b>bold</b> &amp; \\*star\\*\n\n<div>\ngone\n</div>", "One\ntwo bold & *star*", ""),
        ("| a | b |\n|---|---|\n| c | d |", "a\n\nb\n\nc\n\nd", ""),
        ("> 引用だ。\n\n***\n\n終わり。", "引用だ。\n\n終わり。", ""),
        ("**ソフトバンク**は~~買わない~~。", "ソフトバンクは買わない。", ""),
    ],
)
def test_text_as_a_reader_sees_it(tmp_path: Path, source: str, text: str, title: str) -> None:
    article = read(tmp_path, source)
    assert (article.text, article.title, article.id) == (text, title, hash_article(text))


def test_front_matter_of_both_languages(tmp_path: Path) -> None:
    english = (
        '---\r\ntitle: "Deal: done"\r\npublished: 2023-01-23T09:00Z\r\nlang: en-US\r\nid: a1\r\n---\r\n'
        "# Other\r\n\r\nBody."
    )
    japanese = (
        "---\ntitle: 買収完了\ndate: 2023-01-23\nlang: ja\nurl: https://example.com/a\npublisher: 日刊\n---\n本文だ。\n"
    )
    assert read(tmp_path, english) == Article("a1", "Other\n\nBody.", "Deal: done", "2023-01-23", "en")
    assert read(tmp_path, japanese) == Article(
        hash_article("本文だ。"), "本文だ。", "買収完了", "2023-01-23", "ja", "日刊", "https://example.com/a"
    )


def test_a_bad_date_is_an_issue_and_left_empty(tmp_path: Path) -> None:
    issues: list[Issue] = []
    assert read(tmp_path, "---\ndate: Jan 23\n---\nBody.", issues).published == ""
    assert [issue.problem for issue in issues] == ["the date is no ISO date (YYYY-MM-DD), left empty: 'Jan 23'"]


def test_a_rule_in_the_text_is_no_front_matter(tmp_path: Path) -> None:
    assert read(tmp_path, "Note: this\n\n---\n\nid: that").text == "Note: this\n\nid: that"


def test_without_text_it_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        read(tmp_path, "---\ntitle: x\n---\n```\ncode\n```\n")
