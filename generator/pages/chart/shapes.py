"""Points, sizes and rectangles. All lengths are in units of the drawing, y counts downwards."""

from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


def centred(middle: Point, size: Size) -> Box:
    """The rectangle of this size around a point."""
    return Box(middle[0] - size[0] / 2, middle[1] - size[1] / 2, *size)


def around(boxes: Iterable[Box], margin: float) -> Box:
    """The smallest rectangle that leaves a margin around all these."""
    inside = list(boxes)
    left, top = min(box.x for box in inside) - margin, min(box.y for box in inside) - margin
    right, bottom = max(box.right for box in inside) + margin, max(box.bottom for box in inside) + margin
    return Box(left, top, right - left, bottom - top)
