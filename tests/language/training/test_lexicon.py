"""The lemmas that are known by heart."""

from kg.language.training.examples import Example
from kg.language.training.lexicon import collect_lemmas
from kg.language.training.treebank import TreeSentence


def example(*words: tuple[str, str, str]) -> Example:
    tree = TreeSentence("1", "d")
    for form, lemma, pos in words:
        tree.words.append(form)
        tree.lemmas.append(lemma)
        tree.pos.append(pos)
    return Example("x", tuple(tree.words), tuple("O" for _ in words), (tree,))


def test_words_seen_twice_with_one_lemma() -> None:
    bought, saw, tool = ("Bought", "buy", "VERB"), ("saw", "see", "VERB"), ("saw", "saw", "VERB")
    once, name = ("led", "lead", "VERB"), ("Apple", "Apple", "PROPN")
    examples = [example(bought, saw, once, name), example(bought, tool, name)]
    assert collect_lemmas(examples) == {"VERB": {"bought": "buy"}}
