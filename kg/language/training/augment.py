"""Cheap variations of the training text that news pages show and treebanks lack."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.augment import make_whitespace_variant
from spacy.training.iob_utils import _doc_to_biluo_tags_with_partial
from spacy.util import registry

Augmenter = Callable[[Language, Example], Iterator[Example]]
Rewrite = Callable[[list[str]], list[str]]

# Headline style keeps these small unless they come first.
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "onto",
        "over",
        "per",
        "to",
        "via",
        "vs",
        "with",
    ]
)
_APOSTROPHES = str.maketrans("'", "\N{RIGHT SINGLE QUOTATION MARK}")
_LEFT_QUOTE, _RIGHT_QUOTE = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"


def create_news_variants(
    lower_level: float, title_level: float, curly_level: float, paragraph_level: float
) -> Augmenter:
    """Creates the augmenter that the training configurations name.

    Args:
        lower_level: Share of documents put in lower case.
        title_level: Share of documents put in Title Case, as headlines are.
        curly_level: Share of documents given typographic quotes.
        paragraph_level: Share of documents given a blank line between sentences.

    Returns:
        A callback for ``spacy.Corpus.v1``.
    """

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        draw = random.random()
        if draw < lower_level:
            example = _rewrite(nlp, example, lambda words: [word.lower() for word in words])
        elif draw < lower_level + title_level:
            example = _rewrite(nlp, example, to_title_case)
        if random.random() < curly_level:
            example = _rewrite(nlp, example, to_curly_quotes)
        if random.random() < paragraph_level:
            starts = _inner_sentence_starts(example.reference)
            if starts:
                example = make_whitespace_variant(nlp, example, "\n\n", random.choice(starts))
        yield example

    return augment


def to_title_case(words: list[str]) -> list[str]:
    """Writes words the way headlines do.

    Args:
        words: Word forms.

    Returns:
        Forms of the same lengths.
    """
    return [
        word if index and word.lower() in _SMALL_WORDS else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    ]


def to_curly_quotes(words: list[str]) -> list[str]:
    """Replaces straight quotes by typographic ones.

    Args:
        words: Word forms.

    Returns:
        Forms of the same lengths.
    """
    result: list[str] = []
    is_open = False
    for word in words:
        if word == '"':
            result.append(_RIGHT_QUOTE if is_open else _LEFT_QUOTE)
            is_open = not is_open
        else:
            result.append(word.translate(_APOSTROPHES))
    return result


def _rewrite(nlp: Language, example: Example, rewrite: Rewrite) -> Example:
    annotations = example.to_dict()
    # Example.to_dict loses the difference between "no entity" and "unknown".
    annotations["doc_annotation"]["entities"] = _doc_to_biluo_tags_with_partial(example.reference)
    tokens = annotations["token_annotation"]
    tokens["ORTH"] = rewrite([token.text for token in example.reference])
    text = "".join(word + (" " if space else "") for word, space in zip(tokens["ORTH"], tokens["SPACY"], strict=True))
    return Example.from_dict(nlp.make_doc(text), annotations)


def _inner_sentence_starts(doc: Doc) -> list[int]:
    return [token.i for token in doc if token.i > 0 and token.is_sent_start]


registry.augmenters.register("kg.news_variants.v1", func=create_news_variants)
