"""The lemmas of common words, which are known by heart rather than guessed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.language.training.examples import Example

# A word counts as known from its second time on, if nearly all agree. Not tuned.
SEEN, AGREEMENT = 2, 0.9


def collect_lemmas(examples: Iterable[Example]) -> dict[str, dict[str, str]]:
    """Lemmas by part of speech and lower-case form.

    Args:
        examples: What the network learns from; those without trees say nothing.

    Returns:
        The words that the treebanks have more than once with one lemma. Proper nouns, numbers and signs are not among
        them: theirs are their own forms.
    """
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for tree in (tree for example in examples for tree in example.trees):
        for form, lemma, pos in zip(tree.words, tree.lemmas, tree.pos, strict=True):
            if form.isalpha() and pos not in {"PROPN", "NUM", "SYM", "X"}:
                seen[pos, form.lower()][lemma] += 1
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for (pos, form), lemmas in sorted(seen.items()):
        lemma, count = lemmas.most_common(1)[0]
        if count >= SEEN and count >= AGREEMENT * lemmas.total():
            table[pos][form] = lemma
    return dict(table)
