"""Gold names: texts with labelled stretches, or words with BIO tags, one text a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UnreadableFile
from kg.text.files import read_text_file

#: A name: half-open character offsets and its label.
Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its names, labelled as in the file.

    Attributes:
        where: File and line.
        text: The text.
        lang: Its language, or "" where the file does not say.
        names: The names, sorted.
    """

    where: str
    text: str
    lang: str
    names: tuple[Name, ...]


def read_gold_names(path: Path) -> list[GoldText]:
    """The texts of a file of JSON lines, with `text` and `names` (or `ents`), or with `tokens` and `tags`.

    Raises:
        UnreadableFile: It cannot be read, or a line is no gold text; with the number of the line.
    """
    # Not splitlines: a string of JSON may hold separators that Python counts as ends of lines.
    lines = read_text_file(path).split("\n")
    texts = [_read_line(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not texts:
        raise UnreadableFile("not a file of gold names: there is no text in it", about=str(path))
    return texts


def _read_line(line: str, where: str) -> GoldText:
    try:
        row = json.loads(line)
        return _read_spans(row, where) if "text" in row else _read_tags(row, where)
    except UnreadableFile as error:
        raise UnreadableFile(f"not a gold text: {error.message}", about=where) from error
    except KeyError as error:
        raise UnreadableFile(f"not a gold text: there is no {error}", about=where) from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile(f"not a gold text: {error}", about=where) from error


def _read_spans(row: Mapping[str, Any], where: str) -> GoldText:
    text = row["text"]
    if not isinstance(text, str):
        raise UnreadableFile('"text" must be a string')
    names = row["names"] if "names" in row else row["ents"]
    return GoldText(where, text, row.get("lang") or "", tuple(sorted({_read_name(one, text) for one in names})))


def _read_name(one: Mapping[str, Any], text: str) -> Name:
    start, end = one["start"], one["end"]
    label = one["type"] if "type" in one else one["label"]
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(label, str)):
        raise UnreadableFile('"start" and "end" must be numbers and "type" (or "label") a string')
    if not 0 <= start < end <= len(text):
        raise UnreadableFile(f"no name can go from {start} to {end} in a text of {len(text)} characters")
    if one.get("text", text[start:end]) != text[start:end]:
        raise UnreadableFile(f"from {start} to {end} the text is {text[start:end]!r}, not {one['text']!r}")
    return start, end, label


def _read_tags(row: Mapping[str, Any], where: str) -> GoldText:
    tokens, tags = list(row["tokens"]), list(row["tags"])
    lang = row.get("lang") or ""
    spaces = list(row.get("spaces") or [lang != "ja"] * len(tokens))
    if not len(tokens) == len(tags) == len(spaces):
        raise UnreadableFile("there must be as many tags (and spaces) as tokens")
    text = ""
    ranges: list[tuple[int, int]] = []
    for token, space in zip(tokens, spaces, strict=True):
        ranges.append((len(text), len(text) + len(token)))
        text += token + " " * bool(space)
    return GoldText(where, text.rstrip(" "), lang, tuple(_names_of(tags, ranges)))


def _names_of(tags: Iterable[str], ranges: Sequence[tuple[int, int]]) -> Iterator[Name]:
    """The names of BIO tags; an I that goes on with no name, or with one of another label, begins one."""
    name: Name | None = None
    for tag, (start, end) in zip(tags, ranges, strict=True):
        kind, _, label = tag.partition("-")
        if tag not in ("O", "_", "") and (kind not in ("B", "I") or not label):
            raise UnreadableFile(f"a tag is B-LABEL, I-LABEL or O, not {tag!r}")
        if name and kind == "I" and name[2] == label:
            name = (name[0], end, label)
            continue
        if name:
            yield name
        name = (start, end, label) if label else None
    if name:
        yield name
