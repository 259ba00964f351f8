"""The plain parse answers as spaCy's does."""

from __future__ import annotations

import pytest
from spacy.tokens import Token as ParsedToken

from kg.language.pipelines import load_pipeline
from kg.language.tokens import Doc, Token

TEXTS = {
    "en": "Acme, whose chief executive left, agreed to buy Beta for $2 billion. It's done (see below) -  finally.",
    "ja": "同社は、田中氏が創業したアクメを買収すると発表した。実現すれば、最大の案件になる。",
}


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_every_token_is_as_spacy_has_it(lang: str) -> None:
    source = load_pipeline(lang)(TEXTS[lang])
    doc = Doc(source)

    def told(one: Token | ParsedToken) -> tuple[object, ...]:
        words = one.text, one.lower_, one.lemma_, one.pos_, one.tag_, one.dep_
        flags = one.is_space, one.is_alpha, one.is_punct, one.morph.get("VerbForm", [])
        around = (
            list(one.children),
            list(one.lefts),
            list(one.ancestors),
            list(one.subtree),
            [one.head, one.left_edge],
        )
        places = [[other.i for other in tokens] for tokens in around]
        sentence = one.sent.start, one.sent.end, one.sent.start_char, one.sent.end_char, one.sent.text, one.sent.root.i
        return one.i, one.idx, len(one), words, flags, places, sentence

    assert [told(one) for one in doc] == [told(one) for one in source]
    assert [one.text for one in doc.sents] == [one.text for one in source.sents]
    assert all(one.is_joined == (not source[one.i].whitespace_) for one in list(doc)[:-1])
