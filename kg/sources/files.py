"""Articles from files and folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import KgError
from kg.model import Article, Issue
from kg.sources.html import read_html
from kg.sources.jsonl import read_json_lines
from kg.sources.markdown import read_markdown
from kg.sources.plain import read_plain

Reader = Callable[[Path, Callable[[Issue], None]], Iterator[Article]]

_READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_json_lines,
}
_KNOWN = ", ".join(_READERS)


def read_articles(paths: Iterable[Path], issues: Callable[[Issue], None]) -> Iterator[Article]:
    """The articles of files and folders, one at a time, in a fixed order.

    Folders are read with everything below them, without hidden files and files of other kinds.

    Args:
        paths: Files and folders.
        issues: Is told what could not be read; the rest goes on.
    """
    for path in paths:
        for file in _find_files(Path(path), issues):
            yield from _read_file(file, issues)


def _find_files(path: Path, issues: Callable[[Issue], None]) -> Iterator[Path]:
    if path.is_dir():
        found = False
        for file in _walk(path, issues):
            found = True
            yield file
        if not found:
            issues(Issue(str(path), f"no article files in this folder; known kinds are {_KNOWN}"))
    elif not path.exists():
        issues(Issue(str(path), "no such file"))
    elif path.suffix.lower() not in _READERS:
        issues(Issue(str(path), f"unknown kind of file; known kinds are {_KNOWN}"))
    else:
        yield path


def _walk(folder: Path, issues: Callable[[Issue], None]) -> Iterator[Path]:
    """Known files below a folder, sorted; links to other folders are not followed, as they may lead in circles."""
    for directory, names, files in os.walk(folder, onerror=lambda error: issues(_issue_of(error, folder))):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in _READERS:
                yield Path(directory, name)


def _read_file(path: Path, issues: Callable[[Issue], None]) -> Iterator[Article]:
    reader = _READERS[path.suffix.lower()]
    try:
        yield from reader(path, issues)
    except KgError as error:
        issues(Issue(str(path), error.message))
    except OSError as error:
        issues(_issue_of(error, path))


def _issue_of(error: OSError, path: Path) -> Issue:
    return Issue(str(error.filename or path), f"cannot be read: {error.strerror or error}")
