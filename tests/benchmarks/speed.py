"""Speed, as ratios in one run: `make bench` (or `python -m tests.benchmarks.speed [--articles N]`).

For each language, over the sample articles: words per second of the bare spaCy pipeline, sentences per second of the
whole extraction, and its time over that of the bare pipeline on the same text in the same process. Runs alternate, and
the median of the ratios counts, because machines are noisy. At the end, the most memory that the process has held.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
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


def measure(lang: str, count: int) -> tuple[int, float, float, float]:
    """Sentences, words per second of the bare pipeline, sentences per second of extraction, and its time over the
    bare pipeline's (medians).
    """
    nlp = load_pipeline(lang)
    articles = sample_articles(lang, count)
    parsed = list(parse_articles(articles, {lang: nlp}))
    texts = [block.doc.text for one in parsed for block in one.blocks]
    words = sum(not token.is_space for one in parsed for block in one.blocks for token in block.doc)
    sentences = sum(len(list(split_sentences(block.parse))) for one in parsed for block in one.blocks)

    def bare() -> None:
        list(nlp.pipe(texts, batch_size=BATCH))

    def extract() -> None:
        list(extract_articles(articles, Settings(lang=lang)))

    bare()
    extract()
    pairs = [(_seconds(bare), _seconds(extract)) for _ in range(ROUNDS)]
    speed = statistics.median(sentences / whole for _, whole in pairs)
    reading = statistics.median(words / plain for plain, _ in pairs)
    return sentences, reading, speed, statistics.median(whole / plain for plain, whole in pairs)


def report(count: int) -> Iterator[str]:
    """The figures as lines."""
    columns = f"{'lang':6}{'articles':>10}{'sentences':>11}{'words/s':>9}{'sentences/s':>13}"
    yield f"{columns}{'extraction / bare pipeline':>28}"
    for lang in ("en", "ja"):
        sentences, reading, speed, ratio = measure(lang, count)
        yield f"{lang:6}{count:>10}{sentences:>11}{reading:>9.0f}{speed:>13.0f}{ratio:>28.2f}"
    # In kilobytes on Linux, in bytes on macOS.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    yield f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit:.0f} MB"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=60, help="articles per language (default 60)")
    for line in report(parser.parse_args().articles):
        print(line, flush=True)


if __name__ == "__main__":
    main()
