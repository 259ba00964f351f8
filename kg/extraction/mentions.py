"""Where a parsed block names something: gazetteer, named entities, proper-noun runs, katakana and Latin runs.

A mention's type is what the gazetteer or a title beside the name says; the tagger's word is only a hint, because the
relation itself demands a type (the subject of "acquired" is an organisation whatever the tagger thought).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from spacy.tokens import Doc, Token

from kg.extraction.lemmas import forms_of
from kg.extraction.rules import Rules
from kg.language.name_labels import find_label
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class KnownName:
    """A stretch of text that a gazetteer knows: half-open offsets into the text that was searched.

    The type is None where things of several kinds bear the name.
    """

    start: int
    end: int
    type: EntityType | None


class NameTable(Protocol):
    """Whoever knows names. The gazetteer does; extraction asks through this and knows no more of it."""

    def find_names(self, text: str, lang: str) -> Iterable[KnownName]:
        """Every known name in the text, longest first at each place, never overlapping."""


class NoNames:
    """A table that knows no name."""

    def find_names(self, text: str, lang: str) -> Iterable[KnownName]:
        """Nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class Name:
    """A named stretch of a block, in characters of the parsed text.

    Attributes:
        start: First character.
        end: One past the last.
        text: The stretch.
        type: What it surely is, or None.
        hint: What the tagger took it for, or None.
        origin: "gazetteer", "tagger", "run" or "reference": for explanations and confidence.
        refers_to: For a word that refers back ("the company", 同社), the name that it stands for.
        together: For one that stands for several ("both companies", 両社), all their names.
    """

    start: int
    end: int
    text: str
    type: EntityType | None
    hint: EntityType | None
    origin: str
    refers_to: str = ""
    together: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What the thing is called: the name that it stands for, or its own text."""
        return self.refers_to or self.text


#: Labels of names that can stand in a claim; the others are read by rule (`kg.text`).
_NAMED = frozenset(
    one.value for one in (EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT, EntityType.PLACE)
)

_LATIN = r"A-Za-zÀ-ÖØ-öø-ÿ0-9"
_KATAKANA = r"ァ-ヺーヽヾ"
_JAPANESE_RUN = re.compile(
    rf"[{_LATIN}{_KATAKANA}]"
    rf"(?:[{_LATIN}{_KATAKANA}]|[・＝=.&＆+\-](?=[{_LATIN}{_KATAKANA}])| (?=[A-Z0-9])(?<=[A-Za-z] ))*"
)
#: Characters beside a name in which a title or legal form is looked for; "最高経営責任者" has seven.
_BESIDE = 12
# 「白猫プロジェクト」: what stands in brackets and is short names something, unless it is mostly hiragana.
_QUOTED = re.compile(r"「([^「」。、\n]{1,16})」")
# A tagger that takes in "of", a possessive or a verb in Title Case has run on past the name.
_CLAUSAL = re.compile(r"(?:^|\s)(?:of|to|in|for|and|the|'s)\s|,|[。、]")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
# Emoji, bullets and punctuation beside a name are no part of it; a full stop is one only in "Inc." and "J."
_EDGES_LEFT = re.compile(r"[^\w(「]+")
_EDGES_RIGHT = re.compile(r"[^\w.)!+&]+$")
_BRACKETED = re.compile(r"\([^()]+\)|「[^「」]+」")
_ABBREVIATED = re.compile(r"(?:\b(?:Inc|Corp|Co|Ltd|Bros|Jr|Sr|St|Cie|[A-Z])|\.[A-Za-z])\.$")
_NUMBER_ONLY = re.compile(r"[0-9.,\-+]+|[A-Za-z]")


def find_mentions(doc: Doc, rules: Rules, table: NameTable) -> list[Name]:
    """Every name in a block, in order, never overlapping.

    A name from the gazetteer wins over the tagger's, the tagger's over a bare run, unless the other one is longer and
    contains it.
    """
    text = doc.text
    known = [
        Name(one.start, one.end, text[one.start : one.end], one.type, None, "gazetteer")
        for one in table.find_names(text, rules.lang)
    ]
    tagged = list(_tagged_names(doc))
    runs = list(_japanese_runs(doc, rules) if rules.lang == "ja" else _proper_noun_runs(doc, rules))
    starts = frozenset(token.idx for token in doc)
    chosen: list[Name] = []
    taken = [False] * len(text)
    for name in _by_priority(known, tagged, runs, rules):
        trimmed = _trim(name, rules, starts)
        if trimmed is None or any(taken[trimmed.start : trimmed.end]):
            continue
        chosen.append(_typed_by_neighbours(trimmed, text, rules))
        taken[trimmed.start : trimmed.end] = [True] * (trimmed.end - trimmed.start)
    return _joined_places(sorted(chosen, key=lambda one: one.start), text)


def _joined_places(names: list[Name], text: str) -> list[Name]:
    """東京都千代田区, 東京・港: what stands beside a place without a sign between them is a part of its address."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        places = (
            last is not None
            and EntityType.PLACE in (last.type, last.hint)
            and EntityType.PLACE in (name.type, name.hint)
        )
        if last is not None and places and text[last.end : name.start] in ("", "・"):
            joined[-1] = replace(last, end=name.end, text=text[last.start : name.end])
        else:
            joined.append(name)
    return joined


