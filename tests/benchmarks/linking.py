"""What linking costs, as ratios in one run: part of `make bench` (or `python -m tests.benchmarks.linking`).

How long the gazetteer takes to load and how much memory it holds; for each language linking's time over extraction's on
the sample articles; and how much slower linking is beside 100,000 entities that were minted before than beside 1,000.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Sequence

from kg.extraction.extractor import Extractor, Found
from kg.extraction.rules import load_rules
from kg.extraction.scorer import load_scorer
from kg.language.parse import ParsedArticle, parse_articles
from kg.language.pipelines import load_pipeline
from kg.language.readings import read_words
from kg.link.gazetteer import load_gazetteer
from kg.link.linker import Linker
from kg.link.profiles import Profile
from kg.link.resolver import Resolver
from kg.model import EntityType, Extraction
from tests.benchmarks.speed import sample_articles

ARTICLES = 60
ROUNDS = 5
FEW, MANY = 1_000, 100_000
_UNIT = 2**20 if sys.platform == "darwin" else 2**10


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNIT


def measure_loading() -> tuple[float, float]:
    """Seconds and megabytes of the gazetteer with all that is looked up in it."""
    before, start = _memory(), time.perf_counter()
    gazetteer = load_gazetteer()
    for lang in ("en", "ja"):
        list(gazetteer.find_names("Acme", lang))
    gazetteer.lookup("Acme")
    return time.perf_counter() - start, _memory() - before


def _extracted(lang: str) -> tuple[Extractor, list[ParsedArticle]]:
    articles = sample_articles(lang, ARTICLES)
    parsed = list(parse_articles(articles, {lang: load_pipeline(lang)}))
    return Extractor(load_rules(lang), load_gazetteer(), load_scorer(lang)), parsed


def measure_share(lang: str, linker: Linker) -> float:
    """Linking's time over extraction's (median), when the indexes are there."""
    extractor, parsed = _extracted(lang)
    shares = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        found = [extractor.extract_claims(one) for one in parsed]
        extracting = time.perf_counter() - start
        start = time.perf_counter()
        _link_all(linker, parsed, found)
        shares.append((time.perf_counter() - start) / extracting)
    return statistics.median(shares[1:])


def _link_all(linker: Linker, parsed: Sequence[ParsedArticle], found: Sequence[Found]) -> list[Extraction]:
    return [linker.link(one.article, told.claims, told.mentions) for one, told in zip(parsed, found, strict=True)]


def made_up(count: int) -> Iterator[Profile]:
    """So many entities of names made of syllables, half of them Latin, half in katakana; the same every time."""
    chance = random.Random(7)
    latin = [f"{a}{b}{c}" for a in "bdfgklmnprstvz" for b in "aeiou" for c in ("", "n", "r", "l", "s")]
    signs = "アイウエオカキクケコサシスセソタテトナニネノハヒマミムメモラリルレロ"
    kana = [f"{a}{b}" for a in signs for b in ("", "ン", "ー", "ル", "ス")]
    known = sorted(load_gazetteer().entities)[:3000]
    for number in range(count):
        parts = latin if number % 2 else kana
        words = ["".join(chance.choices(parts, k=chance.choice((2, 3)))) for _ in range(2)]
        name = " ".join(words).title() if number % 2 else "・".join(words)
        kind = chance.choice((EntityType.ORGANIZATION, EntityType.PERSON))
        company = frozenset({f"{chance.choice(('acquires', 'investsIn', 'supplies'))} {chance.choice(known)}"})
        yield Profile(f"x-{number:012x}", kind, frozenset({name}), company)


def measure_growth(linker: Linker) -> float:
    """How many times slower articles are linked and their new entities resolved beside many than beside few."""
    extractor, parsed = _extracted("en")
    found = [extractor.extract_claims(one) for one in parsed]
    there = list(made_up(MANY + 4 * ROUNDS * ARTICLES))
    fresh = iter(there[MANY:])
    few, many = Resolver(read_words), Resolver(read_words)
    for one in there[:FEW]:
        few.put(one)
    for one in there[:MANY]:
        many.put(one)
    ratios = []
    for _ in range(ROUNDS):
        seconds = []
        for resolver in (few, many):
            new = [next(fresh) for _ in range(2 * ARTICLES)]
            start = time.perf_counter()
            _link_all(linker, parsed, found)
            for one in new:
                resolver.canonical(resolver.put(one))
            seconds.append(time.perf_counter() - start)
        ratios.append(seconds[1] / seconds[0])
    return statistics.median(ratios)


def report() -> Iterator[str]:
    """The figures as lines."""
    seconds, megabytes = measure_loading()
    yield f"gazetteer: loaded in {seconds:.2f} s, {megabytes:.0f} MB"
    linker = Linker(load_gazetteer(), read_words)
    for lang in ("en", "ja"):
        yield f"linking / extraction, {lang}: {measure_share(lang, linker):.3f}"
    yield f"linking beside {MANY:,} minted entities / beside {FEW:,}: {measure_growth(linker):.2f}"


def main() -> None:
    """Measure and print."""
    for line in report():
        print(line, flush=True)


if __name__ == "__main__":
    main()
