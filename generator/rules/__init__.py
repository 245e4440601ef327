"""The demands that registers must meet, one file per family. A rule is a function with a code, a basis, an explanation and cases."""