def _by_priority(known: list[Name], tagged: list[Name], runs: list[Name], rules: Rules) -> Iterator[Name]:
    """Longer names that contain a known one go first: "Amazon Web Services" before "Amazon"."""

    def contains_known(name: Name) -> bool:
        return any(name.start <= one.start and one.end <= name.end and name.text != one.text for one in known)

    hints = {(one.start, one.end): one.hint for one in tagged}
    hinted_runs = [replace(one, hint=hints.get((one.start, one.end)) or _hint_over(one, tagged)) for one in runs]
    endings = rules.words("organization_endings") | rules.words("name_closers")
    wider = [one for one in hinted_runs if contains_known(one) and _is_one_name(one, known, endings, rules.lang)]
    if rules.lang == "ja":
        wider += [one for one in tagged if _begins_with_place(one, known)]
    yield from sorted(wider, key=lambda one: (one.start - one.end, one.start))
    yield from known
    clean = [one for one in tagged if not contains_known(one) and not _CLAUSAL.search(one.text)]
    yield from sorted([*hinted_runs, *clean], key=lambda one: (one.start - one.end, one.start))
    yield from tagged


def _begins_with_place(name: Name, known: list[Name]) -> bool:
    """日本ビクター, 東京都北区: the tagger's name goes on where the known place ends."""
    if name.hint not in (EntityType.ORGANIZATION, EntityType.PLACE) or _CLAUSAL.search(name.text):
        return False
    inside = [one for one in known if name.start <= one.start and one.end <= name.end]
    return len(inside) == 1 and inside[0].type is EntityType.PLACE and inside[0].start == name.start < name.end


def _is_one_name(run: Name, known: list[Name], endings: frozenset[str], lang: str) -> bool:
    """A run around one known name is another name: "Canada Pension Plan Investment Board".

    Japanese sets a place before a name without any sign between them, so there the end of the run must be that of an
    organisation.
    """
    inside = [one for one in known if run.start <= one.start and one.end <= run.end]
    if len(inside) != 1:
        return False
    if lang == "en":
        return inside[0].type is not EntityType.PLACE or inside[0].start == run.start
    return inside[0].type is not EntityType.PLACE or any(run.text.endswith(ending) for ending in endings)


def _hint_over(run: Name, tagged: list[Name]) -> EntityType | None:
    covering = [one for one in tagged if one.start < run.end and run.start < one.end]
    return covering[-1].hint if covering else None


