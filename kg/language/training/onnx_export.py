"""The trained network as eight-bit ONNX graphs."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from kg.language.training.network import LABEL_WIDTH, Network

# Everything that the pipeline reads, one text at a time and therefore without padding.
OUTPUTS = (
    "pos", "tag", "morph", "lemma", "start", "names",
    "arc_dependent", "arc_head", "arc_root", "label_dependent", "label_head",
)  # fmt: skip


class _Words(nn.Module):
    """The network from pieces to scores, names as log-probabilities."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(ids, cases, first)
        scores["names"] = torch.log_softmax(scores["names"], dim=-1)
        return tuple(scores[name] for name in OUTPUTS)


class _Labels(nn.Module):
    """The scores of the labels of given arcs."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        return self.network.label_scores(dependents, heads)


def export(network: Network, folder: Path) -> None:
    """Writes ``encoder.onnx`` and ``labels.onnx``.

    Args:
        network: The trained network.
        folder: Existing target folder.

    Weights are rounded channel by channel and to seven bits: with all eight, processors without VNNI instructions
    overflow and would read the same text differently.
    """
    network = network.cpu().eval()
    pieces, words = torch.export.Dim("pieces", min=2, max=512), torch.export.Dim("words", min=2, max=512)
    # Tensors of their own: one given twice would come out as one input.
    ids, cases = torch.zeros(1, 12, dtype=torch.int64), torch.zeros(1, 12, dtype=torch.int64)
    _write(
        _Words(network),
        {"ids": ids, "cases": cases, "first": torch.arange(1, 9)[None]},
        {"ids": {1: pieces}, "cases": {1: pieces}, "first": {1: words}},
        list(OUTPUTS),
        folder / "encoder.onnx",
    )
    _write(
        _Labels(network),
        {"dependents": torch.zeros(1, 8, LABEL_WIDTH), "heads": torch.zeros(1, 8, LABEL_WIDTH)},
        {"dependents": {1: words}, "heads": {1: words}},
        ["labels"],
        folder / "labels.onnx",
    )


def _write(
    module: nn.Module,
    inputs: dict[str, Tensor],
    shapes: dict[str, dict[int, object]],
    outputs: list[str],
    path: Path,
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        exact, prepared = Path(scratch, "exact.onnx"), Path(scratch, "prepared.onnx")
        program = torch.onnx.export(
            module.eval(),
            kwargs=inputs,
            dynamic_shapes=shapes,
            input_names=list(inputs),
            output_names=outputs,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        program.save(exact)
        quant_pre_process(exact, prepared)
        quantize_dynamic(
            prepared,
            path,
            op_types_to_quantize=["MatMul", "Gemm"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
