"""Fits the scorer of a language to gold claims, and shows what it is worth: rules alone, scorer alone, both.

Run as ``python -m kg.evaluate.fit_scorer LANG GOLD...`` (`make scorer`); needs scikit-learn from the training extra.
Cross-validation leaves one file out at a time. The solver is deterministic: the same gold gives the same weights.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.figures import precision_recall
from kg.evaluate.gold_claims import GoldArticle, Triple, fold, make_triple, read_gold, turn
from kg.extraction.candidates import Candidate
from kg.extraction.extractor import LEAST_CONFIDENCE, propose, split_sentences
from kg.extraction.fitting import Argument
from kg.extraction.mentions import read_names
from kg.extraction.names import NameTable
from kg.extraction.resolve import Resolver
from kg.extraction.rules import Rules, load_rules
from kg.extraction.scorer import HERE, Scorer, format_weights
from kg.language.parse import Block, ParsedArticle, parse_articles
from kg.language.pipelines import load_pipeline
from kg.link.gazetteer import load_gazetteer
from kg.schema import Schema

#: Inverse strength of the regularisation; 0.05 to 0.1 were equal in cross-validation, 0.3 lost a point of English F1.
STRENGTH = 0.08
#: Candidates that a feature must occur in. Set by hand: with 2 the file is twice as long and no better.
LEAST_COUNT = 4
#: From what confidence on candidates of rules are kept, and from what chance on those by nearness (above 1: never), by
#: language. At 0.5 a claim is sooner right than wrong; in English 0.55 lost two points of recall in cross-validation
#: and won one and a half of precision. English pairs by nearness won nothing and cost a fifth of the time of reading.
#: The figures of dev were in sight when these were chosen.
LEAST = {"en": (0.5, 1.1), "ja": (0.5, 0.5)}


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate as training sees it.

    Attributes:
        candidate: What was proposed.
        features: What speaks for and against it.
        sentence: The number of its sentence in the file, since choosing goes by sentence.
        article: The article's id.
        triple: In the form in which triples are compared.
        right: Whether gold has the triple.
    """

    candidate: Candidate
    features: Sequence[str]
    sentence: int
    article: str
    triple: Triple
    right: bool


@dataclass(frozen=True, slots=True)
class GoldFile:
    """The candidates of a gold file, and its triples with their articles."""

    rows: tuple[Row, ...]
    wanted: frozenset[tuple[str, Triple]]


def read_rows(path: Path, lang: str) -> GoldFile:
    """Parse a gold file and propose candidates in it, as extraction does."""
    rules, table = load_rules(lang), load_gazetteer()
    gold = read_gold(path, rules.schema)
    rows: list[Row] = []
    number = 0
    for one, parsed in zip(
        gold, parse_articles([one.article for one in gold], {lang: load_pipeline(lang)}), strict=True
    ):
        wanted = {claim.triple for claim in one.claims}
        for block, candidates in _sentences(parsed, rules, table):
            number += 1
            for candidate, features in candidates:
                triple = _triple(candidate, block, one, wanted, rules.schema)
                rows.append(Row(candidate, features, number, one.article.id, triple, triple in wanted))
    return GoldFile(tuple(rows), frozenset((one.article.id, claim.triple) for one in gold for claim in one.claims))


def _sentences(
    parsed: ParsedArticle, rules: Rules, table: NameTable
) -> Iterator[tuple[Block, list[tuple[Candidate, Sequence[str]]]]]:
    resolver = Resolver(rules)
    for block, names in zip(parsed.blocks, read_names(parsed, rules, table), strict=True):
        resolver.enter_block(block)
        for sentence in split_sentences(block.parse):
            inside = [one for one in names if sentence.start_char <= one.start < sentence.end_char]
            named = resolver.enter_sentence(list(sentence), inside)
            yield block, propose(sentence, named, rules, resolver, loose=LEAST[rules.lang][1] <= 1.0)


def _triple(candidate: Candidate, block: Block, gold: GoldArticle, wanted: Iterable[Triple], schema: Schema) -> Triple:
    readings = [
        make_triple(*turn(candidate.rule.relation, subject, target, schema), schema)
        for subject in _keys(candidate.subject, block, gold)
        for target in _keys(candidate.object, block, gold)
    ]
    known = set(wanted)
    return next((one for one in readings if one in known), readings[0])