def _tagged_names(doc: Doc) -> Iterator[Name]:
    for ent in doc.ents:
        label = find_label(ent.label_)
        if label in _NAMED and any(token.pos_ in ("PROPN", "NOUN", "ADJ", "NUM") for token in ent):
            yield Name(ent.start_char, ent.end_char, ent.text, None, EntityType(label), "tagger")


def _proper_noun_runs(doc: Doc, rules: Rules) -> Iterator[Name]:
    joiners = rules.words("name_joiners")
    index = 0
    while index < len(doc):
        if not _is_english_name(doc[index]) or doc[index].lower_ in rules.words("not_names"):
            index += 1
            continue
        end = index + 1
        while end < len(doc) and _continues_run(doc, end, joiners) and not _ends_run(doc[end], rules):
            end += 1
        while end - 1 > index and not _is_english_name(doc[end - 1]) and doc[end - 1].pos_ != "NUM":
            end -= 1
        first = doc[index]
        yield Name(first.idx, doc[end - 1].idx + len(doc[end - 1]), doc[index:end].text, None, None, "run")
        index = end


def _is_english_name(token: Token) -> bool:
    """A proper noun, or a word with a capital inside (iRobot, xAI), which no common word has."""
    return token.pos_ == "PROPN" or (token.is_alpha and _INNER_CAPITAL.search(token.text) is not None)


def _ends_run(token: Token, rules: Rules) -> bool:
    """Whether a word is no part of the name before it: a job title, or in Title Case a verb ("Microsoft Completes")."""
    if token.text in rules.roles or token.lower_ in rules.words("not_names"):
        return True
    if not token.lower_.endswith("s") or f" {token.text}" in rules.words("organization_endings"):
        return False
    forms = set(forms_of(token))
    verbs = (one for form in forms for one in rules.triggers.get(form, ()) if one.verbal)
    return any(True for _ in verbs) or not forms.isdisjoint(rules.governors)


def _continues_run(doc: Doc, index: int, joiners: frozenset[str]) -> bool:
    token = doc[index]
    if token.is_sent_start or token.lower_ in ("'s", "’s"):
        return False
    if _is_english_name(token) or (token.pos_ == "NUM" and token.text.isdigit() and doc[index - 1].pos_ == "PROPN"):
        return token.dep_ != "appos"
    follows = index + 1 < len(doc) and doc[index + 1].pos_ == "PROPN"
    return follows and token.lower_ in joiners


def _japanese_runs(doc: Doc, rules: Rules) -> Iterator[Name]:
    common = rules.words("common_words")
    for found in _JAPANESE_RUN.finditer(doc.text):
        if not _NUMBER_ONLY.fullmatch(found.group()) and found.group() not in common:
            yield Name(found.start(), found.end(), found.group(), None, None, "run")
    yield from _kanji_runs(doc, rules)
    for found in _QUOTED.finditer(doc.text):
        if sum("ぁ" <= char <= "ゖ" for char in found[1]) * 2 < len(found[1]) and not _is_said(doc, found):
            yield Name(found.start(1), found.end(1), found[1], None, None, "run")


def _is_said(doc: Doc, quoted: re.Match[str]) -> bool:
    """「手続きが不透明だ」: words with a predicate of their own are somebody's words, not a name."""
    inside = doc.char_span(quoted.start(1), quoted.end(1), alignment_mode="expand")
    if inside is None:
        return False
    cased = any(one.pos_ == "ADP" and one.text in ("が", "は", "を", "に") for one in inside)
    return cased or inside[-1].pos_ in ("AUX", "VERB")


def _kanji_runs(doc: Doc, rules: Rules) -> Iterator[Name]:
    """Proper nouns in kanji with the common nouns that close a name: 三菱電機, 経済産業省, 長瀬悟志."""
    closers = rules.words("name_closers")
    index = 0
    while index < len(doc):
        token = doc[index]
        if not _is_proper(token) or token.text in rules.words("not_names"):
            index += 1
            continue
        end = index + 1
        while end < len(doc) and (_is_proper(doc[end]) or doc[end].text in closers or _is_foreign(doc[end])):
            end += 1
        span = doc[index:end]
        person = all("人名" in one.tag_ for one in span) and len(span) > 0
        hint = EntityType.PERSON if person else EntityType.PLACE if "地名" in token.tag_ and len(span) == 1 else None
        yield Name(span.start_char, span.end_char, span.text, None, hint, "run")
        index = end


