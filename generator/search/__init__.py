"""The search writer: the files that the search page reads."""
