"""Why a text is no single exact figure.

Enters: a `Written` that a reader could not match. Leaves: the `QuantityError` with the reason that helps
most. The readers match strictly first; these checks run only afterwards, so a word missing here never lets a
text pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from eligib.language.quantity_text import DIGIT, QuantityError, Written, several
from eligib.messages import Text, say

Check = Callable[[Written], QuantityError | None]

_ABSENT = (
    "", "-", "--", "—", "——", "/", "n/a", "#n/a", "na", "null", "tbd",
    "暂无", "未知", "不详", "未填", "待定", "空",
)  # fmt: skip
_NOTHING = ("无", "没有", "none", "nil")
_ENDLESS = ("nan", "inf", "infinity", "∞", "无穷", "无限")
_LIMITS = (
    "以上", "以下", "以内", "之内", "不超过", "超过", "不低于", "低于", "不少于", "少于", "不足", "不高于",
    "高于", "不大于", "大于", "不小于", "小于", "不多于", "多于", "至少", "至多", "最多", "最少", "最高",
    "最低", ">", "<", "≥", "≤", "≧", "≦", "atleast", "atmost", "morethan", "lessthan", "upto", "over",
    "under",
)  # fmt: skip
_ESTIMATES = (
    "大约", "约", "大概", "左右", "上下", "余", "多", "将近", "接近", "近", "几", "数", "来", "许",
    "~", "≈", "approx", "about", "around", "nearly", "roughly",
)  # fmt: skip


def first_reason(written: Written, *checks: Check) -> QuantityError:
    """Return what the first check that objects says, or the general refusal."""
    found = (check(written) for check in checks)
    general = say("`{got}` is not in a form that can be read exactly", got=written.got)
    return next((error for error in found if error), written.refuse(general))


def explain(written: Written, *own: Check) -> QuantityError:
    """Return why `written` is no single exact figure; a reader's own checks come before the common ones."""
    return first_reason(written, absent, _nothing, _endless, *own, *_COMMON)


def absent(written: Written) -> QuantityError | None:
    """Object to a blank and to the words that stand for one."""
    hint = say("leave it out if it is not known")
    if not written.clean:
        return written.refuse(say("nothing is written here"), hint)
    if written.clean in _ABSENT:
        return written.refuse(say("`{got}` gives no value", got=written.got), hint)
    return None


def unit_missing(written: Written, hint: Text) -> QuantityError:
    """Return the refusal of a bare number."""
    return written.refuse(say("`{got}` does not say its unit", got=written.got), hint)


def not_whole(written: Written) -> QuantityError:
    """Return the refusal of a fraction where only whole numbers make sense."""
    return written.refuse(say("`{got}` is not a whole number", got=written.got))


def _nothing(written: Written) -> QuantityError | None:
    if written.clean not in _NOTHING:
        return None
    message = say("`{got}` can mean none or not known", got=written.got)
    return written.refuse(message, say("write `0` if it is none, or leave it out"))


def _endless(written: Written) -> QuantityError | None:
    if written.clean.lstrip("+-") not in _ENDLESS:
        return None
    return written.refuse(say("`{got}` is not a finite number", got=written.got))


def _span(written: Written) -> QuantityError | None:
    pattern = rf"[{DIGIT}十百千万亿元角人家%‰)](?:[-~—–〜至到]|--|to)[-+¥{DIGIT}十]"
    if not re.search(pattern, written.clean):
        return None
    message = say("`{got}` is a range, not one figure", got=written.got)
    return written.refuse(message, say("give the one figure that holds for the firm"))


def _limit(written: Written) -> QuantityError | None:
    word = next((word for word in _LIMITS if word in written.clean), None)
    if word is None:
        return None
    message = say("`{got}` is a limit (`{word}`), not one figure", got=written.got, word=word)
    return written.refuse(message, say("give the exact figure"))


def _estimate(written: Written) -> QuantityError | None:
    word = next((word for word in _ESTIMATES if word in written.clean), None)
    if word is None and not written.clean.endswith("+"):
        return None
    message = say("`{got}` is an estimate (`{word}`), not exact", got=written.got, word=word or "+")
    return written.refuse(message, say("give the exact figure"))


def _grouping(written: Written) -> QuantityError | None:
    runs = re.findall("[0-9.]*,[0-9.,]*", written.clean)
    if all(re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", run) for run in runs):
        return None
    message = say("the commas in `{got}` do not mark thousands", got=written.got)
    return written.refuse(message, say("write groups of three digits, or no comma"))


def _elliptic(written: Written) -> QuantityError | None:
    if not re.search(f"[百千万亿][{DIGIT}]+[元圆人家个]?$|[百千][{DIGIT}][万亿]", written.clean):
        return None
    message = say("`{got}` leaves out a place, so it can mean two figures", got=written.got)
    return written.refuse(message, say("write it in digits, such as `3500万` for `三千五百万`"))


def _several_runs(written: Written) -> QuantityError | None:
    runs = re.findall(r"(?<![a-z0-9.,^])[0-9]", written.clean)
    return several(written) if len(runs) > 1 else None


def _share(written: Written) -> QuantityError | None:
    if not re.search("[%‰‱]|percent|分之", written.clean):
        return None
    return written.refuse(say("`{got}` is a share, not a figure of its own", got=written.got))


def _wordy(written: Written) -> QuantityError | None:
    if re.search(f"[{DIGIT}十]", written.clean):
        return None
    return written.refuse(say("`{got}` holds no number", got=written.got))


_COMMON: tuple[Check, ...] = (
    _span, _limit, _estimate, _grouping, _elliptic, _several_runs, _share, _wordy,
)  # fmt: skip
