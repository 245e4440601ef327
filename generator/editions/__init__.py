"""What is published on a day: the public form of a record, its standing, and the swap of one edition for the next."""
