"""Which predicted claims are which gold claims; every figure and every error is told from these matches.

A predicted claim matches a gold claim when relation, subject and object agree; an entity agrees when the mention's text
or any of its names equals the gold key or one of its surfaces, case, width and punctuation folded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.evaluate.gold_claims import GoldArticle, GoldClaim, Triple, fold, make_triple, turn
from kg.model import Claim, Mention, QualifierValue, Status
from kg.schema import Schema

#: A number agrees within this share of the gold value.
_NUMBER_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class TripleMatch:
    """One triple of one article, with what gold and what the program says of it; one of the two may be nothing.

    Attributes:
        triple: The triple.
        wanted: The gold claims; there are several where the text is sure of it to several degrees.
        got: The predicted claims.
    """

    triple: Triple
    wanted: tuple[GoldClaim, ...]
    got: tuple[Claim, ...]

    @property
    def outcome(self) -> str:
        """Right (tp), false (fp) or missed (fn)."""
        return "tp" if self.wanted and self.got else "fn" if self.wanted else "fp"

    @property
    def gold_statuses(self) -> set[Status]:
        """How sure the text is of it."""
        return {one.status for one in self.wanted}


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """One gold article with its triples: those of gold first, each in the order of its source."""

    gold: GoldArticle
    triples: tuple[TripleMatch, ...]


def match_claims(
    gold: Iterable[GoldArticle], predicted: Mapping[str, Iterable[Claim]], schema: Schema
) -> list[ArticleMatch]:
    """Match claims (by article id) with those of gold."""
    return [_match_article(one, predicted.get(one.article.id, ()), schema) for one in gold]


def _match_article(gold: GoldArticle, predicted: Iterable[Claim], schema: Schema) -> ArticleMatch:
    wanted: dict[Triple, list[GoldClaim]] = {}
    for claim in gold.claims:
        wanted.setdefault(claim.triple, []).append(claim)
    got: dict[Triple, list[Claim]] = {}
    for one in predicted:
        readings = _readings(one, gold.surfaces, schema)
        got.setdefault(next((triple for triple in readings if triple in wanted), readings[0]), []).append(one)
    triples = dict.fromkeys((*wanted, *got))
    return ArticleMatch(
        gold, tuple(TripleMatch(one, tuple(wanted.get(one, ())), tuple(got.get(one, ()))) for one in triples)
    )


def _readings(claim: Claim, surfaces: Mapping[str, frozenset[str]], schema: Schema) -> list[Triple]:
    """The triples that a claim can be: a name may be that of several gold entities."""
    relation, subject, object_ = turn(claim.relation, claim.subject, claim.object, schema)
    return [
        make_triple(relation, s, o, schema) for s in _keys_of(subject, surfaces) for o in _keys_of(object_, surfaces)
    ]


def _keys_of(mention: Mention | None, surfaces: Mapping[str, frozenset[str]]) -> list[str | None]:
    """The gold entities that a mention can name, or a key of its own where gold has none."""
    if mention is None:
        return [None]
    names = {fold(name) for name in (mention.span.text, mention.name, *mention.names) if name}
    return [key for key, known in surfaces.items() if names & known] or ["?" + min(names, default="")]


def same_value(gold: QualifierValue, predicted: QualifierValue | None) -> bool:
    """Whether a qualifier is right: numbers nearly, dates as far as gold is precise, texts when folded."""
    if predicted is None:
        return False
    if isinstance(gold, int | float):
        try:
            return abs(float(predicted) - gold) <= _NUMBER_TOLERANCE * max(abs(gold), 1e-9)
        except ValueError:
            return False
    wanted, given = fold(str(gold)), fold(str(predicted))
    return wanted == given or (wanted[:4].isdigit() and given.startswith(wanted))
