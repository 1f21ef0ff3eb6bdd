"""A firm as the YAML file that states it.

Enters: a profile. Leaves: its text, which every rulebook with these facts reads back as the same firm.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from json import dumps
from typing import TYPE_CHECKING, Any

from eligib.language.exact import EXACT
from eligib.language.numerals import plain
from eligib.language.vocabulary import Kind
from eligib.profile.model import Candidates, Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eligib.language.vocabulary import Fact, Record
    from eligib.profile.model import Profile

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-/")
_FEN_PER = ((10**10, "亿元"), (10**6, "万元"), (100, "元"))
_WORDS = {True: "granted", False: "refused"}


def profile_yaml(profile: Profile, records: Mapping[str, Record]) -> str:
    """Return the profile as YAML; `records` has every record and list of which it states facts."""
    lines: list[str] = []
    for name, record in records.items():
        if record.is_list:
            members = profile.lists.get(name)
            if members is not None:
                lines += _list(name, [_facts(one, record.facts) for one in members.records])
            continue
        own = {
            path.partition(".")[2]: value
            for path, value in profile.facts.items()
            if path.startswith(f"{name}.")
        }
        if own:
            lines += [f"{name}:", *(f"  {line}" for line in _facts(own, record.facts))]
    if profile.approvals:
        lines += [
            "approvals:",
            *(f"  {name}: {_WORDS[given]}" for name, given in sorted(profile.approvals.items())),
        ]
    if profile.received is not None:
        lines.append(f"received: [{', '.join(sorted(profile.received))}]")
    return "\n".join(lines) + "\n" if lines else "{}\n"


def _list(name: str, members: list[list[str]]) -> list[str]:
    if not members:
        return [f"{name}: []"]
    lines = [f"{name}:"]
    for member in members:
        first, *others = member or ["{}"]
        lines += [f"  - {first}", *(f"    {line}" for line in others)]
    return lines


def _facts(values: Mapping[str, Any], facts: Mapping[str, Fact]) -> list[str]:
    return [f"{name}: {_value(value, facts[name].kind)}" for name, value in values.items()]


def _value(value: object, kind: Kind) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Candidates | frozenset):
        chosen = value.choices if isinstance(value, Candidates) else value
        return f"[{', '.join(sorted(chosen))}]"
    if isinstance(value, Interval):
        return _period(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return (
            value
            if value and _PLAIN.issuperset(value) and kind is not Kind.TEXT
            else dumps(value, ensure_ascii=False)
        )
    if isinstance(value, int | Decimal):
        return _number(value, kind)
    raise TypeError(value)


def _period(value: Interval) -> str:
    """Return a month or a year: no other stretch of days can be written."""
    first, last = str(value.lower), str(value.upper)
    return first[:4] if first[:4] == last[:4] and first[5:7] != last[5:7] else first[:7]


def _number(value: int | Decimal, kind: Kind) -> str:
    match kind:
        case Kind.MONEY:
            return _money(value)
        case Kind.RATE:
            return f"{_plain(EXACT.multiply(Decimal(value), Decimal(100)))}%"
        case Kind.AREA:
            return f"{_plain(Decimal(value))}平方米"
        case Kind.MONTHS:
            return f"{value}个月"
        case Kind.DAYS:
            return f"{value}天"
        case _:
            return _plain(Decimal(value))


def _money(fen: int | Decimal) -> str:
    if fen:
        for unit, name in _FEN_PER:
            if fen % unit == 0:
                return f"{_plain(Decimal(fen) / unit)}{name}"
    return f"{_plain(Decimal(fen).scaleb(-2, EXACT))}元"


def _plain(value: Decimal) -> str:
    return f"{plain(value):f}"
