"""The spaCy component of the English pipeline: one pass of one network annotates everything."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.scorer import Scorer, get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

from kg.language.decode import Floats, name_spans
from kg.language.encoder import Encoder, Scores
from kg.language.lemma_rules import lemma_of
from kg.language.tree import best_tree

# A text without any sentence end is cut at its likeliest ones into stretches of at most this many words.
LONGEST_SENTENCE = 250

# What closes a sentence, and how much surer (in log odds) the network must be of a new one behind anything else. Tuned
# on the dev sets, paragraph by paragraph, for 0 to 3: sentence F rises from 85.9 to 87.6 on EWT, from 94.3 to 95.4 on
# GUM, and falls on EWT beyond 1.5.
_CLOSING = re.compile(r"""[.!?:;)"'”’…\]]$""")
_UNCLOSED = 1.5

# Added to the log-probabilities of organizations, because the sets that label only some names teach that all with a
# capital is one (UNER dev: P 49, R 72). Tuned on the dev sets for -1.5 to 1: F of organizations goes from 58.5 to 59.0
# on UNER, from 51.7 to 55.3 on CrossNER ai, from 55.4 to 54.2 on GUM; beyond, fewer claims are found.
_ORGANIZATION = -0.5

# Penn tag of verbs that are their own lemma, so that no rule has to be guessed for one never seen.
_INFINITIVE = "VB"

# What is written into a text at once, column by column.
_COLUMNS = [TAG, POS, MORPH, LEMMA, DEP, HEAD]

_ASSIGNS = [
    "token.tag", "token.pos", "token.morph", "token.lemma", "token.head", "token.dep", "token.is_sent_start",
    "doc.sents", "doc.ents",
]  # fmt: skip


