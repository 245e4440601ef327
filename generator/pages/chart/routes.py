"""Draws a graph in points: where each box stands, how each way runs at right angles, where each label stands.

Ways down run through the channels between the layers. Those that leave one box share a line there, and so do those that enter
one box, never others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.pages.chart.channels import Channel, channels, tracks
from generator.pages.chart.climbs import Climb, Landing, climb, path, ports
from generator.pages.chart.columns import columns
from generator.pages.chart.layers import Layering, Place, Spot, Way, layered
from generator.pages.chart.shapes import Box, Point, Size, around, centred

_TRACK = 10
_BEFORE_TRACK = 12
_BEFORE_BOX = 20
"""Room for an arrow head."""
_MARGIN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Where everything is: boxes by node; paths and labels by way, None for a way without a label."""

    boxes: tuple[Box, ...]
    paths: tuple[tuple[Point, ...], ...]
    labels: tuple[Box | None, ...]
    back: frozenset[int]
    frame: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """What the parts of a drawing stand on."""

    layering: Layering
    x: dict[Spot, int]
    channels: list[Channel]
    tops: list[float]
    heights: list[float]
    lines: list[float]
    """The y of the first track of each channel."""

    def line(self, layer: int, place: Place) -> float:
        """The y at which a place's ways run in the channel above a layer."""
        return self.lines[layer] + _TRACK * self.channels[layer][place].track

    def middle(self, spot: Spot) -> Point:
        """The centre of a place."""
        return self.x[spot], self.tops[spot[0]] + self.heights[spot[0]] / 2


def drawn(sizes: Sequence[Size], slants: Sequence[float], ways: Sequence[Way], labels: Sequence[Size | None]) -> Drawing:
    """The drawing of boxes of these sizes, the first of them the start, and of the ways between them with labels of these sizes.

    ``slants`` says how far the sides of each box recede at its corners: 0 for a rectangle.
    """
    layering = layered(len(sizes), ways)

    def size(spot: Spot) -> Size:
        layer, place = spot
        if place.node >= 0:
            return sizes[place.node]
        label = labels[place.way]
        return label if label and layering.chains[place.way][1][0] == layer else (0, 0)

    spots = {place.node: (layer, place) for layer, row in enumerate(layering.layers) for place in row if place.node >= 0}
    x = columns(layering, ways, lambda spot: size(spot)[0])
    climbs = {way: climb(layering, x, spots[ways[way][0]], spots[ways[way][1]]) for way in sorted(layering.back)}
    grid = _grid(layering, x, climbs, [(spots[source], spots[target]) for source, target in ways], lambda spot: size(spot)[1])
    boxes = tuple(centred(grid.middle(spots[node]), sizes[node]) for node in range(len(sizes)))
    paths = [_descent(grid, chain, boxes) if chain else () for chain in layering.chains]
    places = [
        centred(grid.middle(chain[1]), label) if chain and label else None for chain, label in zip(layering.chains, labels, strict=True)
    ]
    obstacles = [*boxes, *(place for place in places if place)]
    obstacles += [Box(x[spot] - 1, grid.tops[spot[0]], 2, grid.heights[spot[0]]) for spot in x]
    ends = _landings(grid, climbs, ways, spots, boxes, slants)
    for way in sorted(climbs, key=lambda each: (abs(ends[each][0].y - ends[each][1].y), each)):
        paths[way], places[way] = path(*ends[way], climbs[way].side, labels[way], obstacles)
    lines = [Box(*point, 0, 0) for points in paths for point in points]
    frame = around([*boxes, *(place for place in places if place), *lines], _MARGIN)
    return Drawing(boxes=boxes, paths=tuple(paths), labels=tuple(places), back=layering.back, frame=frame)


def _grid(
    layering: Layering, x: dict[Spot, int], climbs: dict[int, Climb], ends: list[tuple[Spot, Spot]], height: Callable[[Spot], float]
) -> _Grid:
    leaving = [(ends[way][0], each.side) for way, each in climbs.items() if not each.leaves_aside]
    entering = [(ends[way][1], each.side) for way, each in climbs.items() if not each.enters_aside]
    found = channels(layering, x, leaving, entering)
    y = 0.0
    tops: list[float] = []
    heights: list[float] = []
    lines: list[float] = []
    for layer, channel in enumerate(found):
        lines.append(y + _BEFORE_TRACK)
        outside = layer in (0, len(layering.layers))
        after = _TRACK if layer % 2 else _BEFORE_BOX
        if count := tracks(channel):
            y += _BEFORE_TRACK + (count - 1) * _TRACK + after
        elif not outside:
            y += after
        if layer < len(layering.layers):
            tops.append(y)
            heights.append(max(height((layer, place)) for place in layering.layers[layer]))
            y += heights[-1]
    return _Grid(layering=layering, x=x, channels=found, tops=tops, heights=heights, lines=lines)


def _descent(grid: _Grid, chain: tuple[Spot, ...], boxes: Sequence[Box]) -> tuple[Point, ...]:
    """The points of a way down."""
    source, target = boxes[chain[0][1].node], boxes[chain[-1][1].node]
    points = [(source.middle[0], source.bottom)]
    for upper, lower in pairwise(chain):
        if grid.x[upper] != grid.x[lower]:
            line = grid.line(lower[0], upper[1] if lower[0] % 2 else lower[1])
            points += [(grid.x[upper], line), (grid.x[lower], line)]
    return (*points, (target.middle[0], target.y))


def _landings(
    grid: _Grid,
    climbs: dict[int, Climb],
    ways: Sequence[Way],
    spots: dict[int, Spot],
    boxes: Sequence[Box],
    slants: Sequence[float],
) -> dict[int, tuple[Landing, Landing]]:
    """Of each way back where it leaves and where it enters."""
    aside = ports(climbs, ways, boxes, slants)
    found = {}
    for way, each in climbs.items():
        (source, target), (above, below) = ways[way], (boxes[ways[way][1]], boxes[ways[way][0]])
        if each.leaves_aside:
            out = Landing(aside[way, False][1], (aside[way, False],))
        else:
            line = grid.line(spots[source][0] + 1, spots[source][1])
            out = Landing(line, ((below.middle[0], below.bottom), (below.middle[0], line)))
        if each.enters_aside:
            into = Landing(aside[way, True][1], (aside[way, True],))
        else:
            line = grid.line(*spots[target])
            into = Landing(line, ((above.middle[0], line), (above.middle[0], above.y)))
        found[way] = out, into
    return found
