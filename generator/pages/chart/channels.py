"""The channels between layers: which ways share a line there, and on which track each line runs so that none lies on another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.pages.chart.layers import Layering, Place, Spot

_NEAR = 8
"""Lines closer than this would be read as one."""

FAR = 1_000_000
"""Where the line of a way back goes before it is known where that is."""


@dataclass(slots=True)
class Net:
    """Ways that share one line in a channel: the x at which they come in above and go out below, and how far else they reach."""

    tops: list[int] = field(default_factory=list)
    bottoms: list[int] = field(default_factory=list)
    reach: list[int] = field(default_factory=list)
    track: int = -1
    """Counted from above; -1 where all run straight down."""

    @property
    def span(self) -> tuple[int, int]:
        """From where to where the line runs."""
        ends = self.tops + self.bottoms + self.reach
        return min(ends), max(ends)


Ends = Iterable[tuple[Spot, int]]
"""Boxes that ways back leave or enter through a channel, each with the side (-1, 1) to which they run."""

Channel = dict[Place, Net]
"""The nets of a channel by what they leave or enter: above labels they are kept by the place above, above boxes by the place below."""


def channels(layering: Layering, x: Mapping[Spot, int], leaving: Ends, entering: Ends) -> list[Channel]:
    """The channel above each layer, and the one below the last."""
    found: list[Channel] = [{} for _ in range(len(layering.layers) + 1)]
    for chain in layering.chains:
        for number, (layer, place) in enumerate(chain[1:]):
            above = chain[number]
            net = found[layer].setdefault(above[1] if layer % 2 else place, Net())
            net.tops.append(x[above])
            net.bottoms.append(x[layer, place])
    for (layer, place), side in leaving:
        net = found[layer + 1].setdefault(place, Net())
        net.tops.append(x[layer, place])
        net.reach.append(side * FAR)
    for (layer, place), side in entering:
        net = found[layer].setdefault(place, Net())
        net.bottoms.append(x[layer, place])
        net.reach.append(side * FAR)
    for channel in found:
        _set_tracks([net for net in channel.values() if net.span[0] < net.span[1]])
    return found


def tracks(channel: Channel) -> int:
    """How many tracks a channel has."""
    return 1 + max((net.track for net in channel.values()), default=-1)


def _set_tracks(nets: list[Net]) -> None:
    """A net that comes in where another goes out runs above it, so that their upright lines do not meet."""
    nets = sorted(nets, key=lambda net: (net.span, net.tops, net.bottoms))
    above = {
        id(net): [other for other in nets if other is not net and any(abs(top - end) < _NEAR for top in other.tops for end in net.bottoms)]
        for net in nets
    }
    waiting, track = nets, 0
    while waiting:
        free = [net for net in waiting if not any(other.track < 0 for other in above[id(net)])] or waiting[:1]
        end = -2 * FAR
        for net in free:
            if net.span[0] >= end + _NEAR:
                net.track, end = track, net.span[1]
        waiting, track = [net for net in waiting if net.track < 0], track + 1
