"""Files that somebody sends: their name and what is in them."""

from __future__ import annotations

import pytest

from kg.model import Issue
from kg.sources import FILE_KINDS, read_upload

LINES = '{"id": "1", "text": "One."}\n{"id": "2"}\n{"id": "3", "text": "三つ。", "published": "today"}\n'


@pytest.mark.parametrize(
    ("name", "data", "texts", "problems"),
    [
        ("a.txt", "一行目\n二行目".encode(), ["一行目\n二行目"], []),
        ("A.TXT", "買収した。".encode("euc_jp"), ["買収した。"], []),
        ("a.md", b"# Title\n\nText.", ["Title\n\nText."], []),
        ("a.html", b"<p>Page</p>", ["Page"], []),
        (
            "news.jsonl",
            LINES.encode(),
            ["One.", "三つ。"],
            [
                'news.jsonl:2: there is no "text"',
                "news.jsonl:3: \"published\" is no ISO date (YYYY-MM-DD), left empty: 'today'",
            ],
        ),
        ("empty.txt", b"", [], ["empty.txt: the file is empty"]),
        (
            "photo.txt",
            b"\x89PNG\r\n\x1a\n",
            [],
            ["photo.txt: the file is an image, not text; convert it to text first"],
        ),
        ("odd.csv", b"x", [], [f"odd.csv: unknown kind of file; known kinds are {', '.join(FILE_KINDS)}"]),
        ("../../../etc/cron.d/x.txt", b"text", ["text"], []),
        ("no ending", b"text", [], [f"no ending: unknown kind of file; known kinds are {', '.join(FILE_KINDS)}"]),
        ("a\0.txt", b"text", ["text"], []),
        ("あ" * 300 + ".txt", b"text", ["text"], []),
    ],
)
def test_uploads_are_read_as_files_are(name: str, data: bytes, texts: list[str], problems: list[str]) -> None:
    issues: list[Issue] = []
    assert [article.text for article in read_upload(name, data, issues.append)] == texts
    assert [str(issue) for issue in issues] == problems
