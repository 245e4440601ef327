"""Value types: what a single field of a record can hold, and how it is written."""
