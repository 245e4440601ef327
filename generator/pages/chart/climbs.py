"""The ways back: each leaves its box at the side or, where another box stands there, through the channel below; climbs beside
everything that it passes; and enters at the side or through the channel above.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.pages.chart.layers import Layering, Spot, Way
from generator.pages.chart.shapes import Box, Point, Size, centred

_ASIDE = 14
"""How far a climb keeps from what it passes."""


@dataclass(frozen=True, slots=True)
class Climb:
    """How a way back runs: on which side (-1 left, 1 right), and whether it leaves and enters at the box's side."""

    side: int
    leaves_aside: bool
    enters_aside: bool


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a climb begins or ends, and the points between there and the box."""

    y: float
    points: tuple[Point, ...]


def climb(layering: Layering, x: Mapping[Spot, int], source: Spot, target: Spot) -> Climb:
    """On the side where fewer boxes are in the way; then on the one where the climb is nearer."""

    def is_free(spot: Spot, side: int) -> bool:
        return all(place.node < 0 or (x[spot[0], place] - x[spot]) * side <= 0 for place in layering.layers[spot[0]])

    def cost(side: int) -> tuple[int, float]:
        between = range(target[0], source[0] + 1)
        furthest = max(side * x[layer, place] for layer in between for place in layering.layers[layer])
        return (not is_free(source, side)) + (not is_free(target, side)), 2 * furthest - side * (x[source] + x[target])

    side = min((1, -1), key=cost)
    return Climb(side, is_free(source, side), is_free(target, side))


def ports(climbs: Mapping[int, Climb], ways: Sequence[Way], boxes: Sequence[Box], slants: Sequence[float]) -> dict[tuple[int, bool], Point]:
    """Where ways back meet the sides of boxes, by way and whether they enter. All that enter a box share a point, the uppermost."""
    found: dict[tuple[int, bool], Point] = {}
    for node, box in enumerate(boxes):
        for side in (-1, 1):
            enter = [way for way, each in climbs.items() if each.side == side and each.enters_aside and ways[way][1] == node]
            leave = [way for way, each in climbs.items() if each.side == side and each.leaves_aside and ways[way][0] == node]
            slots = ([enter] if enter else []) + [[way] for way in leave]
            for number, slot in enumerate(slots, 1):
                y = box.y + box.height * number / (len(slots) + 1)
                inset = slants[node] * abs(y - box.middle[1]) / (box.height / 2)
                point = (box.x + inset if side < 0 else box.right - inset, y)
                found |= {(way, bool(enter) and number == 1): point for way in slot}
    return found


def path(out: Landing, into: Landing, side: int, label: Size | None, obstacles: list[Box]) -> tuple[tuple[Point, ...], Box | None]:
    """The points of a way back and the place of its label. What the climb takes up is added to the obstacles."""
    low, high = sorted((out.y, into.y))
    width, height = label or (0, 0)
    middle = out.y - 12 - height / 2 if height + 24 < high - low else (low + high) / 2
    top, bottom = min(low, middle - height / 2), max(high, middle + height / 2)
    passed = [box for box in obstacles if box.y < bottom + 4 and top - 4 < box.bottom]
    edge = max((box.right for box in passed), default=0) if side > 0 else min((box.x for box in passed), default=0)
    at = round(edge + side * (_ASIDE + width / 2))
    obstacles.append(Box(at - max(width, 2) / 2, top, max(width, 2), bottom - top))
    points = (*out.points, (at, out.y), (at, into.y), *into.points)
    return points, centred((at, middle), label) if label else None
