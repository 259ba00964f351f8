"""What a parse says of an article, over the text exactly as it came in: words, sentences and names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Token

from kg.language.name_labels import find_label
from kg.language.parse import Block, ParsedArticle
from kg.model import Span


def find_sentences(block: Block) -> Iterator[list[Token]]:
    """The words of each sentence, without white space.

    One character can be read as several ("‼" as "!!"). Where a sentence ends inside of one, it goes on to the next end.
    """
    sentence: list[Token] = []
    for found in block.doc.sents:
        words = [token for token in found if not token.is_space]
        if sentence and words and _share_character(block, sentence[-1], words[0]):
            sentence += words
        elif words:
            if sentence:
                yield sentence
            sentence = words
    if sentence:
        yield sentence


def find_names(block: Block) -> Iterator[tuple[list[Token], str]]:
    """The words of each name with its label, one of ours; those that the pipeline labels otherwise are no names."""
    for ent in block.doc.ents:
        label = find_label(ent.label_)
        words = [token for token in ent if not token.is_space]
        if label and words:
            yield words, label


def place_of(block: Block, token: Token) -> tuple[int, int]:
    """Where a token stands in the block as it came in."""
    return block.normalized.original(token.idx, token.idx + len(token))


def span_of(block: Block, words: list[Token]) -> Span:
    """The stretch of the article from the first word to the last."""
    return block.span(words[0].idx, words[-1].idx + len(words[-1]))


def describe(parsed: ParsedArticle) -> dict[str, Any]:
    """Sentences and names of an article as `kg parse --format jsonl` prints them."""
    sentences = [span_of(block, words).as_dict() for block in parsed.blocks for words in find_sentences(block)]
    for one in sentences:
        del one["text"]
    names = [
        {**span_of(block, words).as_dict(), "type": label}
        for block in parsed.blocks
        for words, label in find_names(block)
    ]
    return {"id": parsed.article.id, "sentences": sentences, "names": names}


def _share_character(block: Block, before: Token, after: Token) -> bool:
    return place_of(block, after)[0] < place_of(block, before)[1]
