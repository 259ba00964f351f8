"""Speed, as ratios in one run: `make bench` (or `python -m tests.benchmarks.speed [--articles N]`).

For each language, over the sample articles: sentences per second of the whole extraction, and its time over that of the
bare spaCy pipeline on the same text in the same process. Runs alternate, and the median of the ratios counts, because
machines are noisy.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.extraction.extractor import split_sentences
from kg.language.parse import BATCH, parse_articles
from kg.language.pipelines import load_pipeline
from kg.model import Article
from kg.pipeline import Settings, extract_articles
from kg.sources import read_articles

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
ROUNDS = 5


def sample_articles(lang: str, count: int) -> list[Article]:
    """So many articles of a language, the sample ones over and over, each a text of its own."""
    known = list(read_articles([SAMPLE / f"{lang}.jsonl"], print))
    numbered = (replace(known[at % len(known)], id=f"bench-{at}", lang=lang) for at in range(count))
    return list(numbered)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure(lang: str, count: int) -> tuple[int, float, float]:
    """Sentences, sentences per second of extraction, and extraction's time over the bare pipeline's (medians)."""
    nlp = load_pipeline(lang)
    articles = sample_articles(lang, count)
    parsed = list(parse_articles(articles, {lang: nlp}))
    texts = [block.doc.text for one in parsed for block in one.blocks]
    sentences = sum(len(list(split_sentences(block.doc))) for one in parsed for block in one.blocks)

    def bare() -> None:
        list(nlp.pipe(texts, batch_size=BATCH))

    def extract() -> None:
        list(extract_articles(articles, Settings(lang=lang)))

    bare()
    extract()
    pairs = [(_seconds(bare), _seconds(extract)) for _ in range(ROUNDS)]
    speed = statistics.median(sentences / whole for _, whole in pairs)
    return sentences, speed, statistics.median(whole / plain for plain, whole in pairs)


def report(count: int) -> Iterator[str]:
    """The figures as lines."""
    yield f"{'lang':6}{'articles':>10}{'sentences':>11}{'sentences/s':>13}{'extraction / bare pipeline':>28}"
    for lang in ("en", "ja"):
        sentences, speed, ratio = measure(lang, count)
        yield f"{lang:6}{count:>10}{sentences:>11}{speed:>13.0f}{ratio:>28.2f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=60, help="articles per language (default 60)")
    for line in report(parser.parse_args().articles):
        print(line, flush=True)


if __name__ == "__main__":
    main()
