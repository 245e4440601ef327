"""Gives every place of a layering its x: straight ways first, then short ones, and never two places too close.

Places that a straight way joins form a column and share one x. The columns are drawn together like springs along the ways
between them and pushed apart where they stand side by side, in a fixed number of rounds.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from generator.pages.chart.layers import Layering, Spot, Way

_ROUNDS = 120


def columns(layering: Layering, ways: Sequence[Way], width: Callable[[Spot], float]) -> dict[Spot, int]:
    """The x of the middle of every place. Neighbours in a layer keep a gap, whatever their widths."""
    spots = [(layer, place) for layer, places in enumerate(layering.layers) for place in places]
    column = _joined(layering, ways, spots)
    count = max(column.values()) + 1
    springs: list[list[int]] = [[] for _ in range(count)]
    for chain in layering.chains:
        for upper, lower in pairwise(chain):
            above, below = column[upper], column[lower]
            if above != below:
                springs[above].append(below)
                springs[below].append(above)
    gaps: dict[tuple[int, int], float] = {}
    for layer, places in enumerate(layering.layers):
        for one, other in pairwise(places):
            pair = column[layer, one], column[layer, other]
            apart = (width((layer, one)) + width((layer, other))) / 2 + (26 if one.node >= 0 and other.node >= 0 else 16)
            gaps[pair] = max(gaps.get(pair, 0), apart)
    order = _from_left(count, gaps)
    x = _packed(order, gaps, [0.0] * count)
    _settle(x, order, springs, gaps)
    x = _packed(order, gaps, x)
    return {spot: round(x[column[spot]]) for spot in spots}


def _settle(x: list[float], order: list[int], springs: list[list[int]], gaps: Mapping[tuple[int, int], float]) -> None:
    """Draw the columns together along their ways and push them apart where they are too close, again and again."""
    for turn in range(_ROUNDS):
        for each in order if turn % 2 else reversed(order):
            if springs[each]:
                x[each] += (sum(x[other] for other in springs[each]) / len(springs[each]) - x[each]) * 0.6
        for _ in range(3):
            for (left, right), apart in gaps.items():
                short = apart - (x[right] - x[left])
                if short > 0:
                    x[left] -= short / 2
                    x[right] += short / 2


def _joined(layering: Layering, ways: Sequence[Way], spots: list[Spot]) -> dict[Spot, int]:
    """The column of every place. The inside of a way is joined first, then the ways on the longest paths, as far as none cross."""
    below: dict[Spot, Spot] = {}
    above: dict[Spot, Spot] = {}
    index = {(layer, place): at for layer, places in enumerate(layering.layers) for at, place in enumerate(places)}
    taken: dict[int, list[tuple[int, int]]] = {}

    def join(upper: Spot, lower: Spot) -> None:
        here, there = index[upper], index[lower]
        joined = taken.setdefault(upper[0], [])
        if upper not in below and lower not in above and all((here - a) * (there - b) > 0 for a, b in joined):
            below[upper], above[lower] = lower, upper
            joined.append((here, there))

    onward = [position for position, chain in enumerate(layering.chains) if chain]
    for position in onward:
        for upper, lower in pairwise(layering.chains[position][1:-1]):
            join(upper, lower)
    length = _lengths(layering, ways)
    for position in sorted(onward, key=lambda each: (-length[each], len(layering.chains[each]), each)):
        for upper, lower in pairwise(layering.chains[position]):
            join(upper, lower)
    column: dict[Spot, int] = {}
    number = 0
    for spot in spots:
        if spot not in above:
            walked: Spot | None = spot
            while walked is not None:
                column[walked] = number
                walked = below.get(walked)
            number += 1
    return column


def _lengths(layering: Layering, ways: Sequence[Way]) -> dict[int, int]:
    """Of each way the number of layers of the longest path that runs through it."""
    depth: dict[int, int] = {}
    for layer in range(len(layering.layers) - 1, -1, -2):
        for place in layering.layers[layer]:
            if place.node >= 0:
                depth.setdefault(place.node, 0)
        for position, chain in enumerate(layering.chains):
            if chain and chain[0][0] == layer:
                source, target = ways[position]
                depth[source] = max(depth.get(source, 0), depth[target] + len(chain) - 1)
    return {position: chain[0][0] + depth[ways[position][1]] + 1 for position, chain in enumerate(layering.chains) if chain}


def _from_left(count: int, gaps: Mapping[tuple[int, int], float]) -> list[int]:
    """The columns so ordered that each comes after those on its left."""
    after: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for left, right in gaps:
        after[left].append(right)
        waiting[right] += 1
    order = [each for each in range(count) if not waiting[each]]
    for each in order:
        for right in after[each]:
            waiting[right] -= 1
            if not waiting[right]:
                order.append(right)
    return order


def _packed(order: list[int], gaps: Mapping[tuple[int, int], float], least: list[float]) -> list[float]:
    """Each column at its least x or further right, as far as its neighbours on the left demand."""
    on_left: dict[int, list[tuple[int, float]]] = {}
    for (left, right), apart in gaps.items():
        on_left.setdefault(right, []).append((left, apart))
    x = list(least)
    for each in order:
        x[each] = max([x[each], *(x[left] + apart for left, apart in on_left.get(each, ()))])
    return x
