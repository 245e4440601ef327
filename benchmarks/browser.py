"""The browser that looks at finished pages."""

import shutil


def chromium() -> str | None:
    """Where Chromium is on this machine, or nothing."""
    return next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
