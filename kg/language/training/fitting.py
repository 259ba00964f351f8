"""The training loop: seeded, showing where it is, taken up again where it was stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from kg.language.training.batches import Batches
from kg.language.training.network import Network

# Of the encoder and of the heads, which start from nothing. Usual values for encoders of this size; not tuned.
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
WARM_UP = 0.06
LONGEST_STEP = 1.0
SAVED_EVERY = 200  # steps


def train(
    network: Network,
    batches: Batches,
    epochs: int,
    pace: float,
    checkpoint: Path,
    report: Callable[[str], None],
    max_steps: int | None = None,
) -> float:
    """Trains a network in place.

    Args:
        network: The network, on the device to train on.
        batches: What to learn from.
        epochs: How often to see everything.
        pace: How fast to learn; 1 from the start, less to adapt what is already trained.
        checkpoint: File that the state is kept in; training goes on from it if it is there.
        report: Told a line of progress now and then.
        max_steps: Stop early, to try the whole path.

    Returns:
        Seconds of training, those before an interruption included.
    """
    device = next(network.parameters()).device
    total = sum(1 for _ in batches.epoch(0)) * epochs if max_steps is None else max_steps
    optimizer = torch.optim.AdamW(_groups(network, pace), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, total))
    done, spent = _restore(checkpoint, network, optimizer, schedule)
    network.train()
    step, started, shown = 0, time.monotonic(), 0.0
    for epoch in range(epochs + 1):  # epochs differ by a batch or two
        for batch in batches.epoch(epoch):
            if step >= total:
                return spent + time.monotonic() - started
            step += 1
            if step <= done:
                continue
            torch.manual_seed(step)
            with torch.autocast(device.type, torch.bfloat16):
                loss = network.loss(batch.to(device))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), LONGEST_STEP)
            optimizer.step()
            schedule.step()
            shown = loss.item() if not shown else 0.98 * shown + 0.02 * loss.item()
            if step % 25 == 0:
                speed = (time.monotonic() - started) / (step - done)
                report(f"step {step}/{total}  loss {shown:.3f}  {speed * (total - step) / 60:.0f} min left")
            if step % SAVED_EVERY == 0:
                _keep(checkpoint, network, optimizer, schedule, step, spent + time.monotonic() - started)
    return spent + time.monotonic() - started


def _groups(network: Network, pace: float) -> list[dict[str, object]]:
    encoder = {id(p) for part in (network.layers, network.norm, network.positions) for p in part.parameters()}
    return [
        {"params": [p for p in network.parameters() if id(p) in encoder], "lr": pace * ENCODER_RATE},
        {"params": [p for p in network.parameters() if id(p) not in encoder], "lr": pace * HEAD_RATE},
    ]


def _rate(step: int, total: int) -> float:
    warm_up = max(1, int(total * WARM_UP))
    return min((step + 1) / warm_up, max(0.0, (total - step) / max(1, total - warm_up)))


def _keep(
    path: Path,
    network: Network,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    step: int,
    spent: float,
) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "step": step,
        "spent": spent,
    }
    unfinished = path.with_suffix(".unfinished")
    torch.save(state, unfinished)
    unfinished.replace(path)


def _restore(
    path: Path, network: Network, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR
) -> tuple[int, float]:
    if not path.exists():
        return 0, 0.0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return state["step"], state["spent"]
