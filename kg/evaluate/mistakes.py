"""What goes wrong, by kind: claims that were missed or are false, and what is wrong with the right ones.

A kind says where to look: ends that no sentence names together need coreference, not another trigger; a pair that is
right but the wrong way round needs another frame.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.evaluate.gold_claims import GoldArticle, GoldClaim, Triple
from kg.evaluate.matching import ArticleMatch, TripleMatch, same_value
from kg.model import Claim
from kg.schema import Schema

#: What can go wrong with a claim as a whole, in the order in which it is told: group, kind, and in words.
KINDS = {
    "missed": {
        "ends_apart": "its sentence does not name every end",
        "other_relation": "both ends named, read as another relation",
        "other_ends": "both ends named, the relation read between others",
        "nothing_read": "both ends named, nothing read",
    },
    "false": {
        "other_relation": "gold has another relation for this pair",
        "wrong_direction": "the right pair, the wrong way round",
        "wrong_end": "one end right, the other wrong",
        "not_in_gold": "nothing like it in gold",
    },
}
#: What a claim without a stage or a qualifier has.
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong.

    Attributes:
        group: "missed", "false", "status", "stage" or "qualifier".
        kind: One of `KINDS`; for a status or a stage, gold → got; for a qualifier, its name and what is wrong with it.
        article: The id of the article.
        claim: The triple for reading: that of gold, or for a false claim what was read.
        detail: What is there instead, where something is, and where it was read, if elsewhere.
        sentence: The sentence of gold, or for a false claim the sentence it was read from.
    """

    group: str
    kind: str
    article: str
    claim: str
    detail: str
    sentence: str

    def as_dict(self) -> dict[str, str]:
        """The mistake as an example."""
        return {"article": self.article, "claim": self.claim, "detail": self.detail, "sentence": self.sentence}


@dataclass(frozen=True, slots=True)
class Mistakes:
    """All mistakes of an evaluation.

    Attributes:
        all: In the order of the articles.
        statuses: On right triples, how often each gold status was read as which: (gold, got).
        stages: The same for stages, where gold or the claim has one.
        qualifiers: By name of qualifier: how many of gold are right, wrong and missing, and how many gold has not.
    """

    all: tuple[Mistake, ...]
    statuses: Counter[tuple[str, str]]
    stages: Counter[tuple[str, str]]
    qualifiers: dict[str, Counter[str]]

    def of_kind(self, group: str) -> dict[str, list[Mistake]]:
        """The mistakes of a group by kind: the kinds of `KINDS` in their order, others by their number."""
        found: dict[str, list[Mistake]] = {kind: [] for kind in KINDS.get(group, ())}
        for one in self.all:
            if one.group == group:
                found.setdefault(one.kind, []).append(one)
        if group in KINDS:
            return found
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))

    def as_dict(self, examples: int) -> dict[str, Any]:
        """Counts and so many examples of each kind, as JSON can hold them."""
        groups = {
            group: {
                kind: {"count": len(found), "examples": [one.as_dict() for one in found[:examples]]}
                for kind, found in self.of_kind(group).items()
            }
            for group in (*KINDS, "status", "stage", "qualifier")
        }
        return {
            **groups,
            "status_confusion": nest_counts(self.statuses),
            "stage_confusion": nest_counts(self.stages),
            "qualifiers": {name: dict(counts) for name, counts in sorted(self.qualifiers.items())},
        }


