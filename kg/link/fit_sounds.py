"""Learns how katakana sounds are written in Latin letters, from names known in both.

The names are those of the gazetteer and of the list of foreign names.

Run as ``python -m kg.link.fit_sounds`` (`make sounds`). Expectation maximisation over all ways to cut the letters of a
name into one stretch a sound (Ristad and Yianilos 1998 for the method); the same tables give the same chances.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.link.gazetteer import load_gazetteer
from kg.link.name_lists import foreign_pairs
from kg.link.transliteration import (
    HERE,
    LONGEST_CHUNK,
    SHARE,
    Sounds,
    format_sounds,
    letters_a_sound,
    split_sounds,
    to_letters,
)
from kg.model import Entity
from kg.text.spelling import is_katakana

ROUNDS = 8
#: Chance of a stretch by its length before anything is learnt: one or two letters a sound.
FIRST_GUESS = (0.10, 0.35, 0.35, 0.15, 0.05)
#: Pairs that cost more a sound than this are no transliterations (アクセル・パートナーズ and Accel). At 2.5
#: and 3 rare spellings (シャハル, Shachar) were lost with the wrong pairs.
WORST_PAIR = 4.5
#: Kept from this count and chance on, to keep out what only one odd pair says. Set by hand.
LEAST_COUNT, LEAST_CHANCE = 0.4, 5e-4
LONGEST_WORD = 14
#: With fewer letters a sound the Latin name is an abbreviation (インフォメーション and "id"); one pair in twenty.
FEWEST_LETTERS = 1.0

_SPACES = re.compile(r"[\s\-]+")
_DOTS = re.compile(r"[・＝=\s]")
_ASIDE = re.compile(r"\b[A-Z]\.|\([^)]*\)")


def find_pairs(entities: Iterable[Entity]) -> list[tuple[str, str]]:
    """(katakana, letters) of words that name the same, sorted: part by part where both names have as many parts."""
    return sorted({pair for entity in entities for pair in _pairs_of(entity)})


def _pairs_of(entity: Entity) -> Iterator[tuple[str, str]]:
    english = [name for lang, name in ((*entity.labels.items(), *entity.aliases)) if lang == "en"]
    japanese = [name for lang, name in ((*entity.labels.items(), *entity.aliases)) if lang == "ja"]
    for latin in english[:2]:
        words = _SPACES.split(_ASIDE.sub("", latin).strip())
        for kana in japanese:
            parts = _DOTS.split(kana)
            if len(parts) != len(words):
                parts, words_here = [kana], ["".join(words)]
            else:
                words_here = words
            for part, word in zip(parts, words_here, strict=True):
                letters = to_letters(word)
                if is_katakana(part) and word.isalpha() and len(letters) > 1:
                    yield part, letters


def fit_sounds(pairs: Sequence[tuple[str, str]]) -> Sounds:
    """The table that makes these pairs most likely."""
    data = [(split_sounds(kana), letters) for kana, letters in pairs]
    data = [
        (sounds, letters)
        for sounds, letters in data
        if len(sounds) <= LONGEST_WORD and letters_a_sound(sounds, letters) >= FEWEST_LETTERS
    ]
    table: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for sounds, letters in data:
            _count(sounds, letters, table, counts)
        table = {sound: _chances(seen) for sound, seen in sorted(counts.items())}
    met = Counter(sound for sounds, _ in data for sound in sounds)
    return {sound: {SHARE: met[sound] / met.total(), **seen} for sound, seen in table.items()}


def _chances(seen: dict[str, float]) -> dict[str, float]:
    total = sum(seen.values()) + 0.5
    return {
        letters: count / total
        for letters, count in sorted(seen.items())
        if count > LEAST_COUNT and count / total > LEAST_CHANCE
    }


def _count(sounds: list[str], letters: str, table: Sounds, counts: dict[str, dict[str, float]]) -> None:
    """Add what one pair says: how often each sound is each stretch, over all ways to cut."""

    def chance(sound: str, start: int, end: int) -> float:
        if not table:
            return FIRST_GUESS[end - start]
        return table.get(sound, {}).get(letters[start:end], 1e-7 / 10 ** (end - start))

    size = len(letters)
    before = [[1.0] + [0.0] * size]
    for sound in sounds:
        row = [0.0] * (size + 1)
        for start, told in enumerate(before[-1]):
            for end in range(start, min(start + LONGEST_CHUNK, size) + 1) if told else ():
                row[end] += told * chance(sound, start, end)
        before.append(row)
    whole = before[-1][size]
    if whole <= 0 or (table and -math.log(whole) / len(sounds) > WORST_PAIR):
        return
    after = [0.0] * size + [1.0]
    for at in range(len(sounds) - 1, -1, -1):
        row = [0.0] * (size + 1)
        for start in range(size + 1):
            for end in range(start, min(start + LONGEST_CHUNK, size) + 1) if before[at][start] or at == 0 else ():
                step = chance(sounds[at], start, end) * after[end]
                row[start] += step
                share = before[at][start] * step / whole
                if share > 1e-4:
                    counts[sounds[at]][letters[start:end]] += share
        after = row


def main() -> None:
    """Fit the table to the packaged gazetteer and write it."""
    listed = {(kana, to_letters(latin)) for kana, latin in foreign_pairs()}
    pairs = sorted({*find_pairs(load_gazetteer().entities.values()), *listed})
    table = fit_sounds(pairs)
    remarks = [
        f"How the sounds of katakana are written in Latin letters: sound, letters, chance. {len(pairs)} pairs.",
        "Made by `make sounds` from data/gazetteer and foreign_names.tsv; not to be edited.",
    ]
    (HERE / "sounds.tsv").write_text(format_sounds(table, remarks), encoding="utf-8")
    print(f"{len(pairs)} pairs, {sum(map(len, table.values()))} lines")


if __name__ == "__main__":
    main()
