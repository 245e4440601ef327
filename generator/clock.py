"""The one place that asks what day it is. Everything below the doors is told."""

import datetime as dt
from zoneinfo import ZoneInfo


def today() -> dt.date:
    """The day in China (Asia/Shanghai), whatever the machine's own zone."""
    return dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
