"""Findings and duties in the formats that people and programs read. One finding, many formats: the sentence never differs."""
