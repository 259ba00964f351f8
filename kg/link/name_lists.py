"""What is known of single words of names: translations, short forms of given names, foreign names in several spellings.

The data is in `words.tsv`, `given_names.tsv` and `foreign_names.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from kg.errors import RulesError
from kg.text.spelling import fold_kana, is_katakana

HERE = Path(__file__).parent


def _lines(name: str) -> Iterator[list[str]]:
    """The fields of each line.

    Raises:
        RulesError: A line has fewer than two.
    """
    for number, line in enumerate((HERE / name).read_text(encoding="utf-8").split("\n"), 1):
        if line and not line.startswith("#"):
            fields = line.split("\t")
            if len(fields) < 2:
                raise RulesError("a line is two or three fields with tabs between", about=f"{name}:{number}")
            yield fields


@cache
def translations() -> Mapping[str, frozenset[str]]:
    """Japanese words, katakana folded, and the English ones that names have for them, without spaces."""
    found: dict[str, set[str]] = {}
    for japanese, english, *_ in _lines("words.tsv"):
        key = fold_kana(japanese) if is_katakana(japanese) else japanese
        found.setdefault(key, set()).update(one.replace(" ", "") for one in english.split("|"))
    return {key: frozenset(words) for key, words in found.items()}


@cache
def weak_words() -> frozenset[str]:
    """Words that a name is often told without."""
    rows = [row for row in _lines("words.tsv") if "weak" in row[2:3]]
    return frozenset(word for row in rows for word in (row[0], *row[1].split("|")))


@cache
def readings_as_ending() -> Mapping[str, tuple[str, ...]]:
    """Words that are read otherwise alone than at the end of a name, and how there: 市 of a city is シ."""
    return {row[0]: tuple(row[3].split("|")) for row in _lines("words.tsv") if len(row) > 3}


@cache
def full_names() -> Mapping[str, frozenset[str]]:
    """Given names, whole and short, and the whole ones that they stand for."""
    found: dict[str, set[str]] = {}
    for full, short in _lines("given_names.tsv"):
        for one in short.split("|"):
            found.setdefault(one, set()).add(full)
            found.setdefault(full, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}


@cache
def foreign_pairs() -> tuple[tuple[str, str], ...]:
    """(katakana, Latin) of every spelling of a foreign name with every other of its line, in order."""
    return tuple(
        (kana, latin)
        for latins, kanas, *_ in _lines("foreign_names.tsv")
        for latin in latins.split("|")
        for kana in kanas.split("|")
    )


@cache
def foreign_names() -> Mapping[str, frozenset[int]]:
    """Spellings of foreign names, katakana folded, and the lines that they stand in."""
    found: dict[str, set[int]] = {}
    for number, (latins, kanas, *_) in enumerate(_lines("foreign_names.tsv")):
        for one in (*latins.replace("-", "").replace("'", "").split("|"), *map(fold_kana, kanas.split("|"))):
            found.setdefault(one, set()).add(number)
    return {name: frozenset(lines) for name, lines in found.items()}


@cache
def _by_katakana() -> Mapping[str, frozenset[str]]:
    """The Latin spellings of each katakana one, folded."""
    found: dict[str, set[str]] = {}
    for kana, latin in foreign_pairs():
        found.setdefault(fold_kana(kana), set()).add(latin.replace("-", "").replace("'", ""))
    return {kana: frozenset(latins) for kana, latins in found.items()}


#: Given names of Korea and China have two syllables, few three; longer pieces of Latin letters are no syllables.
MOST_PIECES, LONGEST_PIECE = 3, 6


@lru_cache(maxsize=65536)
def is_listed(kana: str, latin: str, pieces: int = MOST_PIECES) -> bool:
    """Whether a word in katakana, folded, is listed as one in Latin letters, whole or syllable by syllable."""
    known = _by_katakana()
    if latin in known.get(kana, ()):
        return True
    if pieces == 1:
        return False
    return any(
        is_listed(kana[end:], latin[len(piece) :], pieces - 1)
        for end in range(1, min(len(kana), 4))
        for piece in sorted(known.get(kana[:end], ()))
        if len(piece) <= LONGEST_PIECE and latin.startswith(piece) and len(piece) < len(latin)
    )


def latin_spellings(kana: str) -> frozenset[str]:
    """The Latin words that a word in katakana, folded, is listed as."""
    return _by_katakana().get(kana, frozenset())


def is_one_foreign_name(one: str, other: str) -> bool:
    """Whether two words are spellings of one foreign name."""
    known = foreign_names()
    return not known.get(one, frozenset()).isdisjoint(known.get(other, ()))
