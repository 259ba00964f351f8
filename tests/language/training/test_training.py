"""The whole way from sentences to a pipeline, with a network that has learnt next to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

torch = pytest.importorskip("torch", reason="the training libraries are not installed (make install-training)")
pytest.importorskip("onnxscript", reason="the training libraries are not installed (make install-training)")

from kg.language.training.batches import Batches, collect_labels  # noqa: E402
from kg.language.training.examples import Example, names_only  # noqa: E402
from kg.language.training.fitting import train  # noqa: E402
from kg.language.training.lexicon import collect_lemmas  # noqa: E402
from kg.language.training.network import Network  # noqa: E402
from kg.language.training.spans import NameSentence  # noqa: E402
from kg.language.training.train_en import save_weights  # noqa: E402
from kg.language.training.treebank import parse_conllu  # noqa: E402
from kg.language.wordpieces import WordPieces  # noqa: E402

TREEBANK = """\
# sent_id = 1
1	Nvidia	Nvidia	PROPN	NNP	Number=Sing	2	nsubj	_	_
2	bought	buy	VERB	VBD	Tense=Past	0	root	_	_
3	Mellanox	Mellanox	PROPN	NNP	Number=Sing	2	obj	_	SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

# sent_id = 2
1	Investors	investor	NOUN	NNS	Number=Plur	2	nsubj	_	_
2	cheered	cheer	VERB	VBD	Tense=Past	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_
"""
NAMES = ("B-Organization", "O", "B-Organization", "O", "O", "O", "O")
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "nvidia", "bought", "mellan", "##ox", ".", "investors", "cheered"]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pieces") / "vocab.txt"
    path.write_text("\n".join(PIECES) + "\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    trees = tuple(parse_conllu(TREEBANK))
    words = tuple(word for tree in trees for word in tree.words)
    only = names_only([NameSentence("x", ["Mellanox", "rose"], [True, True], ["B-Organization", "O"])], "x")
    return [Example("ours", words, NAMES, trees), *only]


def fresh(examples: list[Example], vocabulary: Path) -> tuple[Network, Batches, dict[str, list[str]]]:
    labels = collect_labels(examples * 2)
    torch.manual_seed(1)
    network = Network({name: len(values) for name, values in labels.items()}, len(PIECES))
    network.table.random_(-127, 127)
    network.scale.fill_(0.001)
    return network, Batches(examples, labels, WordPieces(vocabulary), 1), labels


@pytest.fixture(scope="module")
def trained(
    examples: list[Example], vocabulary: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Network, Batches, dict[str, list[str]]]:
    network, batches, labels = fresh(examples, vocabulary)
    train(network, batches, 80, 1.0, tmp_path_factory.mktemp("work") / "state.pt", lambda line: None)
    return network, batches, labels


def test_an_interrupted_run_ends_like_an_uninterrupted_one(
    examples: list[Example], vocabulary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.language.training.fitting.SAVED_EVERY", 2)
    whole, batches, _ = fresh(examples, vocabulary)
    train(whole, batches, 4, 1.0, tmp_path / "whole.pt", lambda line: None)

    class Stopped(Exception):
        pass

    def stop(self: Network, batch: object) -> None:
        raise Stopped

    first, batches, _ = fresh(examples, vocabulary)
    loss, calls = Network.loss, iter(range(100))
    monkeypatch.setattr(Network, "loss", lambda self, batch: (stop if next(calls) == 3 else loss)(self, batch))
    with pytest.raises(Stopped):
        train(first, batches, 4, 1.0, tmp_path / "state.pt", lambda line: None)
    monkeypatch.setattr(Network, "loss", loss)
    second, batches, _ = fresh(examples, vocabulary)
    train(second, batches, 4, 1.0, tmp_path / "state.pt", lambda line: None)
    for name, value in whole.state_dict().items():
        assert torch.equal(value, second.state_dict()[name]), name


@pytest.mark.filterwarnings("ignore")
def test_what_is_exported_reads_what_was_learnt(
    examples: list[Example],
    trained: tuple[Network, Batches, dict[str, list[str]]],
    vocabulary: Path,
    tmp_path: Path,
) -> None:
    network, _, labels = trained
    save_weights(network, labels, collect_lemmas(examples), vocabulary.parent, tmp_path)
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_technews").from_disk(tmp_path)  # type: ignore[attr-defined]
    doc = nlp("Nvidia bought Mellanox. Investors cheered.")
    assert [token.dep_ for token in doc] == ["nsubj", "ROOT", "obj", "punct", "nsubj", "ROOT", "punct"]
    assert [token.lemma_ for token in doc][:3] == ["Nvidia", "buy", "Mellanox"]
    assert [(name.text, name.label_) for name in doc.ents] == [("Nvidia", "Organization"), ("Mellanox", "Organization")]
    assert [sentence.text for sentence in doc.sents] == ["Nvidia bought Mellanox.", "Investors cheered."]
