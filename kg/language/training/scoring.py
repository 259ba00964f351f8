"""Figures of a pipeline on the development sets, measured from raw text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example as Pair

from kg.language.training.examples import Example
from kg.language.training.spans import guess_spaces

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
_BASIC = ("Person", "Organization", "Place")
# What each development set was labelled with, as far as it is worth counting.
NAMES_IN = {
    "ewt": _BASIC,
    "gum": (*_BASIC, "Date", "Event"),
    "crossner-ai": (*_BASIC, "Product", "Event"),
}


def score(nlp: Language, sets: dict[str, list[Example]]) -> dict[str, Figures]:
    """Scores a pipeline on development sets.

    Args:
        nlp: Pipeline with syntax and names.
        sets: Examples by set.

    Returns:
        Figures between 0 and 1: of each set's syntax, where it has any, and names.
    """
    figures: dict[str, Figures] = {}
    for name, examples in sets.items():
        gold = [gold_doc(nlp, example) for example in examples]
        read = list(nlp.pipe(doc.text for doc in gold))
        if examples[0].trees:
            figures[f"syntax-{name}"] = _score_syntax(nlp, read, gold)
        figures[f"names-{name}"] = score_names(read, gold, NAMES_IN[name])
    return figures


def gold_doc(nlp: Language, example: Example) -> Doc:
    """An example as spaCy holds it; words whose name is not known carry its missing value."""
    trees = example.trees
    if not trees:
        return Doc(nlp.vocab, list(example.words), guess_spaces(list(example.words)), ents=list(example.names))
    heads: list[int] = []
    for tree in trees:
        offset = len(heads)
        heads.extend(offset + head for head in tree.heads)
    return Doc(
        nlp.vocab,
        words=list(example.words),
        spaces=[space for tree in trees for space in tree.spaces],
        lemmas=[lemma for tree in trees for lemma in tree.lemmas],
        pos=[pos for tree in trees for pos in tree.pos],
        tags=[tag for tree in trees for tag in tree.tags],
        morphs=[morph for tree in trees for morph in tree.morphs],
        deps=[dep for tree in trees for dep in tree.deps],
        heads=heads,  # also tell spaCy where each sentence starts
        ents=list(example.names),
    )


def score_names(read: Sequence[Doc], gold: Sequence[Doc], labels: Collection[str]) -> Figures:
    """Scores names by exact span and label.

    Args:
        read: What a pipeline made of the texts.
        gold: Documents with entities and missing values.
        labels: Labels that count.

    Returns:
        F-score of each label and precision, recall and F-score over all.
    """
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for doc, guess in zip(gold, read, strict=True):
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


def _score_syntax(nlp: Language, read: Sequence[Doc], gold: Sequence[Doc]) -> Figures:
    # spaCy leaves punctuation out of the trees, as the CoNLL 2018 measure does not.
    scores = nlp.evaluate([Pair(doc, answer) for doc, answer in zip(read, gold, strict=True)])
    return {name: round(float(scores[key]), 4) for name, key in _SYNTAX_FIGURES.items()}


def _is_unknown(gold: Doc, start: int, end: int) -> bool:
    span = gold.char_span(start, end, alignment_mode="expand")
    # 0 is spaCy's missing value: the source does not say what these words are.
    return span is not None and all(token.ent_iob == 0 for token in span)


def _f_score(hits: int, found: int, expected: int) -> float:
    return round(2 * hits / max(found + expected, 1), 4)
