"""Trains the English pipeline: ``python -m kg.language.training.train_en``."""

from __future__ import annotations

import argparse
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import spacy
from spacy.cli.train import train

# Registers the augmenter that both configurations name.
from kg.language.training import augment as _augment  # noqa: F401
from kg.language.training.assembly import assemble, save
from kg.language.training.corpus import write_names, write_syntax
from kg.language.training.scoring import score

CONFIGS = Path(__file__).parent
PARTS = ("syntax", "names")


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line.

    Args:
        arguments: Arguments without the program name; the process's by default.
    """
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="train-en-") as scratch:
        work = Path(options.work or scratch)
        if not options.assemble_only:
            convert(options.datasets, work)
            train_parts(work, options.max_steps)
        build(work, options.output)


def convert(datasets: Path, work: Path) -> None:
    """Writes all corpora.

    Args:
        datasets: Folder that holds the dataset archives.
        work: Folder for intermediate files.
    """
    corpora = work / "corpora"
    corpora.mkdir(parents=True, exist_ok=True)
    write_syntax(datasets, corpora)
    write_names(datasets, corpora)


def train_parts(work: Path, max_steps: int | None = None) -> None:
    """Trains syntax and names side by side, one process each.

    Args:
        work: Folder that ``convert`` has written to.
        max_steps: Fewer steps than the configurations say, to try the path.
    """
    # BLAS threads would only fight over the cores that the processes fill.
    os.environ["OMP_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(len(PARTS), mp_context=get_context("spawn")) as pool:
        runs = [pool.submit(_train_part, part, work, max_steps) for part in PARTS]
        for run in runs:
            run.result()


def build(work: Path, output: Path) -> None:
    """Assembles, scores and saves the pipeline.

    Args:
        work: Folder with corpora and trained parts.
        output: Target folder of the pipeline.
    """
    parts = [work / part / "model-best" for part in PARTS]
    nlp = assemble(parts[0], parts[1])
    save(nlp, output, {})
    # Scored as it is loaded in production, not as it was joined in memory.
    figures = score(spacy.load(output), work / "corpora")
    save(nlp, output, figures)
    for name, values in figures.items():
        print(name, " ".join(f"{key}={value:.3f}" for key, value in values.items()))


def _train_part(part: str, work: Path, max_steps: int | None) -> None:
    overrides: dict[str, object] = {
        "paths.train": str(work / "corpora" / f"{part}-train.spacy"),
        "paths.dev": str(work / "corpora" / f"{part}-dev.spacy"),
    }
    if max_steps is not None:
        overrides["training.max_steps"] = max_steps
        overrides["training.eval_frequency"] = max(max_steps // 2, 1)
    train(CONFIGS / f"en_{part}.cfg", work / part, overrides=overrides)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", type=Path, default=Path("../shared/datasets"))
    parser.add_argument("--output", type=Path, default=Path("kg/language/models/en_technews"))
    parser.add_argument("--work", type=Path, help="keep intermediate files in this folder")
    parser.add_argument("--max-steps", type=int, help="stop early, to try the whole path")
    parser.add_argument("--assemble-only", action="store_true", help="reuse the trained parts in --work")
    return parser


if __name__ == "__main__":
    main()
