"""Forms for those who will not touch YAML: pages on the desk or the intranet, never on the public site."""
