"""What the networks learn from: words with whatever a source says about their syntax and names."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.language.training.grouping import group_sentences
from kg.language.training.linked import blank_english, read_core, read_gold, read_knowledgenet, read_redocred
from kg.language.training.names import read_crossner, read_fewnerd, read_gum, read_uner, read_wnut
from kg.language.training.own import ENGLISH, hide_our_labels, read_own
from kg.language.training.renaming import loose_proper_nouns, read_company_names, renamed_organizations
from kg.language.training.silver import read_gmb
from kg.language.training.spans import OUTSIDE, UNKNOWN, NameSentence
from kg.language.training.treebank import TreeSentence, read_treebank

SEED = 20
# Longest run of treebank sentences that is read at once: the splitter has to see where one ends and the next begins.
LONGEST_RUN = 6
# Longest run of words; the rest of a run makes a run of its own.
MOST_WORDS = 160
RENAMED_SHARE = 0.2  # of the treebank sentences, in place
COPIED_SHARE = 0.8  # of the sentences with names, as extra copies
# Sources of the last stage besides the treebanks, and how often it sees our own sentences. Set by hand, not tuned.
NEAR_SOURCES = ("core", "gold", "renamed", "crossner-ai")
OWN_COPIES = 3


@dataclass(frozen=True)
class Example:
    """A few consecutive sentences.

    Attributes:
        source: The set that it comes from.
        words: The words of all its sentences.
        names: BIO tags of the words; ``UNKNOWN`` where the source does not say.
        trees: The treebank sentences behind the words, or none where only names are known.
    """

    source: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    trees: tuple[TreeSentence, ...] = ()


class EnglishSources:
    """The English sources, read once.

    Args:
        datasets: Folder that holds the dataset archives.
        gold: Folder with annotated articles to learn from, or None to go without.
    """

    def __init__(self, datasets: Path, gold: Path | None) -> None:
        companies = read_company_names(datasets)
        nlp = blank_english()
        uner, gum, gmb = read_uner(datasets, "train"), read_gum(datasets, "train"), read_gmb(datasets, SEED)
        self._joint = {
            "ewt": _joint(read_treebank(datasets, "ewt", "train"), uner, companies, "ewt"),
            "gum": _joint(read_treebank(datasets, "gum", "train"), gum, companies, "gum"),
        }
        self._names = {
            "gmb": gmb,
            "renamed": renamed_organizations([*uner, *gum, *gmb], companies, COPIED_SHARE, SEED),
            "fewnerd": read_fewnerd(datasets),
            "wnut": read_wnut(datasets, "train"),
            "crossner-ai": read_crossner(datasets, "ai", "train"),
            "crossner-science": [s for part in ("train", "dev") for s in read_crossner(datasets, "science", part)],
            "crossner-politics": [s for part in ("train", "dev") for s in read_crossner(datasets, "politics", part)],
            "core": read_core(datasets),
            "redocred": read_redocred(datasets),
            "knowledgenet": read_knowledgenet(datasets, nlp),
            "gold": read_gold(gold, nlp) if gold else [],
        }
        self._own = read_own(ENGLISH, nlp)

    def everything(self) -> list[Example]:
        """What the network is trained on first: all sources."""
        return [*self._treebanks(), *self._only_names(self._names), *names_only(self._own, "own")]

    def technology(self) -> list[Example]:
        """What it is trained on last: technology news, with the treebanks so that nothing is forgotten."""
        near = {source: self._names[source] for source in NEAR_SOURCES}
        return [
            *self._treebanks(),
            *self._only_names(near),
            *(OWN_COPIES * names_only(self._own, "own")),
        ]

    def _treebanks(self) -> list[Example]:
        return [
            replace(example, names=tuple(hidden.tags))
            for examples in self._joint.values()
            for example, hidden in zip(examples, hide_our_labels(map(_named, examples), self._own), strict=True)
        ]

    def _only_names(self, sources: Mapping[str, list[NameSentence]]) -> list[Example]:
        return [
            example
            for source, sentences in sources.items()
            for example in names_only(hide_our_labels(sentences, self._own), source)
        ]


def english_development(datasets: Path) -> dict[str, list[Example]]:
    """The sets that runs are compared on, by name."""
    nothing: list[str] = []
    return {
        "ewt": _joint(read_treebank(datasets, "ewt", "dev"), read_uner(datasets, "dev"), nothing, "ewt"),
        "gum": _joint(read_treebank(datasets, "gum", "dev"), read_gum(datasets, "dev"), nothing, "gum"),
        "crossner-ai": names_only(read_crossner(datasets, "ai", "dev"), "crossner-ai"),
    }


def names_only(sentences: Iterable[NameSentence], source: str) -> list[Example]:
    """One example per sentence, cut where it is too long."""
    return [
        Example(
            source, tuple(sentence.words[start : start + MOST_WORDS]), tuple(sentence.tags[start : start + MOST_WORDS])
        )
        for sentence in sentences
        for start in range(0, len(sentence.words), MOST_WORDS)
    ]


def _joint(
    trees: Sequence[TreeSentence], named: Iterable[NameSentence], companies: Sequence[str], source: str
) -> list[Example]:
    tags_of = {tuple(sentence.words): sentence.tags for sentence in named}
    choice = random.Random(SEED)
    single = [name for name in companies if " " not in name]
    examples = []
    for run in group_sentences(trees, LONGEST_RUN, SEED):
        pairs = []
        for tree in run:
            tags = tags_of.get(tuple(tree.words), [UNKNOWN] * len(tree.words))
            if single and choice.random() < RENAMED_SHARE:
                tree, tags = _renamed(tree, tags, single, choice)
            pairs.append((tree, tags))
        examples.extend(_cut(pairs, source))
    return examples


def _cut(pairs: Sequence[tuple[TreeSentence, list[str]]], source: str) -> list[Example]:
    runs: list[list[tuple[TreeSentence, list[str]]]] = [[]]
    for pair in pairs:
        length = sum(len(tree.words) for tree, _ in runs[-1])
        if runs[-1] and length + len(pair[0].words) > MOST_WORDS:
            runs.append([])
        runs[-1].append(pair)
    return [
        Example(
            source,
            tuple(word for tree, _ in run for word in tree.words),
            tuple(tag for _, tags in run for tag in tags),
            tuple(tree for tree, _ in run),
        )
        for run in runs
    ]


def _renamed(
    tree: TreeSentence, tags: list[str], single: Sequence[str], choice: random.Random
) -> tuple[TreeSentence, list[str]]:
    words, lemmas, tags = list(tree.words), list(tree.lemmas), list(tags)
    for index in loose_proper_nouns(tree):
        follows = tags[index + 1] if index + 1 < len(tags) else OUTSIDE
        alone = tags[index] == "B-Organization" and not follows.startswith("I-")
        if alone or tags[index] in {OUTSIDE, UNKNOWN}:
            words[index] = lemmas[index] = choice.choice(single)
            tags[index] = tags[index] if alone else UNKNOWN
    return replace(tree, words=words, lemmas=lemmas), tags


def _named(example: Example) -> NameSentence:
    return NameSentence(example.source, list(example.words), [True] * len(example.words), list(example.names))
