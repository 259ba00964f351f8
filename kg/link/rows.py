"""Rows of the gazetteer's tables: tab-separated, one thing a line, a broken line named by file and number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from kg.errors import RulesError
from kg.ids import fold_name
from kg.model import EntityType
from kg.text.spelling import name_key

_QID = re.compile(r"Q[1-9][0-9]*")
_FORMER = re.compile(r"[^@]+@[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, as a table has it.

    Attributes:
        qid: Its Wikidata id where a source gives it, else "".
        en: Its usual English name.
        ja: Its usual name in Japanese newspapers, or "".
        aliases_en: Other English names.
        aliases_ja: Other Japanese names.
        former: Names that it had before, each with the day, month or year until which it had it: "Twitter@2023-07".
        common: Those of its names that are ordinary words too, or names of other things.
        context: Words and names, in either language, that tell that this one is meant.
        kind: What it is more closely: "company", "exchange", "founder", "chip", ...
        notes: For people.
        namesakes: Full names of other things that differ from a name of this one in the legal form or the script only.
        keys: The `name_key`s of its names that are not simply their folded names, where they were worked out before;
            None where they were not.
    """

    qid: str
    en: str
    ja: str = ""
    aliases_en: tuple[str, ...] = ()
    aliases_ja: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    kind: str = ""
    notes: str = ""
    namesakes: tuple[str, ...] = ()
    keys: tuple[str, ...] | None = None

    @property
    def names(self) -> list[str]:
        """Everything that it is or was called."""
        before = (one.partition("@")[0] for one in self.former)
        told = (self.en, self.ja, *self.aliases_en, *self.aliases_ja, *before)
        return list(dict.fromkeys(one for one in told if one))

    def line(self) -> str:
        """The row as a line of its table."""
        cells = (getattr(self, name) for name in COLUMNS)
        return "\t".join(cell if isinstance(cell, str) else "|".join(cell or ()) for cell in cells)

    def find_keys(self, entity_type: EntityType) -> tuple[str, ...]:
        """The keys, worked out anew."""
        keys = ((name_key(name, entity_type), fold_name(name)) for name in self.names)
        return tuple(dict.fromkeys(key for key, name in keys if key != name))


COLUMNS = tuple(one.name for one in fields(Row))
_COLUMNS = frozenset(COLUMNS)
_LISTS = frozenset({"aliases_en", "aliases_ja", "former", "common", "context", "namesakes", "keys"})


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a table, whose first line names its columns; `en` must be there, others may be missing.

    Raises:
        RulesError: The file cannot be read, or a line is not a row; `about` says which.
    """
    try:
        # Spreadsheets put a mark at the beginning; `splitlines` would end a line at more than ends one.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(f"cannot read the gazetteer: {error}", about=str(path)) from error
    head = lines[0].split("\t") if lines else []
    if "en" not in head:
        raise RulesError("the first line must name the columns, `en` among them", about=f"{path}:1")
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            yield _parse(line, head, f"{path}:{number}")


def _parse(line: str, head: list[str], place: str) -> Row:
    cells = line.split("\t")
    if len(cells) > len(head):
        raise RulesError(f"{len(cells)} cells where there are {len(head)} columns", about=place)
    # Most cells are empty, and there are eighty thousand. Keys that are told to be none need not be worked out.
    told = {
        name: _split(cell) if name in _LISTS else cell.strip()
        for name, cell in zip(head, cells, strict=False)
        if (cell or name == "keys") and name in _COLUMNS
    }
    if not told.get("en"):
        raise RulesError("every thing needs an English name: ids are made from it", about=place)
    if told.get("qid") and not _QID.fullmatch(str(told["qid"])):
        raise RulesError(f"{told['qid']!r} is no Wikidata id", about=place)
    wrong = [one for one in told.get("former", ()) if not _FORMER.fullmatch(one)]
    if wrong:
        raise RulesError(f"a former name is written NAME@YEAR, not {wrong[0]!r}", about=place)
    told.setdefault("qid", "")
    return Row(**told)  # type: ignore[arg-type]


def _split(cell: str) -> tuple[str, ...]:
    return tuple([part for part in map(str.strip, cell.split("|")) if part])


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write a table, sorted by English name."""
    ordered = sorted(rows, key=lambda one: (one.en.casefold(), one.en))
    text = "\n".join(["\t".join(COLUMNS), *(one.line() for one in ordered)]) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
