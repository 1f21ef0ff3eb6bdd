"""Values as a rule file writes them, so that what came out can be put into an example as it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from eligib.language.exact import EXACT
from eligib.language.numerals import plain
from eligib.language.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eligib.trial.stated import Bounds, Listed

OPEN = "open"
"""How an end without a bound is written."""
KINDS = {"rate": Kind.RATE, "principal": Kind.MONEY, "may_exceed": Kind.MONEY, "area": Kind.AREA}
"""What the figure of a listed part is; an extension is in months or days."""
_SCALES = (("亿", 8), ("万", 4))


def figure_text(kind: Kind, value: object) -> str:
    """Return a value of `kind` as the rule language writes it."""
    match kind, value:
        case Kind.MONEY, int() | Decimal():
            return _money(Decimal(value).scaleb(-2, EXACT))
        case Kind.RATE, int() | Decimal():
            return f"{plain(Decimal(value).scaleb(2, EXACT)):f}%"
        case Kind.AREA, int() | Decimal():
            return f"{plain(Decimal(value)):f} m2"
        case Kind.MONTHS, int():
            return f"{value} months"
        case Kind.DAYS, int():
            return f"{value} days"
        case ((Kind.COUNT | Kind.NUMBER), int() | Decimal()):
            return f"{plain(Decimal(value)):f}"
        case Kind.DATE, date():
            return value.isoformat()
        case _:
            return str(value)


def bounds_text(bounds: Bounds, kind: Kind = Kind.MONEY) -> str:
    """Return a pair of ends, as `[0元, 1000万元]`."""
    ends = (OPEN if end is None else figure_text(kind, end) for end in (bounds.lower, bounds.upper))
    return f"[{', '.join(ends)}]"


def listed_text(parts: Iterable[Listed]) -> str:
    """Return listed parts, as `[{rate: [0%, 1%]}]`."""
    return f"[{', '.join(_listed(part) for part in parts)}]"


def names_text(names: Iterable[str]) -> str:
    """Return names in a list, sorted."""
    return f"[{', '.join(sorted(names))}]"


def _listed(part: Listed) -> str:
    if part.bounds is None:
        return part.form
    kind = KINDS.get(part.form, Kind.DAYS if part.days else Kind.MONTHS)
    months = "" if part.months is None else f", for: {figure_text(Kind.MONTHS, part.months)}"
    return f"{{{part.form}: {bounds_text(part.bounds, kind)}{months}}}"


def _money(yuan: Decimal) -> str:
    for unit, power in _SCALES:
        short = plain(yuan.scaleb(-power, EXACT))
        if short.copy_abs() >= 1 and len(f"{short:f}".partition(".")[2]) <= power:
            return f"{short:f}{unit}元"
    return f"{plain(yuan):f}元"
