"""The download writer: every register as CSV and JSON."""
