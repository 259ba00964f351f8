"""How good extraction is, measured against gold claims (one article a line, see docs/evaluation.md).

A predicted claim matches a gold claim when relation, subject and object agree; an entity agrees when the mention's text
or any of its names equals the gold key or one of its surfaces, case, width and punctuation folded.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import UnreadableFile
from kg.evaluate.figures import precision_recall
from kg.model import Article, Claim, Mention, QualifierValue, Status
from kg.pipeline import Settings, extract_articles
from kg.schema import Schema, load_schema

Triple = tuple[str, str | None, str | None]

_IGNORED = re.compile(r"[\s\-‐-―—・·.,'’\"“”「」『』()]+")
#: A number agrees within this share of the gold value.
_NUMBER_TOLERANCE = 0.01


@dataclass(slots=True)
class GoldArticle:
    """One gold article: what it names and what it claims."""

    article: Article
    surfaces: dict[str, set[str]]
    claims: list[tuple[Triple, dict[str, Any]]]


@dataclass(slots=True)
class Scores:
    """Figures of one evaluation; see `as_dict` for the names."""

    articles: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    relations: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def _rate(self, part: str, whole: str) -> float | None:
        return round(self.counts[part] / self.counts[whole], 4) if self.counts[whole] else None

    def as_dict(self) -> dict[str, Any]:
        """All figures, as JSON can hold them."""
        return {
            "articles": self.articles,
            "triples": precision_recall(self.counts),
            "status_accuracy": self._rate("status_right", "status_total"),
            "stage_recall": self._rate("stage_right", "stage_total"),
            "qualifier_recall": self._rate("qualifier_right", "qualifier_total"),
            "false_assertion_rate": self._rate("false_asserted", "asserted"),
            "relations": {name: precision_recall(one) for name, one in sorted(self.relations.items())},
        }


def fold(name: str) -> str:
    """The form in which names are compared here; a leading article does not count."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return _IGNORED.sub("", re.sub(r"^(the|a|an)\s+", "", text))


def _canonical(relation: str, subject: Any, object_: Any, schema: Schema) -> tuple[str, Any, Any]:
    """`dismisses(o, p)` and `leaves(p, o)` are one event; a unary relation has no object."""
    if relation == "dismisses":
        return "leaves", object_, subject
    if relation in schema.relations and schema.relations[relation].unary:
        return relation, subject, None
    return relation, subject, object_


def _triple(relation: str, subject: str | None, object_: str | None, schema: Schema) -> Triple:
    if schema.relations[relation].symmetric and subject is not None and object_ is not None:
        subject, object_ = sorted((subject, object_))
    return relation, subject, object_


def read_gold(path: Path, schema: Schema) -> list[GoldArticle]:
    """Gold articles of a JSON Lines file.

    Raises:
        UnreadableFile: It cannot be read or is not gold.
    """
    try:
        # Not splitlines: a string of JSON may hold separators that Python counts as ends of lines.
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"not a gold file: {error}", about=str(path)) from error
    return [_gold_line(line, f"{path}:{number}", schema) for number, line in enumerate(lines, 1) if line.strip()]


def _gold_line(line: str, where: str, schema: Schema) -> GoldArticle:
    try:
        return _gold_article(json.loads(line), schema)
    except UnreadableFile as error:
        raise UnreadableFile(f"not a gold file: {error.message}", about=where) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile(f"not a gold file: {error!r}", about=where) from error


def _check_names(claim: Mapping[str, Any], schema: Schema) -> None:
    stage = claim.get("stage")
    if claim["relation"] not in schema.relations:
        raise UnreadableFile(f"no relation {claim['relation']!r} in the schema")
    if claim["status"] not in schema.statuses:
        raise UnreadableFile(f"no status {claim['status']!r}; there are {', '.join(schema.statuses)}")
    if stage and stage not in schema.stages:
        raise UnreadableFile(f"no stage {stage!r}; there are {', '.join(schema.stages)}")


def _gold_article(raw: dict[str, Any], schema: Schema) -> GoldArticle:
    article = Article(
        id=raw["id"], text=raw["text"], title=raw.get("title", ""), published=raw.get("published", ""), lang=raw["lang"]
    )
    surfaces = {key: {fold(key), *map(fold, entity["surfaces"])} for key, entity in raw["entities"].items()}
    for one in raw["claims"]:
        _check_names(one, schema)
    claims = [
        (_triple(*_canonical(one["relation"], one["subject"], one["object"], schema), schema), one)
        for one in raw["claims"]
    ]
    return GoldArticle(article, surfaces, claims)


