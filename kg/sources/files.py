"""Articles from files, folders and pages on the web."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import InputError, KgError
from kg.model import Article, Issue
from kg.sources.fetch import fetch_article, is_address
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
FILE_KINDS = tuple(_READERS)
_KNOWN = ", ".join(FILE_KINDS)


def read_articles(places: Iterable[Path | str], issues: Callable[[Issue], None]) -> Iterator[Article]:
    """The articles of files, folders and pages on the web, one at a time, in a fixed order.

    Folders are read with everything below them, without hidden files and files of other kinds.

    Args:
        places: Files, folders, and addresses of pages (http, https), of which any that can be reached is asked.
        issues: Is told what could not be read; the rest goes on.
    """
    for place in places:
        if isinstance(place, str) and is_address(place):
            yield from _fetch(place, issues)
        else:
            for file in _find_files(Path(place), issues):
                yield from _read_file(file, issues)


def read_upload(name: str, data: bytes, issues: Callable[[Issue], None]) -> Iterator[Article]:
    """The articles of a file that somebody sent: its name, and what is in it."""
    # Only its ending is used: a name from outside may hold anything.
    kind = Path(name).suffix.lower()
    if kind not in _READERS:
        issues(Issue(name, f"unknown kind of file; known kinds are {_KNOWN}"))
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, f"upload{kind}")
        path.write_bytes(data)
        yield from _read_file(path, lambda issue: issues(replace(issue, where=issue.where.replace(str(path), name))))


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
    if path.exists() and not path.is_file():
        # To open a pipe is to wait for somebody to write into it, and a device may never end.
        issues(Issue(str(path), "is a pipe or device, not a file; skipped"))
        return
    reader = _READERS[path.suffix.lower()]
    try:
        yield from reader(path, issues)
    except KgError as error:
        issues(Issue(str(path), error.message))
    except OSError as error:
        issues(_issue_of(error, path))


def _fetch(address: str, issues: Callable[[Issue], None]) -> Iterator[Article]:
    try:
        yield fetch_article(address, anywhere=True)
    except InputError as error:
        issues(Issue(address, error.message))


def _issue_of(error: OSError, path: Path) -> Issue:
    return Issue(str(error.filename or path), f"cannot be read: {error.strerror or error}")
