"""How many claims `kg validate` checks in a second: part of `make bench` (or `python -m tests.benchmarks.validation`).

On generated articles in a store on disk: all of it; a sample; and a few articles with pyshacl judging every node, which
is what the two others are faster than. Seconds of all processor cores are beside those of the clock, because machines
are noisy and queries run on several cores at once.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.store import KnowledgeBase
from tests.benchmarks.generated import generate, write_store

SAMPLE = 1_000
FEW = 100
_UNIT = 2**20 if sys.platform == "darwin" else 2**10


def measure(kb: KnowledgeBase, claims: int, *, sample: int | None = None, every: bool = False) -> tuple[float, float]:
    """Claims per second of the clock, and per second of processor time.

    Args:
        kb: Where.
        claims: How many there are, all of which a sample stands for.
        sample: How many articles to look at.
        every: Whether pyshacl judges every node.
    """
    clock, processor = time.perf_counter(), time.process_time()
    report = kb.validate(sample=sample, every=every)
    seconds, busy = time.perf_counter() - clock, time.process_time() - processor
    assert report.findings == ()
    return claims / seconds, claims / busy


def report(articles: int) -> Iterator[str]:
    """The figures as lines."""
    with TemporaryDirectory() as folder:
        claims = write_store(Path(folder) / "store", generate(articles))
        with KnowledgeBase.open(Path(folder) / "store", read_only=True) as kb:
            few = measure(kb, FEW * claims // articles, sample=FEW, every=True)
            some = measure(kb, claims, sample=SAMPLE)
            everything = measure(kb, claims)
    yield f"{articles:,} articles, {claims:,} claims{'claims/s':>18}{'per processor s':>18}"
    rows = {
        "kg validate": everything,
        f"kg validate --sample {SAMPLE}": some,
        f"pyshacl alone, on {FEW} articles": few,
    }
    for name, (of_clock, of_processor) in rows.items():
        yield f"{name:36}{of_clock:>12,.0f}{of_processor:>18,.0f}"
    yield f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNIT:.0f} MB"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000, help="articles to generate (default 10,000)")
    for line in report(parser.parse_args().articles):
        print(line, flush=True)


if __name__ == "__main__":
    main()
