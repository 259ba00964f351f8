"""Trains the Japanese names component: ``python -m kg.language.training.train_ja``."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import spacy
import torch
from spacy.language import Language
from torch import Tensor

from kg.language.japanese_names import ALPHABET, NETWORK, WEIGHTS, JapaneseNames
from kg.language.japanese_words import WordReader
from kg.language.training.japanese import (
    NamedText,
    read_gsd,
    read_jacred,
    read_kyoto,
    read_stockmark,
)
from kg.language.training.japanese_batches import Example, to_examples
from kg.language.training.japanese_examples import Analysis, alphabet, analyse
from kg.language.training.japanese_fitting import Recipe, fit
from kg.language.training.japanese_network import NameNetwork, Sizes, export
from kg.language.training.japanese_news import read_gold, read_own_news
from kg.language.training.japanese_renaming import read_known_names, renamed
from kg.language.training.japanese_scoring import Figures, score_companies, score_names
from kg.language.training.spans import OUTSIDE, UNKNOWN, Span

#: What goes into the weights' ``meta.json`` besides figures.
DESCRIPTION = Path(__file__).with_name("ja_names.json")

LABELS = ("Person", "Organization", "Place", "Product", "Event", "Date", "Money", "Percent")
TAGS = (OUTSIDE, *(f"{kind}-{label}" for label in LABELS for kind in "BI"))
# Sources with the same habits share a number. News has its own because its names are companies nearly always.
HABITS = {"stockmark": 0, "kyoto": 1, "jacred": 1, "gsd": 2, "gold": 3, "own": 3, "renamed": 3}
# Weight of each number's habits when the component runs: mostly those of the only source with all names.
_RUNNING = (0.7, 0.0, 0.15, 0.15)
# Added to the scores of a label when the component runs: half of the sources label little but organizations, and so the
# networks see too many of them. Set by hand on Stockmark's development set.
_LEANINGS = {"Organization": -0.5}
# Share of each source that an epoch sees. Set by hand: Kyoto's sentences are many, short and of old times.
SHARES = {"own": 3.0, "stockmark": 1.0, "gold": 1.0, "gsd": 1.0, "jacred": 1.0, "kyoto": 0.2, "renamed": 0.6}
# Share of the texts that are copied with today's names.
_RENAMED = 0.3


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line.

    Args:
        arguments: Arguments without the program name; the process's by default.
    """
    options = _parser().parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(cycles=tuple(options.epochs), members=options.members, seed=options.seed)
    nlp = spacy.load("ja_ginza")
    sources = read_sources(options.datasets, options.gold, options.gazetteer)
    analyses = {}
    for name, texts in sources.items():
        analyses[name] = analyse(texts, nlp, options.work / f"{name}.analysis")
        _say(f"analysed {name}: {len(analyses[name])} texts")
    reader = alphabet(one for some in analyses.values() for one in some)
    networks, seconds = train(analyses, reader, _vectors(nlp), recipe, options.work)
    options.output.mkdir(parents=True, exist_ok=True)
    export(networks, _RUNNING, [_LEANINGS.get(tag[2:], 0.0) for tag in TAGS], options.output / NETWORK)
    write_json(
        options.output / ALPHABET, {"tags": TAGS, "parts": list(reader.tags), "letters": reader.letters}, indent=None
    )
    figures = evaluate(options.datasets, nlp, options.output)
    meta = {
        "figures": figures,
        "recipe": asdict(recipe),
        "sizes": asdict(networks[0].sizes),
        "texts": {name: len(some) for name, some in analyses.items()},
        "seconds": round(seconds),
        "ginza": nlp.meta["version"],
    }
    write_json(options.output / "meta.json", json.loads(DESCRIPTION.read_text("utf-8")) | meta)
    for state in [*options.work.glob("*.pt"), *options.work.glob("*.analysis")]:
        state.unlink()  # what is finished is not to be gone on with
    _say(json.dumps(figures, indent=1))


