"""How near parsed sentences come to gold ones, when each cuts the text into words and sentences for itself.

The method is that of the CoNLL 2018 shared task (Zeman et al., "CoNLL 2018 Shared Task: Multilingual Parsing from Raw
Text to Universal Dependencies", https://aclanthology.org/K18-2001): words are aligned by the characters that they
cover, white space left out, and what is told of a word can only be right on an aligned one. So every figure has a
precision over the parser's words and a recall over those of gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.errors import InputError
from kg.evaluate.figures import precision_recall
from kg.text.conllu import EMPTY, Sentence, Word
from kg.text.normalize import is_visible

#: The features that the shared task compares; treebanks have more of their own.
# fmt: off
UNIVERSAL_FEATURES = frozenset([
    "Abbr", "Animacy", "Aspect", "Case", "Definite", "Degree", "Evident", "Foreign", "Gender", "Mood", "NumType",
    "Number", "Person", "Polarity", "Polite", "Poss", "PronType", "Reflex", "Tense", "VerbForm", "Voice",
])
# fmt: on
_Range = tuple[int, int]
Figures = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word, the characters that its token covers, and the place of its head in the whole text."""

    word: Word
    range: _Range
    head: int | None
    is_part: bool


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sentences over their characters without white space."""

    characters: str
    words: list[_Placed]
    tokens: set[_Range]
    sentences: set[_Range]


def score_trees(gold: Iterable[Sentence], parsed: Iterable[Sentence]) -> Figures:
    """Precision, recall and F1 of tokens, sentences, words and what is told of words.

    Args:
        gold: The right sentences.
        parsed: Those to be measured, of the same text.

    Returns:
        Figures between 0 and 1 by name: tokens, sentences, words, UPOS, XPOS, UFeats, lemmas, UAS, LAS (universal
        relations), LAS+subtypes (relations as they are).

    Raises:
        InputError: They are not of one text.
    """
    wanted, found = _lay_out(gold), _lay_out(parsed)
    if wanted.characters != found.characters:
        raise InputError("the words of the parse do not spell the text of the gold file")
    aligned = align_words(wanted.words, found.words)
    pairs = [(wanted.words[one], found.words[other]) for one, other in aligned.items()]
    counts = {
        "UPOS": sum(one.word.upos == other.word.upos for one, other in pairs),
        "XPOS": sum(one.word.xpos == other.word.xpos for one, other in pairs),
        "UFeats": sum(_features(one.word) == _features(other.word) for one, other in pairs),
        "lemmas": sum(one.word.lemma in (EMPTY, other.word.lemma) for one, other in pairs),
    }
    # A head is right if it is the word that is aligned with the gold head.
    attached = [
        (one.word.deprel, other.word.deprel)
        for one, other in pairs
        if (other.head is None if one.head is None else aligned.get(one.head, -1) == other.head)
    ]
    counts["UAS"] = len(attached)
    counts["LAS"] = sum(_universal(one) == _universal(other) for one, other in attached)
    counts["LAS+subtypes"] = sum(one == other for one, other in attached)
    sizes = len(wanted.words), len(found.words)
    return {
        "tokens": _figures(len(wanted.tokens & found.tokens), len(wanted.tokens), len(found.tokens)),
        "sentences": _figures(len(wanted.sentences & found.sentences), len(wanted.sentences), len(found.sentences)),
        "words": _figures(len(pairs), *sizes),
        **{name: _figures(right, *sizes) for name, right in counts.items()},
    }


def _figures(right: int, gold: int, parsed: int) -> dict[str, float]:
    return precision_recall({"tp": right, "fp": parsed - right, "fn": gold - right})


def _features(word: Word) -> frozenset[str]:
    return frozenset(one for one in word.feats.split("|") if one.split("=")[0] in UNIVERSAL_FEATURES)


def _universal(relation: str) -> str:
    return relation.split(":")[0]


def _lay_out(sentences: Iterable[Sentence]) -> _Layout:
    layout = _Layout("", [], set(), set())
    pieces: list[str] = []
    position = 0
    for sentence in sentences:
        first, start = len(layout.words), position
        for token in sentence.tokens:
            visible = "".join(filter(is_visible, token.form))
            pieces.append(visible)
            covered = (position, position + len(visible))
            position = covered[1]
            layout.tokens.add(covered)
            layout.words.extend(
                _Placed(word, covered, first + word.head - 1 if word.head else None, len(token.words) > 1)
                for word in token.words
            )
        layout.sentences.add((start, position))
    return _Layout("".join(pieces), layout.words, layout.tokens, layout.sentences)


def align_words(gold: Sequence[_Placed], parsed: Sequence[_Placed]) -> dict[int, int]:
    """The parsed word that stands for each gold word, by their places.

    Words are aligned that cover the same characters. Where either side has a token of several words, which all cover
    the whole token, those inside of it are aligned in the longest common row of forms.
    """
    regions = list(_regions([*gold, *parsed]))
    by_range = {one.range: place for place, one in enumerate(parsed) if not one.is_part}
    aligned = {
        place: by_range[one.range]
        for place, one in enumerate(gold)
        if not one.is_part and one.range in by_range and one.range[0] < one.range[1]
    }
    gold_inside, parsed_inside = _inside(gold, regions), _inside(parsed, regions)
    for region in regions:
        ours, theirs = gold_inside.get(region, []), parsed_inside.get(region, [])
        for place in ours:
            aligned.pop(place, None)
        forms = [
            [side[place].word.form.lower() for place in places] for side, places in ((gold, ours), (parsed, theirs))
        ]
        aligned |= {ours[one]: theirs[other] for one, other in _common_row(*forms)}
    return aligned


def _regions(words: Iterable[_Placed]) -> Iterator[_Range]:
    """What tokens of several words cover, in order; those that overlap are one region."""
    region: _Range | None = None
    for start, end in sorted({one.range for one in words if one.is_part}):
        if region and start < region[1]:
            region = (region[0], max(region[1], end))
        else:
            if region:
                yield region
            region = (start, end)
    if region:
        yield region


def _inside(words: Sequence[_Placed], regions: Sequence[_Range]) -> dict[_Range, list[int]]:
    """The places of the words in each region."""
    starts = {position: region for region in regions for position in range(*region)}

    def region_of(place: int) -> _Range | None:
        start, end = words[place].range
        region = starts.get(start)
        return region if region and end <= region[1] else None

    return {region: list(places) for region, places in groupby(range(len(words)), region_of) if region}


def _common_row(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of a longest common subsequence."""
    longest = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            longest[i][j] = (
                1 + longest[i + 1][j + 1] if one[i] == other[j] else max(longest[i + 1][j], longest[i][j + 1])
            )
    i = j = 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
