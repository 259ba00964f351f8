from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UnreadableFile
from kg.model import Article, Issue
from kg.sources.jsonl import read_json_lines


def read(tmp_path: Path, data: bytes) -> tuple[list[Article], list[str]]:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    issues: list[Issue] = []
    articles = list(read_json_lines(path, issues.append))
    return articles, [str(issue).removeprefix(f"{path}:") for issue in issues]


@pytest.mark.parametrize(
    ("record", "article"),
    [
        ({"id": "a", "text": "Body.\r\n"}, Article("a", "Body.\r\n")),
        ({"id": 7, "text": "本文。", "other": [1], "title": None}, Article("7", "本文。")),
        (
            {
                "id": "j",
                "title": "見出し",
                "text": "本文。",
                "published": "2023-01-23T10:00:00+09:00",
                "lang": "ja",
                "url": "https://example.com",
                "publisher": "日刊",
            },
            Article("j", "本文。", "見出し", "2023-01-23", "ja", "日刊", "https://example.com"),
        ),
        ({"id": "z", "text": "文本", "lang": "zh"}, Article("z", "文本", lang="zh")),
        ({"id": "u", "text": "one\u2028two\x85three"}, Article("u", "one\u2028two\x85three")),
    ],
)
def test_a_record(tmp_path: Path, record: dict[str, Any], article: Article) -> None:
    assert read(tmp_path, json.dumps(record, ensure_ascii=False).encode()) == ([article], [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"id": "a", "text": "x"', "broken JSON"),
        (b"[1]", "one JSON object"),
        (b'{"text": "x"}', 'there is no "id"'),
        (b'{"id": "a"}', 'there is no "text"'),
        (b'{"id": true, "text": "x"}', '"id" must be a string'),
        (b'{"id": " ", "text": "x"}', '"id" is empty'),
        (b'{"id": "a", "text": 5}', '"text" must be a string'),
        (b'{"id": "a", "text": " "}', "there is no text"),
        (b'{"id": "a", "text": "x", "title": ["t"]}', '"title" must be a string'),
        (b'{"id": "a", "text": "x\\ud800"}', "surrogate"),
        (b'{"id": "a", "text": "x", "title": "\\udc00"}', '"title": the text holds half a surrogate'),
        (b'{"id": "a", "text": "x\\u0000"}', "NUL"),
        ('{"id": "a", "text": "本文"}'.encode("cp932"), "not UTF-8"),
        (b'{"id": "a", "text": ' + b"[" * 100_000, "nesting"),
        (b'{"id": ' + b"9" * 5_000 + b', "text": "x"}', "beyond all bounds"),
    ],
)
def test_a_broken_line_is_an_issue_and_the_rest_goes_on(tmp_path: Path, line: bytes, problem: str) -> None:
    articles, issues = read(tmp_path, b'{"id": "1", "text": "one"}\n' + line + b'\n\n{"id": "2", "text": "two"}')
    assert [article.id for article in articles] == ["1", "2"]
    assert len(issues) == 1
    assert issues[0].startswith("2: ")
    assert problem in issues[0]


def test_a_bad_date_is_an_issue_and_left_empty(tmp_path: Path) -> None:
    articles, issues = read(tmp_path, b'{"id": "a", "text": "x", "published": "last week"}')
    assert articles == [Article("a", "x")]
    assert issues == ["1: \"published\" is no ISO date (YYYY-MM-DD), left empty: 'last week'"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(tmp_path: Path, encoding: str) -> None:
    lines = '{"id": "1", "text": "一"}\r\n{"id": "2", "text": "二"}\r\n'
    assert [article.text for article in read(tmp_path, lines.encode(encoding))[0]] == ["一", "二"]


@pytest.mark.parametrize(("data", "message"), [(b"", "empty"), (b"PK\x03\x04....", "ZIP")])
def test_what_is_no_text_is_unreadable(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(tmp_path, data)