def _keys_of(mention: Mention | None, surfaces: Mapping[str, set[str]]) -> list[str | None]:
    """The gold entities that a mention can name, or a key of its own where gold has none."""
    if mention is None:
        return [None]
    names = {fold(name) for name in (mention.span.text, mention.name, *mention.names) if name}
    return [key for key, known in surfaces.items() if names & known] or ["?" + min(names, default="")]


def _match(claims: Iterable[Claim], gold: GoldArticle, schema: Schema) -> dict[Triple, list[Claim]]:
    wanted = {triple for triple, _ in gold.claims}
    found: dict[Triple, list[Claim]] = {}
    for claim in claims:
        relation, subject, object_ = _canonical(claim.relation, claim.subject, claim.object, schema)
        readings = [
            _triple(relation, s, o, schema)
            for s in _keys_of(subject, gold.surfaces)
            for o in _keys_of(object_, gold.surfaces)
        ]
        found.setdefault(next((one for one in readings if one in wanted), readings[0]), []).append(claim)
    return found


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


def score_claims(gold: Iterable[GoldArticle], predicted: Mapping[str, Iterable[Claim]], schema: Schema) -> Scores:
    """Score claims (by article id) against gold."""
    scores = Scores()
    for one in gold:
        scores.articles += 1
        wanted: dict[Triple, list[dict[str, Any]]] = defaultdict(list)
        for triple, claim in one.claims:
            wanted[triple].append(claim)
        got = _match(predicted.get(one.article.id, ()), one, schema)
        for triple in wanted.keys() | got.keys():
            _score_triple(scores, triple, wanted.get(triple, []), got.get(triple, []))
    return scores


def _score_triple(scores: Scores, triple: Triple, wanted: list[dict[str, Any]], got: list[Claim]) -> None:
    kind = "tp" if wanted and got else "fn" if wanted else "fp"
    scores.counts[kind] += 1
    scores.relations[triple[0]][kind] += 1
    statuses = {Status(claim["status"]) for claim in wanted}
    asserted = sum(claim.status is Status.ASSERTED for claim in got)
    scores.counts["asserted"] += asserted
    if not any(status.is_factual for status in statuses):
        scores.counts["false_asserted"] += asserted
    if kind != "tp":
        return
    scores.counts["status_total"] += len(statuses)
    scores.counts["status_right"] += len(statuses & {claim.status for claim in got})
    for claim in wanted:
        for key, value in claim.get("qualifiers", {}).items():
            scores.counts["qualifier_total"] += 1
            scores.counts["qualifier_right"] += any(same_value(value, one.qualifiers.get(key)) for one in got)
        if claim.get("stage"):
            scores.counts["stage_total"] += 1
            scores.counts["stage_right"] += any(one.stage == claim["stage"] for one in got)


def evaluate_gold(path: Path, settings: Settings) -> Scores:
    """Extract from the articles of a gold file and score the claims.

    Raises:
        UnreadableFile: It cannot be read or is not gold.
    """
    schema = load_schema(settings.rules)
    gold = read_gold(path, schema)
    predicted = {one.article.id: one.claims for one in extract_articles([one.article for one in gold], settings)}
    return score_claims(gold, predicted, schema)


def format_scores(scores: Scores) -> str:
    """The figures for reading."""
    found = scores.as_dict()
    t = found["triples"]
    head = (
        f"{found['articles']} articles  triples P {t['p']:.3f} R {t['r']:.3f} F1 {t['f1']:.3f} "
        f"(tp {t['tp']} fp {t['fp']} fn {t['fn']})"
    )
    keys = ("status_accuracy", "stage_recall", "qualifier_recall", "false_assertion_rate")
    rates = [f"{key:22} {found[key]}" for key in keys]
    relations = [
        f"  {name:24} P {one['p']:.2f} R {one['r']:.2f} F1 {one['f1']:.2f}"
        f"  tp {one['tp']} fp {one['fp']} fn {one['fn']}"
        for name, one in found["relations"].items()
    ]
    return "\n".join([head, *rates, *relations])
