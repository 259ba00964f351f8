"""Facts as the published measures compare them: a relation between two stretches of a text."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.evaluate.figures import precision_recall
from kg.model import Article, Claim, Extraction, Mention, Section
from kg.pipeline import Settings, extract_articles

#: Where the data sets lie beside a checkout.
DATASETS = Path(__file__).parents[3] / "shared" / "datasets"

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One fact in the words of a data set.

    Attributes:
        relation: What the data set calls it.
        subject: Where the text names who, half-open.
        object: Where the text names whom or what.
    """

    relation: str
    subject: Range
    object: Range

    def agrees(self, other: Fact) -> bool:
        """Whether the relation is the same and both ends overlap."""
        ends = overlap(self.subject, other.subject) and overlap(self.object, other.object)
        return ends and self.relation == other.relation

    def changed_over(self) -> Fact:
        """The fact with its ends changed over."""
        return Fact(self.relation, self.object, self.subject)


def overlap(one: Range, other: Range) -> bool:
    """Whether two half-open ranges share a character."""
    return max(one[0], other[0]) < min(one[1], other[1])


def range_of(mention: Mention) -> Range:
    """Where a mention stands, be it a name, a pronoun or a description."""
    return mention.span.start, mention.span.end


def claims_on_pairs(extraction: Extraction) -> Iterator[tuple[Claim, Mention]]:
    """The claims of the text, not of its title, that have an object, each with that object."""
    for claim in extraction.claims:
        if claim.object is not None and claim.trigger.section is Section.TEXT:
            yield claim, claim.object


def read_claims(articles: Iterable[Article]) -> Iterator[Extraction]:
    """What our pipeline reads from English articles, in order."""
    return extract_articles(articles, Settings(lang="en"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is right and wrong about the facts read from one passage."""

    found: tuple[Fact, ...]
    missed: tuple[Fact, ...]
    false: tuple[Fact, ...]


def judge(gold: Sequence[Fact], predicted: Iterable[Fact], judged: Iterable[str]) -> Verdict:
    """Compare facts as KnowledgeNet's own evaluation does (its "span overlap").

    A gold fact is found if it agrees with a predicted one. A predicted fact is false if it agrees neither with a gold
    fact nor with a predicted one that does.

    Args:
        gold: The facts of the passage.
        predicted: The facts that were read from it.
        judged: The relations that the passage is annotated for; no other predicted fact counts.
    """
    relations = frozenset(judged)
    counted = sorted({one for one in predicted if one.relation in relations})
    right = [one for one in counted if any(one.agrees(fact) for fact in gold)]
    found = tuple(fact for fact in gold if any(fact.agrees(one) for one in right))
    missed = tuple(fact for fact in gold if fact not in found)
    return Verdict(found, missed, tuple(one for one in counted if not any(one.agrees(other) for other in right)))


@dataclass(slots=True)
class Tally:
    """Counts by relation: right (tp), false (fp) and missed (fn) facts, and `again` (see `again_recall`)."""

    relations: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, verdict: Verdict, again: Iterable[Fact] = ()) -> None:
        """Count one passage.

        Args:
            verdict: What was right and wrong.
            again: Missed facts that were found with other words for the same ends.
        """
        for kind, facts in (("tp", verdict.found), ("fn", verdict.missed), ("fp", verdict.false), ("again", again)):
            for fact in facts:
                self.relations[fact.relation][kind] += 1

    def _counts(self, relation: str) -> Counter[str]:
        return self.relations[relation] if relation else sum(self.relations.values(), Counter())

    def figures(self, relation: str = "") -> dict[str, float]:
        """Precision, recall, F1 and the counts of one relation, or of all together (micro)."""
        return precision_recall(self._counts(relation))

    def again_recall(self, relation: str = "") -> float:
        """Recall where a fact also counts as found if another mention of its ends was."""
        counts = self._counts(relation)
        gold = counts["tp"] + counts["fn"]
        return (counts["tp"] + counts["again"]) / gold if gold else 0.0


def format_tally(tally: Tally, relations: Iterable[str], again: str = "") -> Iterator[str]:
    """A table: one row for each relation and one for all.

    Args:
        tally: What to show.
        relations: Which relations, in which order.
        again: Heading of the recall that counts other mentions too; "" leaves it out.
    """
    extra = f"{again:>{len(again) + 2}}" if again else ""
    yield f"{'':24}{'gold':>6}{'P':>7}{'R':>7}{'F1':>7}{extra}{'right':>7}{'false':>7}{'missed':>8}"
    for name in (*relations, ""):
        one = tally.figures(name)
        rates = "".join(f"{one[key]:7.3f}" for key in ("p", "r", "f1"))
        more = f"{tally.again_recall(name):{len(extra)}.3f}" if again else ""
        gold = one["tp"] + one["fn"]
        yield f"{name or 'micro':24}{gold:6}{rates}{more}{one['tp']:7}{one['fp']:7}{one['fn']:8}"


def add_datasets_option(parser: argparse.ArgumentParser) -> None:
    """Let the user say where the data sets are."""
    parser.add_argument("--datasets", type=Path, default=DATASETS, help="folder of the archives (%(default)s)")


def check_archive(parser: argparse.ArgumentParser, datasets: Path, archive: str) -> None:
    """End with a line that says what to do if an archive is not there."""
    path = datasets / f"{archive}.tar.gz"
    if not path.is_file():
        parser.error(f"there is no {path}; say with --datasets where the archives are")
