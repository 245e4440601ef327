"""``python -m generator``: the same as ``gongshi``."""

from generator.cli import main

if __name__ == "__main__":
    main(prog_name="gongshi")
