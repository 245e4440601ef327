"""Draws a graph of steps without any other program: layers, columns, channels, and ways at right angles between the boxes."""

from generator.pages.chart.routes import Drawing, drawn
from generator.pages.chart.shapes import Box, Point, Size
from generator.pages.chart.typeset import ems, wrapped

__all__ = ["Box", "Drawing", "Point", "Size", "drawn", "ems", "wrapped"]
