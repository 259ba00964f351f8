from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article, Issue
from kg.sources import read_articles


def read(*paths: Path) -> tuple[list[Article], list[str]]:
    issues: list[Issue] = []
    articles = list(read_articles(paths, issues.append))
    return articles, [str(issue) for issue in issues]


def test_a_folder_in_a_fixed_order_without_the_rest(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    sources = {
        "c.txt": "plain",
        "a.MD": "mark",
        "d.jsonl": '{"id": "1", "text": "line"}',
        "b/e.html": "<p>page</p>",
        "b/f.markdown": "下",
        "g.csv": "left out",
        ".h.txt": "left out",
        ".hidden/i.txt": "left out",
    }
    for name, text in sources.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    articles, issues = read(tmp_path)
    assert [article.text for article in articles] == ["mark", "plain", "line", "page", "下"]
    assert issues == []


def test_trouble_with_one_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"a\x00b")
    (tmp_path / "none.html").write_text("<html></html>")
    (tmp_path / "long.txt").write_text("x" * 1_000_001)
    (tmp_path / "good.txt").write_text("買収した。", encoding="euc_jp")
    (tmp_path / "odd.csv").write_text("x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "void").mkdir()
    names = (
        "missing.txt",
        "empty.txt",
        "binary.txt",
        "none.html",
        "long.txt",
        "odd.csv",
        "gone.txt",
        "void",
        "good.txt",
    )
    articles, issues = read(*(tmp_path / name for name in names))
    assert [article.text for article in articles] == ["買収した。"]
    expected = [
        ("missing.txt", "no such file"),
        ("empty.txt", "the file is empty"),
        ("binary.txt", "binary"),
        ("none.html", "there is no text"),
        ("long.txt", "too long (1,000,001 characters, at most 1,000,000); split it"),
        ("odd.csv", "unknown kind of file"),
        ("gone.txt", "no such file"),
        ("void", "no article files"),
    ]
    for issue, (name, problem) in zip(issues, expected, strict=True):
        assert issue.startswith(f"{tmp_path / name}: ")
        assert problem in issue


def test_a_broken_link_in_a_folder_is_an_issue(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    assert read(tmp_path) == ([], [f"{tmp_path / 'a.txt'}: cannot be read: No such file or directory"])


def test_links_in_circles_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("once")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [article.text for article in read(tmp_path)[0]] == ["once"]


def test_articles_come_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("first")
    articles = read_articles([tmp_path / "a.txt", tmp_path / "b.txt"], lambda issue: pytest.fail(str(issue)))
    assert next(articles).text == "first"
    (tmp_path / "b.txt").write_text("written later")
    assert next(articles).text == "written later"
