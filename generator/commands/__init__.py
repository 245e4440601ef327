"""The commands, a file for each kind of work; :mod:`generator.cli` puts them together."""
