"""Parses written by hand, so that the engine is tested without a model.

One token is `text/lemma/POS/dep/head`, with an optional sixth part of features: heads count from 1, 0 is the root.
Japanese words are not set apart by spaces.
"""

from __future__ import annotations

from functools import cache

from spacy.lang.en import EnglishDefaults
from spacy.lang.ja import JapaneseDefaults
from spacy.tokens import Doc as ParsedDoc
from spacy.vocab import Vocab, create_vocab

from kg.language.tokens import Doc, Token


@cache
def _vocab(lang: str) -> Vocab:
    return create_vocab(lang, JapaneseDefaults if lang == "ja" else EnglishDefaults)


def make_doc(lang: str, notation: str) -> Doc:
    """A parsed sentence from its notation."""
    tokens = [one.split("/") for one in notation.split()]
    return Doc(
        ParsedDoc(
            _vocab(lang),
            words=[one[0] for one in tokens],
            spaces=[lang == "en"] * len(tokens),
            lemmas=[one[1] for one in tokens],
            pos=[one[2] for one in tokens],
            deps=["ROOT" if one[4] == "0" else one[3] for one in tokens],
            heads=[index if one[4] == "0" else int(one[4]) - 1 for index, one in enumerate(tokens)],
            morphs=[one[5] if len(one) > 5 else "" for one in tokens],
            sent_starts=[index == 0 for index in range(len(tokens))],
        )
    )


def token_of(doc: Doc, word: str) -> Token:
    """The first token of this text."""
    return next(one for one in doc if one.text == word)
