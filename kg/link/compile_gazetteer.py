"""Makes the tables that are shipped from the committed facts: `data/gazetteer/facts/*.tsv` to one table a type.

Run as ``python -m kg.link.compile_gazetteer`` (`make gazetteer`). Rows of one file go before those of another in the
order of the files' names. What contradicts itself is told, line by line, and nothing is written.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kg.ids import fold_name
from kg.link.gazetteer import FILES, FOLDERS
from kg.link.rows import Row, read_rows, write_rows
from kg.model import EntityType
from kg.text.spelling import is_forged, name_key

FACTS = FOLDERS[-1] / "facts"
#: Ids of things and full names of others that look like theirs, by the name of the table and the English name: kept
#: apart, because they are from other sources.
IDS, NAMESAKES = "ids.tsv", "namesakes.tsv"


def compile_tables(facts: Path) -> Mapping[str, Sequence[Row]]:
    """The rows of each table.

    Raises:
        RulesError: A file of facts cannot be read.
    """
    ids = {(row.kind, row.en): row.qid for row in _read_beside(facts / IDS)}
    namesakes = {(row.kind, row.en): row.namesakes for row in _read_beside(facts / NAMESAKES)}
    tables: dict[str, list[Row]] = {}
    for entity_type, name in FILES.items():
        stem = name.removesuffix(".tsv")
        rows = [row for path in sorted(facts.glob(f"{stem}_*.tsv")) for row in read_rows(path)]
        tables[name] = [
            replace(
                row,
                qid=row.qid or ids.get((stem, row.en), ""),
                namesakes=namesakes.get((stem, row.en), ()),
                keys=row.find_keys(entity_type),
            )
            for row in rows
        ]
    return tables


def _read_beside(path: Path) -> Sequence[Row]:
    return list(read_rows(path)) if path.exists() else ()


def find_contradictions(rows: Sequence[Row]) -> Iterator[str]:
    """What is wrong with the rows of one type, a line each."""
    owners: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row in rows:
        for name in row.names:
            if is_forged(name):
                yield f"{row.en}: {name} mixes scripts that look alike"
        for key, name in {fold_name(one): one for one in row.names}.items():
            owners[key].append((row, name))
        for name in row.common:
            if name not in row.names:
                yield f"{row.en}: {name} is common but none of its names"
        keys = {name_key(name, EntityType.ORGANIZATION) for name in row.names}
        for name in row.namesakes:
            if name_key(name, EntityType.ORGANIZATION) not in keys:
                yield f"{row.en}: {name} is not taken for it anyway"
        if row.common and not row.context:
            yield f"{row.en}: some of its names are common, and nothing tells it apart"
    for sharing in owners.values():
        for row, name in sharing if len(sharing) > 1 else ():
            others = ", ".join(other.en for other, _ in sharing if other is not row)
            if all(fold_name(name) != fold_name(one) for one in row.common):
                yield f"{row.en}: {name} is a name of {others} too, so it belongs in `common`"
    for value, what in ((lambda row: row.qid, "id"), (lambda row: fold_name(row.en), "English name")):
        seen: dict[str, str] = {}
        for row in rows:
            if value(row) in seen:
                yield f"{row.en}: has the {what} of {seen[value(row)]}"
            if value(row):
                seen[value(row)] = row.en


def find_lost(facts: Path, tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Ids and namesakes of things that no table has: renaming a thing would lose them without a word."""
    known = {(name.removesuffix(".tsv"), row.en) for name, rows in tables.items() for row in rows}
    for file in (IDS, NAMESAKES):
        for row in _read_beside(facts / file):
            if (row.kind, row.en) not in known:
                told = ", ".join((row.qid, *row.namesakes)).strip(", ")
                yield f"{file}: {told} is of {row.en}, which is not in {row.kind}"


def main() -> None:
    """Compile, or say what is wrong and exit with 1."""
    tables = compile_tables(FACTS)
    wrong = [*find_lost(FACTS, tables)]
    wrong += [f"{name}: {one}" for name, rows in tables.items() for one in find_contradictions(rows)]
    if wrong:
        sys.exit("\n".join(wrong))
    for name, rows in tables.items():
        write_rows(FACTS.parent / name, rows)
        print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
