"""How well the ends of claims were linked: which of them gold takes for one thing, and which the program does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.evaluate.figures import precision_recall
from kg.evaluate.gold_claims import GoldArticle, fold
from kg.evaluate.matching import ArticleMatch
from kg.model import Mention


def measure_links(matches: Iterable[ArticleMatch]) -> dict[str, float]:
    """Pairwise precision, recall and F1 over all ends of claims of a set of articles.

    A pair of ends is right where both gold and the program take the two for one thing: gold by its key, which is the
    same for a thing throughout a set in one language, the program by its id. Ends that gold does not name are left out.
    """
    ends = [found for match in matches for found in _ends(match)]
    both = _pairs(Counter(ends))
    predicted, wanted = _pairs(Counter(one for _, one in ends)), _pairs(Counter(key for key, _ in ends))
    return precision_recall({"tp": both, "fp": predicted - both, "fn": wanted - both})


def _ends(match: ArticleMatch) -> Iterator[tuple[str, str]]:
    for triple in match.triples:
        for claim in triple.got:
            for mention in (claim.subject, claim.object, claim.attribution):
                key = _key_of(mention, match.gold) if mention is not None and mention.entity_id else None
                if key is not None and mention is not None:
                    yield f"{match.gold.article.lang} {key}", mention.entity_id


def _key_of(mention: Mention, gold: GoldArticle) -> str | None:
    """The one gold entity that the mention's words name, or else its names."""
    for names in ({fold(mention.span.text)}, set(map(fold, mention.names))):
        keys = [key for key, surfaces in gold.surfaces.items() if names & surfaces]
        if keys:
            return keys[0] if len(keys) == 1 else None
    return None


def _pairs(counts: Counter[tuple[str, str]] | Counter[str]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())