def _is_foreign(token: Token) -> bool:
    """A word in katakana or Latin letters right after a proper noun goes on with the name: 芦原ホームアプライアンス."""
    return token.pos_ in ("NOUN", "PROPN") and all(
        "ァ" <= c <= "ー" or (c.isascii() and c.isalpha()) for c in token.text
    )


def _is_proper(token: Token) -> bool:
    return "固有名詞" in token.tag_ and not token.is_punct


@lru_cache(maxsize=16)
def _longest_first(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda one: (-len(one), one)))


def _trim(name: Name, rules: Rules, token_starts: frozenset[int]) -> Name | None:
    """Without what is not the name: 米 and 旧 before it, 社 and "'s" behind it. None if nothing is left.

    What is taken off the front must be a token of its own: the 前 of 前社長 goes, that of 前田 stays.
    """
    start, end, text = name.start, name.end, name.text
    if _BRACKETED.fullmatch(text):
        start, end, text = start + 1, end - 1, text[1:-1]
    if name.origin != "gazetteer":
        for prefix in _longest_first(rules.words("name_prefixes")):
            if text.lower().startswith(prefix) and start + len(prefix) in token_starts and len(text) > len(prefix):
                start, text = start + len(prefix), text[len(prefix) :]
                break
        for suffix in _longest_first(rules.words("name_suffixes")):
            if text.endswith(suffix) and len(text) > len(suffix):
                end, text = end - len(suffix), text[: -len(suffix)]
                break
    opened = max(text.find("("), text.find("（"))
    if opened > 0 and not any(sign in text[opened:] for sign in ")）"):
        # 「Paidy(ペイディ」: the tagger stopped inside the bracket.
        text, end = text[:opened], start + opened
    stripped = _EDGES_RIGHT.sub("", text)
    if stripped.endswith(".") and not _ABBREVIATED.search(stripped):
        stripped = stripped[:-1]
    lead = _EDGES_LEFT.match(stripped)
    if lead:
        start, stripped = start + lead.end(), stripped[lead.end() :]
    if name.origin != "gazetteer" and _is_description(stripped, rules):
        return None
    if not stripped or (
        name.origin != "gazetteer" and (stripped.lower() in rules.words("not_names") or stripped in rules.roles)
    ):
        return None
    return replace(name, start=start, end=start + len(stripped), text=stripped)


def _is_description(text: str, rules: Rules) -> bool:
    """「AI研究所」: a class noun, alone or behind a word that is no name, describes something named elsewhere."""
    if rules.lang == "en":
        return False
    nouns = rules.tables.get("definite_references", {})
    return any(text.endswith(noun) and text[: -len(noun)] in ("", *rules.words("not_names")) for noun in nouns)


def _typed_by_neighbours(name: Name, text: str, rules: Rules) -> Name:
    """A title or a legal form beside or at the end of a name says what it is: ナデラ氏, 株式会社X, "X Inc."."""
    if name.type is not None:
        return name
    after, before = text[name.end : name.end + _BESIDE], text[max(0, name.start - _BESIDE) : name.start]
    for kind, key in ((EntityType.PERSON, "person"), (EntityType.ORGANIZATION, "organization")):
        if any(after.startswith(word) for word in rules.words(f"after_{key}")):
            return replace(name, type=kind)
        if any(before.endswith(word) for word in rules.words(f"before_{key}")):
            return replace(name, type=kind)
    if any(name.text.endswith(word) for word in rules.words("organization_endings")):
        return replace(name, type=EntityType.ORGANIZATION)
    return name