def _keys(argument: Argument | None, block: Block, gold: GoldArticle) -> list[str | None]:
    """The gold entities that an end can be."""
    if argument is None:
        return [None]
    text = (argument.home or block).doc.text[argument.start : argument.end]
    names = {fold(argument.name), fold(text)}
    found: list[str | None] = [key for key, known in gold.surfaces.items() if names & known]
    return found or ["?" + min(names)]


def fit(rows: Sequence[Row], lang: str) -> Scorer:
    """Logistic regression over features, weights rounded to two digits."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(feature for row in rows for feature in row.features)
    vectorizer = DictVectorizer(dtype=float)
    matrix = vectorizer.fit_transform(
        [{one: 1.0 for one in row.features if counts[one] >= LEAST_COUNT} for row in rows]
    )
    # liblinear takes 32-bit indices only.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    model.fit(matrix, [row.right for row in rows])
    weights = {
        str(name): round(float(weight), 2)
        for name, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True)
        if round(float(weight), 2)
    }
    # Every relation of the training rows is kept, even at no weight: it is how the scorer knows what it knows.
    weights |= {one: weights.get(one, 0.0) for one in vectorizer.feature_names_ if one.startswith("relation=")}
    return Scorer(weights, round(float(model.intercept_[0]), 2), *LEAST[lang])


def choose(
    scorer: Scorer, rows: Sequence[Row], *, rules_only: bool = False, near_only: bool = False
) -> set[tuple[str, Triple]]:
    """The triples that would be told, by the scorer, by rules alone, or by the scorer without regard to rules."""
    if rules_only:
        sure = [row for row in rows if row.candidate.by_rule and row.candidate.confidence >= LEAST_CONFIDENCE]
        return {(row.article, row.triple) for row in sure}
    if near_only:
        return {(row.article, row.triple) for row in rows if scorer.chance(row.features) >= scorer.least_pair}
    found: set[tuple[str, Triple]] = set()
    by_sentence: dict[int, list[Row]] = {}
    for row in rows:
        by_sentence.setdefault(row.sentence, []).append(row)
    for group in by_sentence.values():
        kept = {one.ends for one in scorer.choose([row.candidate for row in group], [row.features for row in group])}
        found |= {(row.article, row.triple) for row in group if row.candidate.ends in kept}
    return found


def cross_validate(files: Sequence[GoldFile], lang: str) -> str:
    """What rules, scorer and both find in files that the scorer was not fitted to, one line each."""
    counts = {name: Counter[str]() for name in ("rules alone", "scorer alone", "both")}
    for left_out, file in enumerate(files):
        scorer = fit([row for at, other in enumerate(files) if at != left_out for row in other.rows], lang)
        told = {
            "rules alone": choose(scorer, file.rows, rules_only=True),
            "scorer alone": choose(scorer, file.rows, near_only=True),
            "both": choose(scorer, file.rows),
        }
        for name, found in told.items():
            counts[name] += Counter(
                tp=len(found & file.wanted), fp=len(found - file.wanted), fn=len(file.wanted - found)
            )
    return "\n".join(f"{name:14} {precision_recall(one)}" for name, one in counts.items())


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, cross-validate and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang", choices=sorted(LEAST))
    parser.add_argument("gold", type=Path, nargs="+", help="gold claims to learn from")
    parser.add_argument("--check", type=Path, help="gold claims to measure the result on")
    parser.add_argument("--out", type=Path, default=HERE, help="folder of the weights")
    options = parser.parse_args(arguments)
    files = [read_rows(path, options.lang) for path in options.gold]
    print("cross-validation over the files\n" + cross_validate(files, options.lang))
    scorer = fit([row for file in files for row in file.rows], options.lang)
    remarks = ["Weights of features, fitted by kg/evaluate/fit_scorer.py. Not to be written by hand."]
    (options.out / f"scorer_{options.lang}.tsv").write_text(format_weights(scorer, remarks), encoding="utf-8")
    if options.check:
        file = read_rows(options.check, options.lang)
        for name, flags in (("rules alone", {"rules_only": True}), ("scorer alone", {"near_only": True}), ("both", {})):
            found = choose(scorer, file.rows, **flags)
            tally = Counter(tp=len(found & file.wanted), fp=len(found - file.wanted), fn=len(file.wanted - found))
            print(f"{options.check.stem} {name:14} {precision_recall(tally)}")


if __name__ == "__main__":
    main()
