"""The demands that records must meet, one file per family; each has a code in :mod:`generator.source.problems`."""

from generator.rules import guides, identity, procedures

RECORD_RULES: tuple[identity.RecordRule, ...] = (*identity.RECORD_RULES, *guides.RECORD_RULES, *procedures.RECORD_RULES)
"""Every rule that needs one record and nothing else."""

__all__ = ["RECORD_RULES"]
