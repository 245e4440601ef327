"""The demands that records must meet, one file per family; each has a code in :mod:`generator.source.problems`."""

from generator.rules.identity import RECORD_RULES

__all__ = ["RECORD_RULES"]
