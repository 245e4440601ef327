"""The host: renders what people write, and one shell for each kind of page that is made from data."""
