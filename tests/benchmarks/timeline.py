"""How long periods, deals and contradictions take to derive and to ask: part of `make bench`.

`python -m tests.benchmarks.timeline`: one pair with 5,000 claims; a store of 20,000 made-up articles. Seconds, on one
core.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from pyoxigraph import Store

from kg.model import Entity, EntityType, Extraction, Stage, Status
from kg.schema import load_schema
from kg.store.derive import derive_all
from kg.store.knowledge_reader import KnowledgeReader
from kg.store.mapping import extraction_quads
from kg.store.ontology import build_ontology
from kg.timeline import Told, find_deals, find_denials, find_periods
from tests.builders import simple_extraction

CLAIMS_OF_ONE_PAIR = 5_000
ARTICLES = 20_000
COMPANIES, PEOPLE = 2_000, 4_000
_FIRST_DAY = date(2015, 1, 1)
_DAYS = 4_000


def main(articles: int = ARTICLES) -> None:
    """Measure and print."""
    schema, told = load_schema(), list(told_of_one_pair(CLAIMS_OF_ONE_PAIR))
    for name, find in (("periods", find_periods), ("deals", find_deals), ("denials", find_denials)):
        print(f"{name} of one pair with {CLAIMS_OF_ONE_PAIR:,} claims: {_seconds(lambda: find(told, schema)):.2f} s")  # noqa: B023
    kb = make_base(articles)
    print(f"{articles:,} articles, {len(kb.quads()):,} quads, {len(kb.periods()):,} periods, {len(kb.deals()):,} deals")
    entity = kb.entities()[0].id
    asked: dict[str, Callable[[], object]] = {
        "as-of.rq": lambda: kb.named("as-of", date="2020-06-30"),
        "as-of.rq of one entity": lambda: kb.named("as-of", date="2020-06-30", about=entity),
        "deals.rq": lambda: kb.named("deals"),
        "deals.rq of one entity": lambda: kb.named("deals", about=entity),
        "kb.as_of": lambda: kb.as_of("2020-06-30"),
        "kb.as_of of one entity": lambda: kb.as_of("2020-06-30", entity=entity),
        "kb.as_of by what was known": lambda: kb.as_of("2020-06-30", known_by="2020-06-30"),
        "kb.deals": kb.deals,
        "kb.deals of one entity": lambda: kb.deals(entity=entity),
        "kb.conflicts": kb.conflicts,
    }
    for name, ask in asked.items():
        print(f"{name}: {_seconds(ask):.2f} s", flush=True)


def make_base(articles: int) -> KnowledgeReader:
    """A knowledge base of so many made-up articles, filled at once."""
    schema, store = load_schema(), Store()
    quads = [quad for one in make_articles(articles) for quad in extraction_quads(one, schema)]
    store.bulk_extend([*quads, *derive_all(quads, schema), *build_ontology(schema)])
    return KnowledgeReader(store, schema=schema)


def told_of_one_pair(number: int) -> Iterator[Told]:
    """Claims of two ends that begin, end and deny over and over, in roles and without."""
    choose = random.Random(1)
    for place in range(number):
        day = (_FIRST_DAY + timedelta(choose.randrange(_DAYS))).isoformat()
        relation, role = choose.choice([("executiveOf", "ceo"), ("executiveOf", ""), ("acquires", ""), ("leaves", "")])
        status, stage = choose.choice(
            [(Status.ASSERTED, None), (Status.ASSERTED, Stage.ENDED), (Status.DENIED, None), (Status.POSSIBLE, None)]
        )
        dated = choose.random() < 0.3
        yield Told(f"c{place}", "a", relation, "b", status, stage, 0.9, day, dated, said=day, role=role)


def make_articles(number: int) -> Iterator[Extraction]:
    """Made-up articles with one claim each: some companies and people are in many of them."""
    choose = random.Random(1)
    companies = [Entity(f"x-c{n}", EntityType.ORGANIZATION, {"en": f"Company {n}"}) for n in range(COMPANIES)]
    people = [Entity(f"x-p{n}", EntityType.PERSON, {"en": f"Person {n}"}) for n in range(PEOPLE)]
    for place in range(number):
        company = companies[int(COMPANIES * choose.random() ** 2)]
        day = (_FIRST_DAY + timedelta(choose.randrange(_DAYS))).isoformat()
        relation = choose.choice(["executiveOf", "leaves", "acquires", "investsIn", "partnersWith", "raisesFunding"])
        qualifiers = {"eventDate": day} if choose.random() < 0.3 else {}
        stages = [None, None, Stage.ANNOUNCED, Stage.COMPLETED, Stage.TALKS, Stage.ENDED]
        if relation in ("executiveOf", "leaves"):
            subject, object_ = people[int(PEOPLE * choose.random() ** 2)], company
            qualifiers |= {"roleType": "ceo"} if choose.random() < 0.7 else {}
            stages = [None, None, None, Stage.ENDED] if relation == "executiveOf" else [None]
        elif relation == "raisesFunding":
            subject, object_ = company, None
        else:
            subject, object_ = company, companies[int(COMPANIES * choose.random() ** 2)]
        extraction = simple_extraction(
            subject,
            relation,
            object_,
            text=str(place),
            published=day,
            status=choose.choice([Status.ASSERTED] * 6 + [Status.POSSIBLE, Status.PLANNED, Status.DENIED]),
            stage=choose.choice(stages),
            qualifiers=dict(qualifiers),
        )
        known = {one.id: one for one in (subject, object_) if one is not None}
        yield replace(extraction, entities=tuple(known.values()))


def _seconds(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ARTICLES)
