"""Ledgers of an invented bureau, of any size, for benchmarks and for the sample county."""
