"""Where to draw each node: forces push all nodes apart and pull linked ones together.

Every pair of nodes is looked at, as matrices: for as many nodes as a picture can show that is quicker than the trees
and grids which larger networks need, and it has none of their errors.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import networkx as nx
import numpy as np
from numpy.typing import NDArray

SEED = 20240101
# A picture of more shows nothing, and the time grows with the square.
LARGEST = 2000

# Tried by eye on scale-free networks of 10 to 2,000 nodes: more rounds changed little that one sees.
_ROUNDS = 120
_PIVOTS = 40
_APART_ROUNDS = 30
_EVENNESS = 0.6
_ELBOW_ROOM = 0.7
# 64 rows of 2,000 numbers are half a megabyte.
_ROWS = 64
# How far the first step may go, as a share of the width of the network.
_FIRST_STEP = 0.08

Places = NDArray[np.float64]
Matrix = NDArray[np.float32]
Pairs = NDArray[np.intp]


def place_nodes(network: nx.MultiDiGraph, *, seed: int = SEED) -> dict[str, tuple[float, float]]:
    """Positions by forces between linked nodes, the same for the same network, each coordinate from -1 to 1.

    The network is as broad as possible: its longest axis lies from left to right. Unlinked parts come to lie side by
    side only by chance; place each on its own.

    Raises:
        ValueError: There are more nodes than can be laid out while somebody waits; show fewer.
    """
    if len(network) > LARGEST:
        raise ValueError(f"{len(network)} nodes are too many to lay out; show at most {LARGEST}")
    names = sorted(network)
    if not names:
        return {}
    number = {name: at for at, name in enumerate(names)}
    linked = sorted({(min(pair), max(pair)) for pair in network.edges() if pair[0] != pair[1]})
    pairs = np.array([(number[one], number[other]) for one, other in linked], dtype=np.intp).reshape(-1, 2)
    places = _start(len(names), pairs, np.random.default_rng(seed))
    places = _settle(places, pairs)
    places = _push_apart(_spread(places))
    places = _lay_flat(places)
    return {name: (round(float(x), 4), round(float(y), 4)) for name, (x, y) in zip(names, places, strict=True)}


def _start(count: int, pairs: Pairs, random: np.random.Generator) -> Places:
    """Where the numbers of links between nodes put them (pivot MDS, Brandes and Pich 2007), a little shaken."""
    shaken = random.normal(scale=0.5, size=(count, 2))
    if count < 4 or not len(pairs):
        return shaken
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for one, other in pairs.tolist():
        neighbours[one].append(other)
        neighbours[other].append(one)
    steps = np.zeros((count, min(_PIVOTS, count)))
    nearest = np.full(count, np.inf)
    pivot = int(np.argmax([len(found) for found in neighbours]))
    for column in range(steps.shape[1]):
        steps[:, column] = _count_steps(pivot, neighbours)
        nearest = np.minimum(nearest, steps[:, column])
        pivot = int(np.argmax(nearest))
    squares = steps**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    spread = -0.5 * centred @ vectors[:, -2:]
    width = spread.std() or 1.0
    start: Places = spread / width * np.sqrt(count) / 2 + shaken
    return start


def _count_steps(start: int, neighbours: list[list[int]]) -> Places:
    steps = np.full(len(neighbours), -1.0)
    steps[start] = 0
    todo = deque([start])
    while todo:
        node = todo.popleft()
        for other in neighbours[node]:
            if steps[other] < 0:
                steps[other] = steps[node] + 1
                todo.append(other)
    # What cannot be reached is further off than all that can.
    steps[steps < 0] = steps.max() + 2
    return steps


def _settle(places: Places, pairs: Pairs) -> Places:
    """Lets the forces act, in steps that become smaller."""
    count = len(places)
    mass = 1.0 + np.bincount(pairs.ravel(), minlength=count) ** 0.5
    light = mass.astype(np.float32)
    for round_ in range(_ROUNDS):
        away = _push(places, lambda squares: light / squares) * mass[:, None]
        forces = away + _attract(places, pairs) - 0.02 * mass[:, None] * places
        strength = np.linalg.norm(forces, axis=1, keepdims=True)
        width = float(np.ptp(places, axis=0).max()) or 1.0
        step = _FIRST_STEP * width * (1 - round_ / _ROUNDS) ** 2 + 1e-3
        places = places + forces / np.maximum(strength, 1e-9) * np.minimum(strength, step)
    return places


def _push(places: Places, strength: Callable[[Matrix], Matrix]) -> Places:
    """Where each is pushed by all: the way from each other one to it, times a strength by the square of that way.

    It goes some rows at a time, which stay in the cache of the processor, and without BLAS, whose threads cost more
    than they save when a server has other work.
    """
    x, y = (np.ascontiguousarray(places[:, axis], dtype=np.float32) for axis in (0, 1))
    pushed = np.empty_like(places)
    for start in range(0, len(places), _ROWS):
        rows = slice(start, start + _ROWS)
        across, down = np.subtract.outer(x[rows], x), np.subtract.outer(y[rows], y)
        # Never nothing; to itself each has no way, whatever the strength.
        squares = np.maximum(across * across + down * down, np.float32(0.01))
        strong = strength(squares)
        pushed[rows, 0] = np.einsum("ij,ij->i", strong, across)
        pushed[rows, 1] = np.einsum("ij,ij->i", strong, down)
    return pushed


def _attract(places: Places, pairs: Pairs) -> Places:
    ends = places[pairs[:, 1]] - places[pairs[:, 0]]
    pulls = np.zeros_like(places)
    for axis in (0, 1):
        for side, sign in ((0, 1.0), (1, -1.0)):
            pulls[:, axis] += np.bincount(pairs[:, side], sign * ends[:, axis], minlength=len(places))
    return pulls


def _spread(places: Places) -> Places:
    """Forces crowd the middle: half way to where each ring has as much room for a node as any other."""
    middle = places - places.mean(axis=0)
    far = np.linalg.norm(middle, axis=1)
    even = np.empty_like(far)
    even[np.argsort(far, kind="stable")] = np.sqrt((np.arange(len(far)) + 0.5) / len(far)) * far.max()
    spread: Places = middle * ((1 - _EVENNESS) + _EVENNESS * even / np.maximum(far, 1e-9))[:, None]
    return spread


def _push_apart(places: Places) -> Places:
    """Moves nodes that lie on each other apart, until each has some of the room that an even spread would give it."""
    area = float(np.prod(np.ptp(places, axis=0))) or 1.0
    least = np.float32(_ELBOW_ROOM * (area / len(places)) ** 0.5)
    quarter = np.float32(0.25)
    for _ in range(_APART_ROUNDS):
        moved = _push(places, lambda squares: quarter * np.maximum(least / np.sqrt(squares) - 1, 0))
        if not moved.any():
            break
        places = places + moved
    return places


def _lay_flat(places: Places) -> Places:
    """Turns the longest axis from left to right, and fits everything into the square."""
    places = places - places.mean(axis=0)
    _, axes = np.linalg.eigh(places.T @ places)
    # An axis has two directions; the sign of the furthest node decides.
    turned = places @ axes[:, ::-1]
    furthest = np.abs(turned).argmax(axis=0)
    turned = turned * np.where(turned[furthest, [0, 1]] < 0, -1.0, 1.0)
    low, high = turned.min(axis=0), turned.max(axis=0)
    flat: Places = (turned - (low + high) / 2) / (float((high - low).max()) / 2 or 1.0)
    return flat