class Technews:
    """Tags, features, lemmas, tree, sentences and names of English text.

    Args:
        vocab: The vocabulary of the pipeline.

    The weights are read by ``from_disk``.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._folder: Path | None = None
        self._labels: dict[str, list[str]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Annotates a text in place. White space between words gets no annotation but its part of speech."""
        words = [token.i for token in doc if not token.is_space]
        if not words:
            return self._annotate_space(doc)
        forms = [doc[index].text for index in words]
        scores = self._encoder.scores(forms)
        starts = scores["start"][:, self._start] - scores["start"][:, 1 - self._start]
        starts[1:] -= [0 if _CLOSING.search(form) else _UNCLOSED for form in forms[:-1]]
        heads, labels = self._trees(scores, starts)
        self._write(doc, np.array(words), forms, scores, heads, labels)
        logs = scores["names"] + self._name_bias
        doc.set_ents(
            [
                Span(doc, words[start], words[end - 1] + 1, label=label)
                for start, end, label in name_spans(logs, self._labels["names"])
            ]
        )
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int = 0) -> Iterator[Doc]:
        """Annotates texts one by one."""
        return map(self, docs)

    @property
    def labels(self) -> dict[str, list[str]]:
        """The labels of each head."""
        return self._labels

    def score(self, examples: Iterable[Example], **options: object) -> dict[str, Any]:
        """spaCy's usual figures for everything that is annotated, for ``nlp.evaluate``."""
        pairs = list(examples)
        figures: dict[str, Any] = {}
        for attribute in ("tag", "pos", "lemma"):
            figures |= Scorer.score_token_attr(pairs, attribute)
        figures |= Scorer.score_token_attr(pairs, "morph", getter=lambda token, _: token.morph)
        figures |= Scorer.score_deps(pairs, "dep", ignore_labels=("p", "punct"))
        figures |= Scorer.score_spans(pairs, "sents", has_annotation=lambda doc: doc.has_annotation("SENT_START"))
        figures |= get_ner_prf(pairs)
        return figures

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Technews:
        """Reads the weights of a folder."""
        folder = Path(path)
        self._labels = json.loads((folder / "labels.json").read_text("utf-8"))
        self._known_lemmas: dict[str, dict[str, str]] = json.loads((folder / "lemmas.json").read_text("utf-8"))
        self._encoder = Encoder(folder)
        self._folder = folder
        add = self.vocab.strings.add
        for name in ("tag", "dep", "names"):
            for label in self._labels[name]:
                add(label)
        self._pos = np.array([POS_IDS[label] for label in self._labels["pos"]], np.uint64)
        self._tag = np.array([add(label) for label in self._labels["tag"]], np.uint64)
        self._dep = np.array([add(label) for label in self._labels["dep"]], np.uint64)
        self._morph = np.array([self.vocab.morphology.add(label) for label in self._labels["morph"]], np.uint64)
        self._name_bias = np.array(
            [_ORGANIZATION if label.endswith("-Organization") else 0 for label in self._labels["names"]], np.float32
        )
        self._root = self._labels["dep"].index("ROOT")
        self._start = self._labels["start"].index("start")
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the weights to a folder."""
        if self._folder is None:
            raise ValueError("a component without weights cannot be saved; load it with from_disk first")
        if Path(path).resolve() != self._folder.resolve():
            shutil.copytree(self._folder, path, dirs_exist_ok=True)

    def _trees(self, scores: Scores, starts: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        heads = np.empty(len(starts), np.intp)
        is_root = np.zeros(len(heads), bool)
        for start, end in _sentences(starts):
            inside = scores["arc_dependent"][start:end] @ scores["arc_head"][start:end].T
            tree = best_tree(np.concatenate([inside, scores["arc_root"][start:end]], axis=1))
            root = tree == end - start
            is_root[start:end] = root
            heads[start:end] = np.where(root, np.arange(end - start), tree) + start
        labels = self._encoder.label_scores(scores["label_dependent"], scores["label_head"][heads])
        labels[:, self._root] = -np.inf
        return heads, np.where(is_root, self._root, labels.argmax(axis=1))

    def _write(
        self,
        doc: Doc,
        words: NDArray[np.intp],
        forms: list[str],
        scores: Scores,
        heads: NDArray[np.intp],
        labels: NDArray[np.intp],
    ) -> None:
        values = self._space_values(doc)
        pos, tags = scores["pos"].argmax(axis=1), scores["tag"].argmax(axis=1)
        lemmas = self._lemmas(forms, pos, tags, scores["lemma"].argmax(axis=1))
        values[words, 0] = self._tag[tags]
        values[words, 1] = self._pos[pos]
        values[words, 2] = self._morph[scores["morph"].argmax(axis=1)]
        values[words, 3] = [self.vocab.strings.add(lemma) for lemma in lemmas]
        values[words, 4] = self._dep[labels]
        # White space hangs on the word before it, at the beginning on the first one.
        above = np.maximum.accumulate(np.where(np.isin(np.arange(len(doc)), words), np.arange(len(doc)), -1))
        above[above < 0] = words[0]
        above[words] = words[heads]
        values[:, 5] = (above - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        doc.from_array(_COLUMNS, values)  # type: ignore[arg-type]

    def _lemmas(
        self, forms: list[str], pos: NDArray[np.intp], tags: NDArray[np.intp], rules: NDArray[np.intp]
    ) -> list[str]:
        lemmas = []
        for form, word_pos, tag, rule in zip(forms, pos, tags, rules, strict=True):
            known = self._known_lemmas.get(self._labels["pos"][word_pos], {}).get(form.lower())
            if known is None and form.isalpha() and self._labels["tag"][tag] == _INFINITIVE:
                known = form.lower()
            lemmas.append(known or lemma_of(form, self._labels["lemma"][rule]))
        return lemmas

    def _annotate_space(self, doc: Doc) -> Doc:
        if len(doc):
            doc.from_array(_COLUMNS, self._space_values(doc))  # type: ignore[arg-type]
        doc.set_ents([])
        return doc

    def _space_values(self, doc: Doc) -> NDArray[np.uint64]:
        values = np.zeros((len(doc), 6), np.uint64)
        values[:, 0] = self.vocab.strings.add("_SP")
        values[:, 1] = POS_IDS["SPACE"]
        values[:, 2] = self.vocab.morphology.add("")
        values[:, 3] = [token.orth for token in doc]
        values[:, 4] = self.vocab.strings.add("dep")
        return values


def _sentences(starts: Floats) -> Iterator[tuple[int, int]]:
    """Cuts at words that begin a sentence rather than not, and further where a stretch is too long to parse."""
    edges = [0, *(index for index in range(1, len(starts)) if starts[index] > 0), len(starts)]
    for start, end in pairwise(edges):
        while end - start > LONGEST_SENTENCE:
            # In the second half, so that the rest cannot come out in single words.
            half = start + LONGEST_SENTENCE // 2
            cut = half + int(starts[half : start + LONGEST_SENTENCE].argmax())
            yield start, cut
            start = cut
        yield start, end


@Language.factory("kg_technews", assigns=_ASSIGNS)
def create_technews(nlp: Language, name: str) -> Technews:
    """The component without its weights, as spaCy makes it before ``from_disk``."""
    return Technews(nlp.vocab)
