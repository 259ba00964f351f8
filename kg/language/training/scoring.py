"""Figures of a pipeline on the development sets, measured from raw text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

Figures = dict[str, float]

_SYNTAX_FIGURES = {
    "uas": "dep_uas",
    "las": "dep_las",
    "upos": "pos_acc",
    "xpos": "tag_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "sentence_f": "sents_f",
}
# What each development set was labelled with, as far as it is worth counting.
_BASIC = ("Person", "Organization", "Place")
_NAME_SETS: dict[str, tuple[str, ...]] = {
    "uner": _BASIC,
    "gum": (*_BASIC, "Date", "Event"),
    "crossner-ai": (*_BASIC, "Product", "Event"),
}


def score(nlp: Language, corpora: Path) -> dict[str, Figures]:
    """Scores a pipeline on all development sets.

    Args:
        nlp: Pipeline with syntax and names.
        corpora: Folder that ``corpus`` has written to.

    Returns:
        Figures between 0 and 1 of each development set.
    """
    figures: dict[str, Figures] = {}
    for name in ("ewt", "gum"):
        docs = _read(nlp, corpora / f"syntax-dev-{name}.spacy")
        figures[f"syntax-{name}"] = score_syntax(nlp, docs)
    for name, labels in _NAME_SETS.items():
        docs = _read(nlp, corpora / f"names-dev-{name}.spacy")
        figures[f"names-{name}"] = score_names(nlp, docs, labels)
    return figures


def score_syntax(nlp: Language, gold: list[Doc]) -> Figures:
    """Scores tags, lemmas, trees and sentence boundaries.

    Args:
        nlp: The pipeline.
        gold: Annotated documents.

    Returns:
        Accuracies, and the F-score of sentences; trees without punctuation.
    """
    with nlp.select_pipes(disable=["ner"]):
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    return {name: round(float(scores[key]), 4) for name, key in _SYNTAX_FIGURES.items()}


def score_names(nlp: Language, gold: list[Doc], labels: Collection[str]) -> Figures:
    """Scores names by exact span and label.

    Args:
        nlp: The pipeline.
        gold: Documents with entities and missing values.
        labels: Labels that count.

    Returns:
        F-score of each label and precision, recall and F-score over all.
    """
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for doc, guess in zip(gold, nlp.pipe(doc.text for doc in gold), strict=True):
        answers = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        guesses = {
            (ent.start_char, ent.end_char, ent.label_)
            for ent in guess.ents
            if not _is_unknown(doc, ent.start_char, ent.end_char)
        }
        expected.update(label for *_, label in answers if label in labels)
        found.update(label for *_, label in guesses if label in labels)
        hits.update(label for *_, label in answers & guesses if label in labels)
    figures = {label: _f_score(hits[label], found[label], expected[label]) for label in labels}
    figures["precision"] = round(hits.total() / max(found.total(), 1), 4)
    figures["recall"] = round(hits.total() / max(expected.total(), 1), 4)
    figures["f"] = _f_score(hits.total(), found.total(), expected.total())
    return figures


def _read(nlp: Language, path: Path) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def _is_unknown(gold: Doc, start: int, end: int) -> bool:
    span = gold.char_span(start, end, alignment_mode="expand")
    # 0 is spaCy's missing value: the source does not say what these words are.
    return span is not None and all(token.ent_iob == 0 for token in span)


def _f_score(hits: int, found: int, expected: int) -> float:
    return round(2 * hits / max(found + expected, 1), 4)
