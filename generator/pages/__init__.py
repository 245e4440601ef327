"""The HTML writer: fills shells with fragments made from public records and summary tables."""
