"""The scorer of trees: hand-computed cases in both languages, and what is aligned with what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluate.trees import score_trees
from kg.text.conllu import Sentence, Token, Word


def make_sentence(*rows: str) -> Sentence:
    """A sentence from rows "form lemma upos xpos feats head deprel"."""
    words = []
    for row in rows:
        form, lemma, upos, xpos, feats, head, deprel = row.split(" ")
        words.append(Word(form, lemma, upos, xpos, feats, int(head), deprel))
    return Sentence(tuple(Token(word.form, (word,)) for word in words))


def make_tokens(text: str) -> list[Sentence]:
    """A sentence of tokens with a space between them; "don't=do+n't" is one token of two words."""
    tokens: list[Token] = []
    number = 0
    for token in text.split():
        form, _, forms = token.partition("=")
        words = tuple(Word(one, head=number + place) for place, one in enumerate((forms or form).split("+")))
        tokens.append(Token(form, words))
        number += len(words)
    return [Sentence(tuple(tokens))]


def f1_of(gold: list[Sentence], parsed: list[Sentence]) -> dict[str, float]:
    return {name: one["f1"] for name, one in score_trees(gold, parsed).items()}


EN_GOLD = [
    make_sentence(
        "Google Google PROPN NNP Number=Sing 3 nsubj:pass",
        "was be AUX VBD Tense=Past|Typo=Yes 3 aux:pass",
        "founded _ VERB VBN Tense=Past 0 root",
    ),
    make_sentence("Right right ADV RB _ 0 root"),
]
#: One wrong of each: XPOS, lemma, feature, head; a subtype; a feature that is not universal, which does not count.
EN_PARSED = [
    make_sentence(
        "Google google PROPN NN Number=Plur 3 nsubj",
        "was be AUX VBD Tense=Past 1 aux:pass",
        "founded found VERB VBN Tense=Past 0 root",
        "Right right NOUN RB _ 3 advmod",
    )
]
EN_FIGURES = {
    "tokens": (4, 4, 4), "sentences": (0, 2, 1), "words": (4, 4, 4), "UPOS": (3, 4, 4), "XPOS": (3, 4, 4),
    "UFeats": (3, 4, 4), "lemmas": (3, 4, 4), "UAS": (2, 4, 4), "LAS": (2, 4, 4), "LAS+subtypes": (1, 4, 4),
}  # fmt: skip
JA_GOLD = [
    make_sentence(
        "トヨタ トヨタ PROPN 名詞 _ 3 compound",
        "自動 自動 NOUN 名詞 _ 3 compound",
        "車 車 NOUN 接尾辞 _ 5 nsubj",
        "は は ADP 助詞 _ 3 case",
        "売っ 売る VERB 動詞 _ 0 root",
        "た た AUX 助動詞 _ 5 aux",
    )
]
#: "自動車" is one word to the parser, and the head of the case with it; the tense hangs on the wrong word.
JA_PARSED = [
    make_sentence(
        "トヨタ トヨタ PROPN 名詞 _ 4 nsubj",
        "自動車 自動車 NOUN 名詞 _ 4 nsubj",
        "は は ADP 助詞 _ 2 case",
        "売っ 売る VERB 動詞 _ 0 root",
        "た だ AUX 助動詞 _ 3 aux",
    )
]
JA_FIGURES = {
    "tokens": (4, 6, 5), "sentences": (1, 1, 1), "words": (4, 6, 5), "UPOS": (4, 6, 5), "XPOS": (4, 6, 5),
    "UFeats": (4, 6, 5), "lemmas": (3, 6, 5), "UAS": (1, 6, 5), "LAS": (1, 6, 5), "LAS+subtypes": (1, 6, 5),
}  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "parsed", "figures"), [(EN_GOLD, EN_PARSED, EN_FIGURES), (JA_GOLD, JA_PARSED, JA_FIGURES)]
)
def test_by_hand(gold: list[Sentence], parsed: list[Sentence], figures: dict[str, tuple[int, int, int]]) -> None:
    found = score_trees(gold, parsed)
    assert list(found) == list(figures)
    for name, (right, wanted, given_) in figures.items():
        assert (found[name]["tp"], found[name]["tp"] + found[name]["fn"]) == (right, wanted), name
        assert found[name]["tp"] + found[name]["fp"] == given_, name
        assert found[name]["p"] == pytest.approx(right / given_, abs=1e-4)
        assert found[name]["r"] == pytest.approx(right / wanted, abs=1e-4)


def test_itself() -> None:
    for gold in (EN_GOLD, JA_GOLD, EN_PARSED, JA_PARSED):
        assert set(f1_of(gold, gold).values()) == {1.0}


@pytest.mark.parametrize(
    ("gold", "parsed", "tokens", "words"),
    [
        ("don't=do+n't", "do n't", 0, 2),
        ("du=de+le", "du=de+les", 1, 1),
        ("Du=De+le", "Du=de+le", 1, 2),
        ("ab=a+b", "ab", 1, 0),
        ("ab=a+b c", "a bc=b+c", 0, 3),
        ("x ab=a+b y", "x ab=a+c y", 3, 3),
    ],
)
def test_tokens_of_several_words(gold: str, parsed: str, tokens: int, words: int) -> None:
    found = score_trees(make_tokens(gold), make_tokens(parsed))
    assert (found["tokens"]["tp"], found["words"]["tp"]) == (tokens, words)


def test_what_the_parser_does_not_see_is_no_text() -> None:
    scores = score_trees(make_tokens("Copilot™ ® \u200bx"), make_tokens("Copilot x"))
    assert scores["words"]["tp"] == 2


def test_another_text_is_refused() -> None:
    with pytest.raises(InputError, match="do not spell"):
        score_trees(EN_GOLD, JA_GOLD)


CUTS = st.lists(st.integers(1, 4), min_size=1, max_size=12)


def _cut(text: str, sizes: list[int]) -> list[Sentence]:
    words: list[str] = []
    while text:
        size = sizes[len(words) % len(sizes)]
        words.append(text[:size])
        text = text[size:]
    return make_tokens(" ".join(words))


@given(st.text("abc", min_size=1, max_size=20), CUTS, CUTS)
def test_order_changes_precision_and_recall_only(text: str, one: list[int], other: list[int]) -> None:
    there, back = score_trees(_cut(text, one), _cut(text, other)), score_trees(_cut(text, other), _cut(text, one))
    for name, figures in there.items():
        assert (figures["p"], figures["r"], figures["f1"]) == (back[name]["r"], back[name]["p"], back[name]["f1"])
        assert 0 <= figures["f1"] <= 1
    assert there["UAS"]["f1"] <= there["words"]["f1"] <= there["tokens"]["f1"]
