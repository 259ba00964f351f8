"""The alias table: names of known things in both languages, read from `data/gazetteer/*.tsv` (see `rows.py`)."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from kg.extraction.names import KnownName
from kg.ids import fold_name, mint_entity_id
from kg.link.minting import mint_id, namesake_id
from kg.link.rows import Row, read_rows
from kg.model import Entity, EntityType
from kg.text.spelling import name_key

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
class KnownThing:
    """An entity of the gazetteer, with what tells it from others of its name.

    Attributes:
        entity: It, with all its names.
        kind: What it is more closely.
        former: (name, until) of names that it had before; `until` is a year, month or day.
        common: Those of its names that may well mean something else.
        context: Words and names whose presence tells that it is meant.
        namesakes: Full names of others that would be taken for one of its own.
        keys: The keys of its names (`name_key`) that are not simply their folded names.
    """

    entity: Entity
    kind: str = ""
    former: tuple[tuple[str, str], ...] = ()
    common: frozenset[str] = frozenset()
    context: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """Known things, by name, and a search for their names in text.

    Attributes:
        things: Every known thing, by its entity's id.
    """

    things: Mapping[str, KnownThing] = field(repr=False)

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity, by id."""
        return {key: one.entity for key, one in self.things.items()}

    @cached_property
    def by_key(self) -> Mapping[tuple[EntityType, str], tuple[str, ...]]:
        """Ids under each type and `name_key` of a name, where that is not the name as it is in `by_name`."""
        return _index((one.entity.type, one.keys, one.entity.id) for one in self.things.values())

    @cached_property
    def by_name(self) -> Mapping[tuple[EntityType, str], tuple[str, ...]]:
        """Ids under each type and name as it is written but for case, width and punctuation."""
        entities = self.entities.values()
        with _keeping_all():
            return _index(
                (one.type, {fold_name(name): None for _, name in _told_names(one)}, one.id) for one in entities
            )

    def lookup(self, name: str, entity_type: EntityType | None = None) -> list[Entity]:
        """The entities of this name and of this type, if one is given: as it is written, or else however spelt.

        Not those of which it is known that a namesake has this name.
        """
        types = FILES if entity_type is None else (entity_type,)
        found = [one for kind in types for one in self.by_name.get((kind, fold_name(name)), ())]
        for kind in () if found else types:
            key = kind, name_key(name, kind)
            found += dict.fromkeys((*self.by_name.get(key, ()), *self.by_key.get(key, ())))
        namesakes = self.namesakes(name)
        return [self.entities[one] for one in found if one not in namesakes]

    def namesakes(self, name: str) -> frozenset[str]:
        """Ids of the known things that a full name is not one of, however like theirs it looks."""
        return self._namesakes.get(fold_name(name), frozenset())

    def mint_id(self, name: str, entity_type: EntityType) -> str:
        """The id of a thing of this name and type that is not known itself."""
        return (namesake_id if self.namesakes(name) else mint_id)(name, entity_type)

    @cached_property
    def _namesakes(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for identity, thing in self.things.items():
            for name in map(fold_name, thing.namesakes):
                found[name] = found.get(name, frozenset()) | {identity}
        return found

    @cached_property
    def _searched(self) -> dict[str, _Searched]:
        return {}

    def find_names(self, text: str, lang: str, *, article: str = "") -> Iterator[KnownName]:
        """Every known name in the text, longest first at each place, never overlapping.

        Case counts: "block" is a word, "Block" a company. A name that may well mean something else counts only where
        the article speaks of something that goes with the thing, or its capital inside a sentence makes it a name.

        Args:
            text: Where to look.
            lang: "en" or "ja".
            article: The text around it that may tell what is meant; the text itself where none is given.
        """
        if lang not in self._searched:
            with _keeping_all():
                self._searched[lang] = _Searched.of(self.things.values(), lang)
        searched = self._searched[lang]
        around = article or text
        last = 0
        for found in searched.opening.finditer(text):
            index = found.start()
            if index < last:
                continue
            for name in searched.beginning_at(text, index):
                end = index + len(name)
                if text.startswith(name, index) and _stands_alone(text, index, end):
                    told = searched.names[name]
                    if told.context is None or _is_meant(name, told.context, around) or _is_capital(text, index, end):
                        yield KnownName(index, end, told.type)
                        last = end
                        break


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of a name: the type, None where things of several kinds bear it, and what must stand around it."""

    type: EntityType | None
    context: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class _Searched:
    """The names that are looked for in texts of a language, and those under their first signs, longest first."""

    names: Mapping[str, _Told]
    starts: Mapping[str, Sequence[str]]
    opening: re.Pattern[str]

    def beginning_at(self, text: str, index: int) -> Iterator[str]:
        """The names that may begin at a place, longest first: those of fewer signs than `_START` come last."""
        for size in range(_START, 0, -1):
            yield from self.starts.get(text[index : index + size], ())

    @classmethod
    def of(cls, things: Iterable[KnownThing], lang: str) -> _Searched:
        names: dict[str, _Told] = {}
        plain = {kind: _Told(kind, None) for kind in EntityType}
        for thing in things:
            kind = thing.entity.type
            for name in _searchable(thing.entity, lang):
                # Two people of one full name are people all the same; which of them is for the linker to tell.
                context = thing.context if name in thing.common and not _is_full_name(name, kind) else None
                known = names.get(name)
                if known is not None:
                    both = None if known.context is None or context is None else (*known.context, *context)
                    names[name] = _Told(kind if known.type is kind else None, both)
                else:
                    names[name] = plain[kind] if context is None else _Told(kind, context)
            # With the name of a namesake found whole, the known one is not found inside it.
            names.update((name, plain[kind]) for name in thing.namesakes if lang == "ja" or name.isascii())
        starts: dict[str, list[str]] = {}
        for name in sorted(sorted(names), key=len, reverse=True):
            starts.setdefault(name[:_START], []).append(name)
        # Inside a Latin word no name begins.
        opening = re.compile(r"(?<![0-9A-Za-zÀ-ɏ])[0-9A-Za-zÀ-ɏ]|[^0-9A-Za-zÀ-ɏ\s]")
        return cls(names, starts, opening)


#: Signs of a name by which it is looked for; under two signs stand up to 400 names, under four 149.
_START = 4


def _is_full_name(name: str, entity_type: EntityType) -> bool:
    return entity_type is EntityType.PERSON and (" " in name or "・" in name)


def _is_meant(name: str, context: Iterable[str], around: str) -> bool:
    return any(word in around for word in context if word != name)


def _is_capital(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital stands inside an English sentence, by itself: there it names something."""
    return _INSIDE.search(text, 0, start) is not None and _ALONE.match(text, end) is not None and text[start].isupper()


_INSIDE = re.compile(r"(?<!\b[Tt]he)(?<=[a-z0-9'’]),? $")
_ALONE = re.compile(r"(?! [A-Z])")


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


def _told_names(entity: Entity) -> tuple[tuple[str, str], ...]:
    """All names with their languages."""
    return (*entity.labels.items(), *entity.aliases)


def _searchable(entity: Entity, lang: str) -> list[str]:
    """Names looked for in a text: English ones in both languages, since Japanese prints Latin names as they are."""
    langs = ("en",) if lang == "en" else ("en", "ja")
    return [
        name
        for name_lang, name in _told_names(entity)
        if name_lang in langs and (len(name) > _SHORTEST_LATIN or not name.isascii())
    ]


def _thing(row: Row, entity_type: EntityType) -> KnownThing:
    labels = {"en": row.en, "ja": row.ja} if row.ja else {"en": row.en}
    former = tuple([(name, until) for name, _, until in (one.partition("@") for one in row.former)])
    aliases = {("en", one) for one in row.aliases_en if one != row.en}
    aliases |= {("ja", one) for one in row.aliases_ja if one != row.ja}
    before = {("en" if name.isascii() else "ja", name) for name, _ in former}
    aliases |= {(lang, name) for lang, name in before if name != labels.get(lang)}
    identity = row.qid or mint_entity_id(row.en, entity_type)
    entity = Entity(identity, entity_type, labels, tuple(sorted(aliases)))
    keys = row.find_keys(entity_type) if row.keys is None else row.keys
    return KnownThing(entity, row.kind, former, frozenset(row.common), row.context, row.namesakes, keys)


@contextmanager
def _keeping_all() -> Iterator[None]:
    """What is made meanwhile stays: to look for what of it can go, again and again, took a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _index(
    told: Iterable[tuple[EntityType, Iterable[str], str]],
) -> Mapping[tuple[EntityType, str], tuple[str, ...]]:
    found: dict[tuple[EntityType, str], tuple[str, ...]] = {}
    for entity_type, keys, identity in told:
        for key in keys:
            place = entity_type, key
            found[place] = (*found[place], identity) if place in found else (identity,)
    return found


def build_gazetteer(entities: Iterable[Entity | KnownThing]) -> Gazetteer:
    """A gazetteer of these entities."""
    things = (one if isinstance(one, KnownThing) else _known(one) for one in entities)
    return Gazetteer({one.entity.id: one for one in things})


def _known(entity: Entity) -> KnownThing:
    keys = ((name_key(name, entity.type), fold_name(name)) for name in entity.names)
    return KnownThing(entity, keys=tuple(dict.fromkeys(key for key, name in keys if key != name)))


def find_folder() -> Path:
    """The folder of the tables that come with the project."""
    return next((one for one in FOLDERS if one.is_dir()), FOLDERS[-1])


@lru_cache(maxsize=2)
def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of a folder, or the one that comes with the project.

    Raises:
        RulesError: A file cannot be read, or one of its lines is no row.
    """
    folder = folder or find_folder()
    with _keeping_all():
        return build_gazetteer(
            _thing(row, entity_type)
            for entity_type, name in FILES.items()
            if (folder / name).exists()
            for row in read_rows(folder / name)
        )