def nest_counts(pairs: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Counts of pairs by the first, then by the second."""
    nested: dict[str, dict[str, int]] = {}
    for (gold, got), count in sorted(pairs.items()):
        nested.setdefault(gold, {})[got] = count
    return nested


def find_mistakes(matches: Iterable[ArticleMatch], schema: Schema) -> Mistakes:
    """Every mistake, with its kind."""
    found: list[Mistake] = []
    statuses: Counter[tuple[str, str]] = Counter()
    stages: Counter[tuple[str, str]] = Counter()
    qualifiers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in matches:
        for match in article.triples:
            if match.outcome == "fn":
                found.append(_missed(match, article))
            elif match.outcome == "fp":
                found.append(_false(match, article, schema))
            else:
                found += _compare_values("status", _status_pairs(match), article, statuses)
                found += _compare_values("stage", _stage_pairs(match), article, stages)
                found += _compare_qualifiers(match, article, qualifiers)
    return Mistakes(tuple(found), statuses, stages, dict(qualifiers))


# ---- claims that were missed


def _missed(match: TripleMatch, article: ArticleMatch) -> Mistake:
    sentences = [one.sentence for one in match.wanted]
    others = [one for one in article.triples if one.outcome == "fp" and _is_read_from(one, sentences)]
    relation, subject, object_ = match.triple
    pair = {subject, object_}
    if not _names_together(match.triple, sentences, article.gold):
        kind, instead = "ends_apart", []
    elif object_ is not None and (instead := [one for one in others if set(one.triple[1:]) == pair]):
        kind = "other_relation"
    elif instead := [one for one in others if one.triple[0] == relation]:
        kind = "other_ends"
    else:
        kind = "nothing_read"
    detail = f"read: {_describe(instead[0].got[0])}" if instead else ""
    return Mistake("missed", kind, article.gold.article.id, _describe_triple(match.triple), detail, sentences[0])


def _is_read_from(match: TripleMatch, sentences: Iterable[str]) -> bool:
    """Whether a claim was read from one of these sentences: gold and pipeline may cut a text differently."""
    read = [claim.sentence.text for claim in match.got]
    return any(one and (one in text or text in one) for text in read for one in sentences)


def _names_together(triple: Triple, sentences: Iterable[str], gold: GoldArticle) -> bool:
    """Whether a sentence has a name (or a description that gold lists) of each end.

    Where gold gives no sentence, every line of the text is tried.
    """
    ends = [end for end in triple[1:] if end is not None]
    texts = [one for one in sentences if one] or [gold.article.title, *gold.article.text.split("\n")]
    return any(all(_is_named(gold.names.get(end, (end,)), text) for end in ends) for text in texts)


def _is_named(names: Iterable[str], text: str) -> bool:
    # Latin letters around a name make another name of it ("Arm" in "Armada"); Japanese is written without spaces.
    return any(re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text) for name in names)


# ---- claims that are false


def _false(match: TripleMatch, article: ArticleMatch, schema: Schema) -> Mistake:
    relation, subject, object_ = match.triple
    wanted = [one.triple for one in article.triples if one.wanted]
    same_pair = [one for one in wanted if object_ is not None and {*one[1:]} == {subject, object_}]
    if instead := [one for one in same_pair if one == (relation, object_, subject)]:
        kind = "wrong_direction"
    elif instead := same_pair:
        kind = "other_relation"
    elif instead := [one for one in wanted if _has_one_end_right(match.triple, one, schema)]:
        kind = "wrong_end"
    else:
        kind = "not_in_gold"
    claim = _surest(match.got)
    detail = f"gold: {_describe_triple(instead[0])}" if instead else ""
    return Mistake("false", kind, article.gold.article.id, _describe(claim), detail, claim.sentence.text)


def _has_one_end_right(triple: Triple, gold: Triple, schema: Schema) -> bool:
    """Whether the relation and one end are those of gold; which end is which tells a symmetric relation nothing."""
    if triple[0] != gold[0]:
        return False
    if schema.relations[triple[0]].symmetric:
        return bool({*triple[1:]} & {*gold[1:]})
    return any(ours is not None and ours == theirs for ours, theirs in zip(triple[1:], gold[1:], strict=True))


# ---- what is wrong with right claims

#: What gold says, what was read, the gold claim (or the first, where it says nothing) and the claim that was read.
Pair = tuple[str, str, GoldClaim, Claim]


def _compare_values(
    group: str, pairs: Iterable[Pair], article: ArticleMatch, counts: Counter[tuple[str, str]]
) -> Iterator[Mistake]:
    for wanted, got, gold, claim in pairs:
        counts[wanted, got] += 1
        if wanted != got:
            yield _wrong_part(group, f"{wanted} → {got}", "", gold, claim, article)


def _wrong_part(group: str, kind: str, detail: str, gold: GoldClaim, claim: Claim, article: ArticleMatch) -> Mistake:
    # Where they are the same there is nothing more to see; else the cause is in the sentence that was read.
    elsewhere = "" if claim.sentence.text in gold.sentence else f"read in: {claim.sentence.text}"
    details = "; ".join(filter(None, (detail, elsewhere)))
    return Mistake(group, kind, article.gold.article.id, _describe_triple(gold.triple), details, gold.sentence)


def _surest(claims: Iterable[Claim]) -> Claim:
    return max(claims, key=lambda one: one.confidence)


def _status_pairs(match: TripleMatch) -> Iterator[Pair]:
    """Each gold status with itself, or else with the surest claim whose status is none of gold's."""
    by_status = {one.status: one for one in match.got}
    wrong = _surest([one for one in match.got if one.status not in match.gold_statuses] or match.got)
    for status, gold in {one.status: one for one in match.wanted}.items():
        claim = by_status.get(status, wrong)
        yield str(status), str(claim.status), gold, claim


def _stage_pairs(match: TripleMatch) -> Iterator[Pair]:
    """Each gold stage with itself, or else with the surest claim's; a claim's where gold has none is told, too."""
    by_stage = {one.stage: one for one in match.got}
    surest = _surest(match.got)
    for gold in match.wanted:
        if gold.stage:
            claim = by_stage.get(gold.stage, surest)
            yield str(gold.stage), str(claim.stage or NOTHING), gold, claim
    if surest.stage and not any(one.stage for one in match.wanted):
        yield NOTHING, str(surest.stage), match.wanted[0], surest


def _compare_qualifiers(
    match: TripleMatch, article: ArticleMatch, counts: defaultdict[str, Counter[str]]
) -> Iterator[Mistake]:
    for gold in match.wanted:
        for name, value in gold.qualifiers.items():
            given = [one for one in match.got if name in one.qualifiers]
            right = any(same_value(value, one.qualifiers[name]) for one in given)
            kind = "right" if right else "wrong" if given else "missing"
            counts[name][kind] += 1
            if not right:
                claim = _surest(given or match.got)
                detail = f"gold {value}" + (f", read {claim.qualifiers[name]}" if given else "")
                yield _wrong_part("qualifier", f"{name} {kind}", detail, gold, claim, article)
    named = {name for one in match.wanted for name in one.qualifiers}
    extra = {name: one for one in match.got for name in one.qualifiers if name not in named}
    for name, claim in extra.items():
        counts[name]["extra"] += 1
        detail = f"read {claim.qualifiers[name]}"
        yield _wrong_part("qualifier", f"{name} extra", detail, match.wanted[0], claim, article)


# ---- for reading


def _describe(claim: Claim) -> str:
    return _describe_triple((claim.relation, claim.subject.name, claim.object.name if claim.object else None))


def _describe_triple(triple: Triple) -> str:
    relation, *ends = triple
    return f"{relation}({', '.join(end for end in ends if end is not None)})"
