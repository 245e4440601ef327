"""Puts the steps of a graph into layers from top to bottom, and orders each layer so that few ways cross.

The method is Sugiyama's: ways that close a cycle are set aside, a node's layer is its longest path from a start,
a way over several layers gets a place in each of them, and layers are ordered by barycentres.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Way = tuple[int, int]
"""From one node to another, by position in the list of nodes."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a layer: a node, or the passage of a way between two nodes. One of the two is -1."""

    node: int
    way: int


Spot = tuple[int, Place]
"""A place with its layer."""


@dataclass(frozen=True, slots=True)
class Layering:
    """Nodes lie in the even layers, the labels of ways in the odd ones; ways pass through all layers between their ends."""

    layers: tuple[tuple[Place, ...], ...]
    back: frozenset[int]
    """The ways that lead back up, by position; no layer has a place for them."""
    chains: tuple[tuple[Spot, ...], ...]
    """Of each way the places it runs through, ends included, with their layers; empty for a way back."""


def layered(count: int, ways: Sequence[Way]) -> Layering:
    """Layers for ``count`` nodes, the first of them the start, and the ways between them."""
    back = closing_ways(count, ways)
    rank = ranks(count, ways, back)
    layers: list[list[Place]] = [[] for _ in range(2 * max(rank, default=0) + 1)]
    for node in range(count):
        layers[2 * rank[node]].append(Place(node, -1))
    chains: list[tuple[Spot, ...]] = []
    for position, (source, target) in enumerate(ways):
        if position in back:
            chains.append(())
            continue
        inner = [(layer, Place(-1, position)) for layer in range(2 * rank[source] + 1, 2 * rank[target])]
        for layer, place in inner:
            layers[layer].append(place)
        chains.append(((2 * rank[source], Place(source, -1)), *inner, (2 * rank[target], Place(target, -1))))
    return Layering(_ordered(layers, chains), back, tuple(chains))


def closing_ways(count: int, ways: Sequence[Way]) -> frozenset[int]:
    """The ways that close a cycle: those met, in a walk that starts at the first node, whose target is still being walked."""
    leaving: list[list[int]] = [[] for _ in range(count)]
    for position, (source, _) in enumerate(ways):
        leaving[source].append(position)
    back = set()
    state = [0] * count
    for start in range(count):
        if state[start]:
            continue
        state[start] = 1
        walk = [(start, iter(leaving[start]))]
        while walk:
            node, remaining = walk[-1]
            position = next(remaining, -1)
            if position < 0:
                state[node] = 2
                walk.pop()
            elif state[target := ways[position][1]] == 1:
                back.add(position)
            elif state[target] == 0:
                state[target] = 1
                walk.append((target, iter(leaving[target])))
    return frozenset(back)


def ranks(count: int, ways: Sequence[Way], back: frozenset[int]) -> list[int]:
    """The length of the longest path that leads to each node, ways back left out."""
    onward: list[list[int]] = [[] for _ in range(count)]
    entering = [0] * count
    for position, (source, target) in enumerate(ways):
        if position not in back:
            onward[source].append(target)
            entering[target] += 1
    rank = [0] * count
    ready = [node for node in range(count) if not entering[node]]
    for node in ready:
        for target in onward[node]:
            rank[target] = max(rank[target], rank[node] + 1)
            entering[target] -= 1
            if not entering[target]:
                ready.append(target)
    return rank


_Steps = list[dict[Place, list[Place]]]


def _ordered(order: list[list[Place]], chains: Sequence[Sequence[Spot]]) -> tuple[tuple[Place, ...], ...]:
    down: _Steps = [{} for _ in order]
    up: _Steps = [{} for _ in order]
    for chain in chains:
        for (layer, place), (below, following) in pairwise(chain):
            down[layer].setdefault(place, []).append(following)
            up[below].setdefault(following, []).append(place)
    as_written = _settled(order, up, down)
    mirrored = _settled([layer[::-1] for layer in order], up, down)
    best = mirrored if _cost(mirrored, down)[0] < _cost(as_written, down)[0] else as_written
    return tuple(tuple(layer) for layer in best)


def _settled(order: list[list[Place]], up: _Steps, down: _Steps) -> list[list[Place]]:
    """The best of the orders met while sweeping down and up, from the order given."""
    order = [list(layer) for layer in order]
    met = []
    for turn in range(12):
        if turn % 2:
            _sweep(order, down, range(len(order) - 2, -1, -1))
        else:
            _sweep(order, up, range(1, len(order)))
        met.append([list(layer) for layer in order])
    return min(met, key=lambda each: _cost(each, down))


def _sweep(order: list[list[Place]], neighbours: _Steps, layers: range) -> None:
    """Sort each layer by the mean position of the neighbours in the layer before it; what has none stays where it is."""
    for layer in layers:
        before = order[layer - layers.step]
        position = {place: index for index, place in enumerate(before)}
        means = {
            place: sum(position[each] for each in near) / len(near) for place in order[layer] if (near := neighbours[layer].get(place))
        }
        moving = iter(sorted((place for place in order[layer] if place in means), key=means.__getitem__))
        order[layer] = [next(moving) if place in means else place for place in order[layer]]


def _cost(order: list[list[Place]], down: _Steps) -> tuple[int, int]:
    """How many ways cross, and how far they go aside, counted in places."""
    crossings = aside = 0
    for layer, (above, below) in enumerate(pairwise(order)):
        position = {place: index for index, place in enumerate(below)}
        seen: list[int] = []
        for index, place in enumerate(above):
            ends = sorted(position[each] for each in down[layer].get(place, ()))
            crossings += sum(1 for end in ends for other in seen if other > end)
            aside += sum(abs(end - index) for end in ends)
            seen += ends
    return crossings, aside
