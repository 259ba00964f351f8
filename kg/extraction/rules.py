"""What the engine reads with: triggers, phrases, cues and word lists of one language, all of it data.

The files in `triggers_LANG` say what names a relation, `cues_LANG.toml` what makes it sure or unsure,
`grammar_LANG.toml` how the language marks who does what. A folder of a user's own files is laid over them, where
`triggers_LANG.toml` is one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from kg.errors import RulesError
from kg.extraction.prefilter import Prefilter
from kg.model import EntityType, Stage, Status
from kg.schema import Schema, load_schema, read_toml
from kg.text.words import any_of

HERE = Path(__file__).parent
_RULE_FILES = tuple(f"{name}_{lang}.toml" for name in ("triggers", "cues", "grammar") for lang in ("en", "ja"))

_NO_WORDS: frozenset[str] = frozenset()
_SLOT = re.compile(r"(?P<name>[a-z]+)(?:\[(?P<markers>[^\]]*)\])?")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place at a predicate where an argument stands, such as `nsubj`, `obl[with|alongside]` or `nmod[の|による]`."""

    name: str
    markers: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Slot:
        """Read `name` or `name[marker|marker]`."""
        found = _SLOT.fullmatch(text)
        if not found:
            raise RulesError("a slot is written name or name[marker|marker]", about=text)
        if found["name"] not in _SLOT_NAMES:
            raise RulesError(f"no such slot; there are {', '.join(sorted(_SLOT_NAMES))}", about=text)
        markers = found["markers"]
        return cls(found["name"], frozenset(markers.split("|")) if markers else frozenset())

    def __str__(self) -> str:
        return f"{self.name}[{'|'.join(sorted(self.markers))}]" if self.markers else self.name


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names a relation, and where its arguments stand.

    Attributes:
        relation: A relation of the schema.
        word: Lemmas, the head first: ("take", "over").
        verbal: Whether the head is a verb (else a noun or adjective).
        subject: Slots to look in, best first.
        object: Likewise; empty for unary relations.
        needs: Slots that must hold one of some lemmas ("join" needs obj: force).
        unless: Slots that must not hold one of some lemmas ("acquire" is no stake where obj is a majority).
        qualifiers: Qualifiers that the trigger itself gives.
        status: A status it carries of itself (an appositive's is asserted, whatever surrounds it).
        stage: A stage it carries of itself.
        subject_types: The kinds of subject it speaks of; narrows the schema's.
        object_types: Likewise.
        implied: Roles that may go unsaid ("subject", "object") and are then read from the context.
        optional: Ends that need not be named at all ("object"), where the schema allows it: "go public".
        sure: Whether the object must be known to be of its type, because the word has other uses ("announce").
        kind: "event" or "state": the trigger's own, else the relation's.
        frame: The name of the frame, for the rule's name.
    """

    relation: str
    word: tuple[str, ...]
    verbal: bool
    subject: tuple[Slot, ...]
    object: tuple[Slot, ...]
    needs: tuple[tuple[Slot, frozenset[str]], ...]
    unless: tuple[tuple[Slot, frozenset[str]], ...]
    qualifiers: Mapping[str, str]
    status: Status | None
    stage: Stage | None
    subject_types: tuple[EntityType, ...]
    object_types: tuple[EntityType, ...]
    implied: frozenset[str]
    optional: frozenset[str]
    sure: bool
    kind: str
    frame: str

    @property
    def rule(self) -> str:
        """The rule's name as claims carry it."""
        return f"{self.relation}/{self.frame}:{' '.join(self.word)}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A surface pattern over mentions, for what is said without a clause: "Microsoft CEO Satya Nadella"."""

    relation: str
    pattern: str
    status: Status | None
    stage: Stage | None
    qualifiers: Mapping[str, str]
    implied: frozenset[str]
    name: str
    refuses: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def rule(self) -> str:
        """The rule's name as claims carry it."""
        return f"{self.relation}/phrase:{self.name}"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says how sure a claim is or how far an act has come, when it stands in a certain place.

    Attributes:
        words: Lemmas.
        place: "aux" (an auxiliary, adverb or particle at a node of the path), "governor" (a word that governs it),
            "modifier" (an adjective or compound at a nominal trigger), "mark" (a subordinator), "when" (one of time,
            before what is to come), "speech" (a verb or noun of saying), "source" (a modifier of what is cited),
            "before" (words right before the act), "clause" (words before it in its clause), "after" (words soon behind
            a Japanese act), "refuted" (words further behind that say that it is not so), "tail" (what a Japanese
            predicate ends in), "end" (the last words of the sentence).
        status: The status it gives, if any.
        stage: The stage it gives, if any.
        tense: "past" or "nonpast" where it only counts with a content clause of that tense.
        said: The status it gives instead in somebody's words: "would" is a future in "said it would buy X".
    """

    words: frozenset[str]
    place: str
    status: Status | None
    stage: Stage | None
    tense: str = ""
    said: Status | None = None


@dataclass(frozen=True)
class Rules:
    """Everything one language is read with."""

    lang: str
    schema: Schema
    triggers: Mapping[str, tuple[Trigger, ...]]
    phrases: tuple[Phrase, ...]
    cues: Mapping[str, Mapping[str, tuple[Cue, ...]]]
    grammar: Mapping[str, frozenset[str]]
    roles: Mapping[str, str]
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def governors(self) -> frozenset[str]:
        """Words above an act whose effect on it is known."""
        return frozenset(self.cues.get("governor", {}))

    @cached_property
    def titles(self) -> tuple[tuple[str, str], ...]:
        """The job titles with their kinds, longest first."""
        return tuple(sorted(self.roles.items(), key=lambda one: (-len(one[0]), one)))

    @cached_property
    def any_title(self) -> str:
        """A regular expression for any job title."""
        return any_of(self.roles)

    @cached_property
    def prefilter(self) -> Prefilter:
        """Tells which of the phrases a sentence can match."""
        return Prefilter.of([one.pattern for one in self.phrases], [title for title, _ in self.titles])

    def words(self, name: str) -> frozenset[str]:
        """A word list of the grammar file."""
        return self.grammar.get(name, _NO_WORDS)


@lru_cache(maxsize=64)
def longest_first(words: frozenset[str]) -> tuple[str, ...]:
    """Words in the order in which they are to be tried where one may begin like another."""
    return tuple(sorted(words, key=lambda one: (-len(one), one)))


_SLOT_NAMES = frozenset({"nsubj", "obj", "obl", "nmod", "poss", "head", "compound", "appos", "amod", "xcomp"})
_PLACES = frozenset(
    {
        "aux",
        "modifier",
        "mark",
        "when",
        "governor",
        "speech",
        "source",
        "before",
        "clause",
        "after",
        "refuted",
        "tail",
        "end",
    }
)
_FRAME_KEYS = frozenset(
    {
        "subject",
        "object",
        "needs",
        "unless",
        "status",
        "stage",
        "subject_types",
        "object_types",
        "kind",
        "implied",
        "optional",
        "sure",
        "qualifiers",
    }
)
_TRIGGER_KEYS = _FRAME_KEYS | {"relation", "frame", "verbs", "nouns"}
_PHRASE_KEYS = frozenset({"relation", "name", "pattern", "status", "stage", "qualifiers", "implied", "refuses"})
_CUE_KEYS = frozenset({"words", "place", "status", "stage", "tense", "said"})
_LISTS = frozenset(
    {"subject", "object", "subject_types", "object_types", "implied", "optional", "verbs", "nouns", "words"}
)


def _check_keys(table: Mapping[str, Any], known: frozenset[str], what: str) -> None:
    """A key that nobody reads is a slip of the pen, and silence about it costs an afternoon.

    Raises:
        RulesError: There is one, or a list is written as something else.
    """
    about = f"{what} {table.get('relation') or table.get('name') or table.get('place') or ''}".strip()
    unknown = sorted(table.keys() - known)
    if unknown:
        raise RulesError(f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}", about=about)
    for key in sorted(_LISTS & table.keys()):
        if not isinstance(table[key], list):
            raise RulesError(f'{key} must be a list: {key} = ["..."]', about=about)


def _optional_types(values: Iterable[str]) -> tuple[EntityType, ...]:
    return tuple(EntityType(value) for value in values)


def _triggers(table: Mapping[str, Any], frames: Mapping[str, Any], schema: Schema) -> Iterable[Trigger]:
    _check_keys(table, _TRIGGER_KEYS, "trigger")
    relation = schema.relation(table["relation"])
    frame = {**frames.get(table.get("frame", ""), {}), **table}
    if table.get("frame") and table["frame"] not in frames:
        raise RulesError(f"no such frame: {table['frame']}", about=relation.name)
    common: dict[str, Any] = {
        "relation": relation.name,
        "subject": tuple(map(Slot.parse, frame.get("subject", ()))),
        "object": tuple(map(Slot.parse, frame.get("object", ()))),
        "needs": tuple((Slot.parse(slot), frozenset(words)) for slot, words in frame.get("needs", {}).items()),
        "unless": tuple((Slot.parse(slot), frozenset(words)) for slot, words in frame.get("unless", {}).items()),
        "qualifiers": table.get("qualifiers", {}),
        "status": Status(frame["status"]) if "status" in frame else None,
        "stage": Stage(frame["stage"]) if "stage" in frame else None,
        "subject_types": _optional_types(frame.get("subject_types", ())) or relation.subject_types,
        "object_types": _optional_types(frame.get("object_types", ())) or relation.object_types,
        "implied": frozenset(frame.get("implied", ())),
        "optional": frozenset(frame.get("optional", ())),
        "sure": bool(frame.get("sure", False)),
        "kind": frame.get("kind", relation.kind),
        "frame": table.get("frame", "own"),
    }
    for key, verbal in (("verbs", True), ("nouns", False)):
        for word in table.get(key, ()):
            yield Trigger(word=tuple(word.split()), verbal=verbal, **common)


def _phrase(table: Mapping[str, Any], schema: Schema, grammar: Mapping[str, Any]) -> Phrase:
    _check_keys(table, _PHRASE_KEYS, "phrase")
    for kind in re.findall(r"\{(?:subject|object):(\w+)", table["pattern"]):
        EntityType(kind)
    return Phrase(
        relation=schema.relation(table["relation"]).name,
        pattern=table["pattern"],
        status=Status(table["status"]) if "status" in table else None,
        stage=Stage(table["stage"]) if "stage" in table else None,
        qualifiers=table.get("qualifiers", {}),
        implied=frozenset(table.get("implied", ())),
        refuses={part: frozenset(grammar.get(words, ())) for part, words in table.get("refuses", {}).items()},
        name=table["name"],
    )


def _cue(table: Mapping[str, Any]) -> Cue:
    _check_keys(table, _CUE_KEYS, "cue")
    if table["place"] not in _PLACES:
        raise RulesError(f"no such place; there are {', '.join(sorted(_PLACES))}", about=str(table["place"]))
    return Cue(
        words=frozenset(table["words"]),
        place=table["place"],
        status=Status(table["status"]) if "status" in table else None,
        stage=Stage(table["stage"]) if "stage" in table else None,
        tense=table.get("tense", ""),
        said=Status(table["said"]) if "said" in table else None,
    )


def _common_words() -> frozenset[str]:
    lines = (HERE / "common_katakana.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _index_triggers(triggers: Iterable[Trigger]) -> dict[str, tuple[Trigger, ...]]:
    index: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        index.setdefault(trigger.word[0], []).append(trigger)
    return {head: tuple(found) for head, found in index.items()}


def _index_cues(cues: Iterable[Cue]) -> dict[str, dict[str, tuple[Cue, ...]]]:
    index: dict[str, dict[str, list[Cue]]] = {}
    for cue in cues:
        for word in sorted(cue.words):
            index.setdefault(cue.place, {}).setdefault(word, []).append(cue)
    return {place: {word: tuple(found) for word, found in words.items()} for place, words in index.items()}


def _layers(name: str, rules: Path | None) -> list[dict[str, Any]]:
    packaged = sorted((HERE / name).with_suffix("").glob("*.toml")) or [HERE / name]
    layers = [read_toml(one) for one in packaged]
    if rules is not None and (rules / name).exists():
        layers.append(read_toml(rules / name))
    return layers


@lru_cache(maxsize=8)
def load_rules(lang: str, rules: Path | None = None) -> Rules:
    """The rules of a language, with a user's own folder laid over the packaged files.

    Raises:
        RulesError: A file is missing, is not TOML, or names what the schema does not have.
    """
    if rules is not None and not any((rules / name).exists() for name in ("schema.toml", *_RULE_FILES)):
        raise RulesError(f"holds none of schema.toml, {', '.join(_RULE_FILES)}", about=str(rules))
    schema = load_schema(rules)
    triggers = _layers(f"triggers_{lang}.toml", rules)
    cues = _layers(f"cues_{lang}.toml", rules)
    grammar: dict[str, Any] = {}
    for layer in _layers(f"grammar_{lang}.toml", rules):
        grammar.update(layer)
    frames = {name: frame for layer in triggers for name, frame in layer.get("frames", {}).items()}
    for name, frame in frames.items():
        _check_keys(frame, _FRAME_KEYS, f"frame {name}")
    if lang == "ja":
        grammar["common_words"] = sorted(_common_words())
    try:
        return Rules(
            lang=lang,
            schema=schema,
            triggers=_index_triggers(
                one
                for layer in triggers
                for table in layer.get("trigger", ())
                for one in _triggers(table, frames, schema)
            ),
            phrases=tuple(_phrase(table, schema, grammar) for layer in triggers for table in layer.get("phrase", ())),
            cues=_index_cues(_cue(table) for layer in cues for table in layer.get("cue", ())),
            grammar={name: frozenset(words) for name, words in grammar.items() if isinstance(words, list)},
            roles={word: kind for kind, words in grammar.get("roles", {}).items() for word in words},
            tables={name: table for name, table in grammar.items() if isinstance(table, dict) and name != "roles"},
        )
    except (KeyError, ValueError, TypeError) as error:
        raise RulesError(f"bad or missing value: {error}", about=f"rules for {lang}") from error
