"""How likely a name in katakana is the sound of a name in Latin letters: サム・アルトマン and Sam Altman.

A noisy channel in the manner of Knight and Graehl (1998): each sound of the katakana was written as a stretch of zero
to four letters, each with a chance that was learnt from the pairs of the gazetteer (`fit_sounds.py`); the chance of a
name is the sum over all ways to cut the letters. Pure tables, no network, the same on every machine.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from kg.errors import RulesError
from kg.text.spelling import LONGEST_NAME, fold_marks

HERE = Path(__file__).parent
LONGEST_CHUNK = 4
#: Stands for the letters in the line of the table that tells how often the sound is met among all.
SHARE = "*"
#: Chance of a stretch of letters that a sound was never seen as; a tenth of it for each further letter. Set by
#: hand.
UNSEEN = 1e-4
#: What it costs more that the first sound stands for no letter (ウエスト is not East).
UNHEARD = 4.0
#: What no way of cutting explains costs so much a sound.
WORST = 12.0

#: What a stretch loses that is only spelt like one that was seen, has only its consonants, or these and one that may
#: be silent. Set by hand.
ALIKE, KIN, SILENT = 0.15, 0.02, 0.01

_SPELLINGS = (
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=[bcdgkprtw])h"), ""),
    (re.compile(r"c(?=[kqz])"), ""),
    (re.compile(r"(?<=[^aeiou])e$"), ""),
    (re.compile(r"[qc](?![eiy])"), "k"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(?<=[aeiou])h"), ""),
    (re.compile(r"^(?:sz|rz)"), "sh"),
)
_VOWELS = re.compile(r"[aeiou]+")
_SOUND = re.compile(r"[アイウエオカ-ヺ][ァィゥェォャュョヮ]?|.")
_NO_SOUND = re.compile(r"[・＝=\s\-‐]+")
_NO_LETTER = re.compile(r"[^a-z]+")
Sounds = Mapping[str, Mapping[str, float]]


def split_sounds(katakana: str) -> list[str]:
    """The sounds of a word: a sign with the small vowel behind it; ー, ッ and ン are sounds of their own."""
    return _SOUND.findall(_NO_SOUND.sub("", katakana))


def to_letters(latin: str) -> str:
    """The bare letters of a Latin name, lower case, without marks."""
    return _NO_LETTER.sub("", fold_marks(latin.casefold()))


@dataclass(frozen=True, slots=True)
class SoundFit:
    """How well the sounds of a katakana name fit the letters of a Latin one, cut in the likeliest way.

    Attributes:
        mean: Negative logarithm of the chance of a cut, on average over the sounds; 0 is perfect.
        strangest: The negative logarithm of the chance of the least likely sound, given its letters: ゲ for "ha".
        length: How many sounds there are.
        letters: How many letters there are for a sound, signs of length, ッ and ン not counted; seldom fewer than one.
    """

    mean: float
    strangest: float
    length: int
    letters: float


@lru_cache(maxsize=65536)
def fit_sounds_to(katakana: str, latin: str) -> SoundFit | None:
    """How well a katakana name fits a Latin one; None where the letters are too many, or none, or no name at all."""
    sounds, letters = split_sounds(katakana), to_letters(latin)
    size = len(letters)
    if not sounds or not letters or size > LONGEST_CHUNK * len(sounds) or max(len(sounds), size) > LONGEST_NAME:
        return None
    whole, cuts = _cut(sounds, letters)
    strangest = 0.0
    for at, (start, end) in enumerate(pairwise(cuts)):
        cost = _cut_cost(sounds[at], letters[start:end]) + (UNHEARD if end == 0 == at else 0.0)
        strangest = max(strangest, _back_cost(sounds[at], letters[start:end], cost))
    return SoundFit(whole / len(sounds), strangest, len(sounds), letters_a_sound(sounds, letters))


def _cut(sounds: Sequence[str], letters: str) -> tuple[float, list[int]]:
    """The cost of the likeliest way to cut the letters into one stretch a sound, and where it cuts, ends included.

    The Viterbi algorithm.
    """
    size, first, last = len(letters), 0, 0
    row, steps = [0.0], []
    for at, sound in enumerate(sounds):
        # What is left must not be more than the sounds that are left can have.
        least = max(size - LONGEST_CHUNK * (len(sounds) - at - 1), 0)
        after, step = [math.inf] * (size + 1), [0] * (size + 1)
        for start in range(first, last + 1):
            told, longest = row[start], start + LONGEST_CHUNK
            # Without calls of `min` and `max`: most of the time of comparing two names is spent here.
            for end in range(start if start > least else least, (longest if longest < size else size) + 1):
                cost = told + _cut_cost(sound, letters[start:end])
                if cost < after[end]:
                    after[end], step[end] = cost, start
        if at == 0:
            after[0] += UNHEARD
        row, first, last = after, least, min(last + LONGEST_CHUNK, size)
        steps.append(step)
    cuts = [size]
    for step in reversed(steps):
        cuts.append(step[cuts[-1]])
    return row[size], cuts[::-1]


def first_letters(katakana: str) -> frozenset[str]:
    """The letters that a word may begin with."""
    sounds = split_sounds(katakana)
    seen = load_sounds().get(sounds[0], {}) if sounds else {}
    return frozenset(letters[0] for letters in seen if letters and letters != SHARE)


def letters_a_sound(sounds: Iterable[str], letters: str) -> float:
    """How many letters there are for a sound that needs some."""
    return len(letters) / max(sum(sound not in "ーッン" for sound in sounds), 1)


def sound_cost(katakana: str, latin: str) -> float:
    """The mean cost of a sound (see `SoundFit`), or `WORST` where nothing fits; to find the best of several."""
    fit = fit_sounds_to(katakana, latin)
    return WORST if fit is None else min(fit.mean, WORST)


@lru_cache(maxsize=262144)
def _cut_cost(sound: str, letters: str) -> float:
    """The cost of writing a sound with these letters: as often as it was seen, else as what it is nearly like."""
    seen = load_sounds().get(sound, {})
    if letters in seen:
        return -math.log(seen[letters])
    alike, kin = _likenesses(sound)
    plain = _plain(letters)
    consonants = _VOWELS.sub("", plain)
    # "Jobert", "Blanchard": a last consonant that is not heard.
    for wanted, chances, factor in ((plain, alike, ALIKE), (consonants, kin, KIN), (consonants[:-1], kin, SILENT)):
        if wanted in chances:
            return -math.log(chances[wanted] * factor)
    return -math.log(UNSEEN) + math.log(10) * max(len(letters) - 1, 0)


def _back_cost(sound: str, letters: str, cost: float) -> float:
    """The cost of hearing this sound in the letters, by the rule of Bayes; of silence that of writing it."""
    if not letters:
        return cost
    shares = _shares()
    together = math.exp(-cost) * shares.sounds.get(sound, UNSEEN)
    return -math.log(together / (shares.letters.get(letters, 0.0) + together))


@dataclass(frozen=True, slots=True)
class _Shares:
    """How often each sound and each stretch of letters is met among all."""

    sounds: Mapping[str, float]
    letters: Mapping[str, float]


@cache
def _shares() -> _Shares:
    table = load_sounds()
    sounds = {sound: max(seen.get(SHARE, 0.0), UNSEEN) for sound, seen in table.items()}
    letters: dict[str, float] = {}
    for sound, seen in table.items():
        for stretch, chance in seen.items():
            if stretch != SHARE:
                letters[stretch] = letters.get(stretch, 0.0) + chance * sounds[sound]
    return _Shares(sounds, letters)


@cache
def _likenesses(sound: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The best chance of a sound for each stretch in its plain spelling, and for each run of consonants."""
    alike: dict[str, float] = {}
    kin: dict[str, float] = {}
    for letters, chance in load_sounds().get(sound, {}).items():
        plain = "" if letters == SHARE else _plain(letters)
        for known, part in ((alike, plain), (kin, _VOWELS.sub("", plain))):
            if part:
                known[part] = max(known.get(part, 0.0), chance)
    return alike, kin


@lru_cache(maxsize=65536)
def _plain(letters: str) -> str:
    """Letters without what spelling adds to the sound: doubled ones, h behind a consonant, a silent e."""
    for pattern, plain in _SPELLINGS:
        letters = pattern.sub(plain, letters)
    return letters


def format_sounds(table: Sounds, remarks: Iterable[str]) -> str:
    """The lines of a table, as `load_sounds` reads them."""
    lines = [
        f"{sound}\t{letters}\t{chance:.4f}"
        for sound in sorted(table)
        for letters, chance in sorted(table[sound].items(), key=lambda one: (-one[1], one[0]))
    ]
    return "\n".join([*(f"# {one}" for one in remarks), *lines]) + "\n"


@cache
def load_sounds() -> Sounds:
    """The packaged table: for each sound, the letters it is written with and their chances.

    Raises:
        RulesError: A line is something else.
    """
    table: dict[str, dict[str, float]] = {}
    path = HERE / "sounds.tsv"
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        try:
            sound, letters, chance = line.split("\t")
            table.setdefault(sound, {})[letters] = float(chance)
        except ValueError as error:
            raise RulesError("a line is sound, letters, chance", about=f"{path.name}:{number}") from error
    return table
