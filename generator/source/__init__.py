"""YAML in, with line and column: finding the shards, reading them, judging them by their models, storing the result."""
