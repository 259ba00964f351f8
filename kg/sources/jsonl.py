"""JSON lines: one article a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import InputError, UnreadableFile
from kg.model import Article, Issue
from kg.sources.decode import decode, has_wide_mark, refuse_binary
from kg.sources.fields import find_fault, read_lang, read_published

_OPTIONAL_FIELDS = ("title", "published", "lang", "url", "publisher")
_LONGEST_SIGNATURE = 8


def read_json_lines(path: Path, issues: Callable[[Issue], None]) -> Iterator[Article]:
    """The articles of a file, one a line; a line that holds none is an issue, and the rest goes on.

    Raises:
        UnreadableFile: It is empty or binary.
    """
    for number, line in enumerate(_read_lines(path), start=1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                yield _read_article(_parse(line), where, issues)
            except InputError as error:
                issues(Issue(where, error.message))


def _read_lines(path: Path) -> Iterator[bytes]:
    """Lines in UTF-8, one in memory at a time, so that a corpus may be larger than memory."""
    with path.open("rb") as file:
        start = file.read(_LONGEST_SIGNATURE)
        file.seek(0)
        if has_wide_mark(start):
            yield from decode(file.read()).encode("utf-8", "surrogatepass").split(b"\n")
        else:
            refuse_binary(start)
            yield from file


def _parse(line: bytes) -> Mapping[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableFile("the line is not UTF-8; save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"broken JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError):
        raise UnreadableFile("broken JSON: numbers or nesting beyond all bounds") from None
    if not isinstance(record, dict):
        raise UnreadableFile('a line must be one JSON object such as {"id": "1", "text": "..."}')
    return record


def _read_article(record: Mapping[str, Any], where: str, issues: Callable[[Issue], None]) -> Article:
    article_id, text = _read_id(record), record.get("text")
    if not isinstance(text, str):
        raise UnreadableFile('"text" must be a string' if "text" in record else 'there is no "text"')
    if fault := find_fault(text):
        raise UnreadableFile(fault)
    fields = {name: _read_field(record, name) for name in _OPTIONAL_FIELDS}
    if fields["published"]:
        try:
            fields["published"] = read_published(fields["published"])
        except ValueError:
            issues(Issue(where, f'"published" is no ISO date (YYYY-MM-DD), left empty: {fields["published"][:40]!r}'))
            fields["published"] = ""
    fields["lang"] = read_lang(fields["lang"])
    return Article(id=article_id, text=text, **fields)


def _read_id(record: Mapping[str, Any]) -> str:
    value = record.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnreadableFile('"id" must be a string' if "id" in record else 'there is no "id"')
    article_id = _check("id", str(value))
    if not article_id:
        raise UnreadableFile('"id" is empty')
    return article_id


def _read_field(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UnreadableFile(f'"{name}" must be a string')
    return _check(name, value)


def _check(name: str, value: str) -> str:
    if value.strip() and (fault := find_fault(value)):
        raise UnreadableFile(f'"{name}": {fault}')
    return value.strip()
