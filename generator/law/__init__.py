"""Law as data: instruments with their dates, what their provisions demand, and dated values."""
