"""Amounts of money in formal Chinese numerals."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")


def in_words(yuan: int) -> str:
    """Whole amount in yuan, below 100 million: 10500 is 壹万零伍佰元整."""
    if not 0 < yuan < 100_000_000:
        raise ValueError(f"金额 {yuan} 不在 1 元至 99999999 元之间")
    high, low = divmod(yuan, 10_000)
    text = _group(high) + "万" if high else ""
    if low:
        text += ("零" if high and low < 1000 else "") + _group(low)
    return text + "元整"


def _group(number: int) -> str:
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + _UNITS[place]
            zero = False
        else:
            zero = True
    return text
