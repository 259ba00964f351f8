"""The alias table: names of known things in both languages, read from `data/gazetteer/*.tsv`.

One file a type, one row a thing: qid, en, ja, aliases_en, aliases_ja, notes; aliases are separated by "|".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kg.errors import RulesError
from kg.extraction.names import KnownName
from kg.ids import fold_name, mint_entity_id
from kg.model import Entity, EntityType

FILES: Mapping[EntityType, str] = {
    EntityType.ORGANIZATION: "organizations.tsv",
    EntityType.PERSON: "people.tsv",
    EntityType.PRODUCT: "products.tsv",
    EntityType.PLACE: "places.tsv",
}
#: Installed, the tables lie in the package; in a checkout, where they grow: in data/.
FOLDERS = (Path(__file__).with_name("gazetteer"), Path(__file__).parents[2] / "data" / "gazetteer")
#: Names of one or two Latin letters are ordinary text more often than names; they are linked but not searched for.
_SHORTEST_LATIN = 2


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known entities, by folded name, and a search for their names in text.

    Attributes:
        entities: Every entity, by id.
        by_name: Ids under each folded name, gazetteer order.
        starts: For each language, names to look for under their first two characters, longest first.
        types: For each language and name, the type, or None where the name is that of several kinds of thing.
    """

    entities: Mapping[str, Entity]
    by_name: Mapping[str, tuple[str, ...]]
    starts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(repr=False)
    types: Mapping[str, Mapping[str, EntityType | None]] = field(repr=False)

    def lookup(self, name: str, entity_type: EntityType | None = None) -> list[Entity]:
        """The entities of this name, whatever its spelling, and of this type if one is given."""
        found = (self.entities[one] for one in self.by_name.get(fold_name(name), ()))
        return [one for one in found if entity_type is None or one.type is entity_type]

    def find_names(self, text: str, lang: str) -> Iterator[KnownName]:
        """Every known name in the text, longest first at each place, never overlapping.

        Case counts: "block" is a word, "Block" a company.
        """
        starts, types = self.starts.get(lang, {}), self.types.get(lang, {})
        index, length = 0, len(text)
        while index < length - 1:
            for name in starts.get(text[index : index + 2], ()):
                end = index + len(name)
                if text.startswith(name, index) and _stands_alone(text, index, end):
                    yield KnownName(index, end, types[name])
                    index = end - 1
                    break
            index += 1


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter of the same script touches the name: アップル is not in アップルパイ."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not _continues(before, text[start]) and not _continues(after, text[end - 1])


def _script(char: str) -> str:
    if char.isascii() or "À" <= char <= "ɏ":
        return "latin" if char.isalnum() else ""
    if "ァ" <= char <= "ヺ" or char in "ーヽヾ・":
        return "katakana"
    return ""


def _continues(char: str, edge: str) -> bool:
    script = _script(char)
    return bool(script) and script == _script(edge)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(f"cannot read the gazetteer: {error}", about=str(path)) from error


def _entity(row: Mapping[str, str], entity_type: EntityType) -> Entity:
    labels = {lang: row[lang] for lang in ("en", "ja") if row.get(lang)}
    aliases = {
        (lang, alias)
        for lang in ("en", "ja")
        for alias in (row.get(f"aliases_{lang}") or "").split("|")
        if alias and alias != labels.get(lang)
    }
    identity = row.get("qid") or mint_entity_id(row["en"], entity_type)
    return Entity(identity, entity_type, labels, tuple(sorted(aliases)))


def _searchable(entity: Entity, lang: str) -> Iterator[str]:
    """Names looked for in a text: English ones in both languages, since Japanese prints Latin names as they are."""
    langs = ("en",) if lang == "en" else ("en", "ja")
    for name_lang, name in (*entity.labels.items(), *entity.aliases):
        if name_lang in langs and (len(name) > _SHORTEST_LATIN or not name.isascii()):
            yield name


def build_gazetteer(entities: Iterable[Entity]) -> Gazetteer:
    """A gazetteer of these entities."""
    by_id: dict[str, Entity] = {}
    by_name: dict[str, list[str]] = {}
    types: dict[str, dict[str, EntityType | None]] = {"en": {}, "ja": {}}
    for entity in entities:
        by_id[entity.id] = entity
        for name in entity.names:
            ids = by_name.setdefault(fold_name(name), [])
            if entity.id not in ids:
                ids.append(entity.id)
        for lang, known in types.items():
            for name in _searchable(entity, lang):
                known[name] = entity.type if known.get(name, entity.type) is entity.type else None
    starts: dict[str, dict[str, list[str]]] = {"en": {}, "ja": {}}
    for lang, known in types.items():
        for name in sorted(known, key=lambda one: (-len(one), one)):
            starts[lang].setdefault(name[:2], []).append(name)
    return Gazetteer(
        entities=by_id,
        by_name={name: tuple(ids) for name, ids in by_name.items()},
        starts={lang: {key: tuple(names) for key, names in table.items()} for lang, table in starts.items()},
        types=types,
    )


def find_folder() -> Path:
    """The folder of the tables that come with the project."""
    return next((one for one in FOLDERS if one.is_dir()), FOLDERS[-1])


@lru_cache(maxsize=2)
def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of a folder, or the one that comes with the project.

    Raises:
        RulesError: A file cannot be read.
    """
    folder = folder or find_folder()
    return build_gazetteer(
        _entity(row, entity_type)
        for entity_type, name in FILES.items()
        if (folder / name).exists()
        for row in _rows(folder / name)
    )