def read_sources(datasets: Path, gold: Path, gazetteer: Path) -> dict[str, Iterable[NamedText]]:
    """The training texts of each source.

    Args:
        datasets: Folder that holds the dataset archives.
        gold: Folder with the articles of known claims.
        gazetteer: Folder with the project's lists of names.
    """
    own_news = list(read_own_news(LABELS))
    old = [*read_stockmark(datasets, "train"), *read_gsd(datasets, "train"), *read_gold(gold), *own_news]
    return {
        "own": own_news,
        "stockmark": read_stockmark(datasets, "train"),
        "gold": read_gold(gold),
        "gsd": read_gsd(datasets, "train"),
        "jacred": read_jacred(datasets),
        "kyoto": read_kyoto(datasets, "train"),
        "renamed": renamed(old, read_known_names(gazetteer), _RENAMED, seed=1),
    }


def train(
    analyses: dict[str, list[Analysis]], reader: WordReader, vectors: Tensor, recipe: Recipe, work: Path
) -> tuple[list[NameNetwork], float]:
    """Fits networks to analysed texts.

    Args:
        analyses: Analysed texts of each source.
        reader: Knows letters and parts of speech.
        vectors: Word vectors, with a row of zeros at the end.
        recipe: How to fit.
        work: Folder of checkpoints to go on from.

    Returns:
        The networks, and the seconds that fitting them took.
    """
    examples = {name: to_examples(some, reader, TAGS, HABITS) for name, some in analyses.items()}

    def mixture(choice: random.Random) -> list[Example]:
        chosen: list[Example] = []
        for name, some in examples.items():
            times, rest = divmod(SHARES[name], 1)
            chosen += [*some * int(times), *choice.sample(some, round(rest * len(some)))]
        return chosen

    networks: list[NameNetwork] = []
    seconds = 0.0
    for member in range(recipe.members):
        seed = recipe.seed * 1000 + member * 100
        torch.manual_seed(seed)
        network = NameNetwork(Sizes(reader.letter_count, reader.tag_count, len(set(HABITS.values())), len(TAGS)))
        network.to("cuda" if torch.cuda.is_available() else "cpu")
        _say(f"network {member + 1} of {recipe.members}")
        seconds += fit(network, mixture, vectors, recipe, seed, work / f"network-{member}.pt", _say)
        networks.append(network.cpu())
    return networks, seconds


def evaluate(datasets: Path, nlp: Language, weights: Path) -> dict[str, Figures]:
    """Figures on the development sets, of the component as users run it.

    Args:
        datasets: Folder that holds the dataset archives.
        nlp: GiNZA; its ``tok2vec`` is used.
        weights: Folder with the component's weights.
    """
    component = JapaneseNames(nlp.vocab, weights)
    figures: dict[str, Figures] = {}
    for name, texts, labels in (
        ("stockmark", list(read_stockmark(datasets, "dev")), LABELS[:5]),
        ("gsd", list(read_gsd(datasets, "dev")), LABELS),
        ("kyoto", list(read_kyoto(datasets, "dev")), (*LABELS[:4], *LABELS[5:])),
    ):
        if name == "stockmark":
            # It labels all these kinds; what may be a date excuses nothing here.
            texts = [replace(one, names=tuple(n for n in one.names if n.label != UNKNOWN)) for one in texts]
        with nlp.select_pipes(enable=["tok2vec"]):
            docs = component.pipe(nlp.pipe(one.text for one in texts))
            found = [[Span(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in docs]
        figures[name] = score_names(texts, found, labels)
        if name == "stockmark":
            figures["stockmark companies"] = score_companies(datasets, found)
    return figures


def write_json(path: Path, value: object, indent: int | None = 1) -> None:
    """Writes readable JSON."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")


def _vectors(nlp: Language) -> Tensor:
    table = np.asarray(nlp.vocab.vectors.data, dtype=np.float32)
    return torch.from_numpy(np.concatenate([table, np.zeros_like(table[:1])]))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="train_ja", description=__doc__)
    parser.add_argument("--datasets", type=Path, default=Path("../shared/datasets"), help="folder of archives")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold/train"), help="articles of known claims")
    parser.add_argument("--gazetteer", type=Path, default=Path("data/gazetteer"), help="lists of names")
    parser.add_argument("--work", type=Path, required=True, help="folder for analyses and the checkpoint")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="folder of the weights")
    parser.add_argument("--epochs", type=int, nargs="+", default=Recipe.cycles, help="epochs of each cycle")
    parser.add_argument("--members", type=int, default=Recipe.members, help="networks that are asked together")
    parser.add_argument("--seed", type=int, default=Recipe.seed, help="seed of all chance")
    return parser


if __name__ == "__main__":
    main()
