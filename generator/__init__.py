"""gongshi 公示: disclosure registers in, a static disclosure site out."""

__version__ = "0.1.0"
