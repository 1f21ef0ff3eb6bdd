"""The rulebook and the firms that every engine is given: 40 benefits, 200 clauses, 40 facts, some missing.

Enters: a seed. Leaves: rules and firms as plain data, from which peers make their programs, and the same as
eligib's own rule files and profiles. `python bench/generate.py FOLDER` writes the rule files and one
profile to look at.

Values are in the unit that is cheapest for every engine: money in fen, rates in hundredths of a percent,
dates as yyyymmdd; a fact that is None is missing.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any, TypeAlias

SEED = 20210115
MISSING = 0.10
SIZES = [2] * 2 + [3] * 4 + [4] * 6 + [5] * 8 + [6] * 20
"""How many clauses each of the 40 benefits has: 200 in all."""

FACTS: dict[str, tuple[str, Any]] = {
    **{f"flag{n}": ("bool", 0.1 + 0.08 * n) for n in range(10)},
    **{f"choice{n}": ("choice", [f"c{k}" for k in range(size)]) for n, size in enumerate(
        (13, 15, 4, 6, 2, 5, 4, 8, 5)
    )},
    "name": ("text", [f"firm {n}" for n in range(20)]),
    **{f"money{n}": ("money", (11.5 + 0.45 * n, 1.6)) for n in range(10)},
    **{f"count{n}": ("count", (1.0 + n, 1.1)) for n in range(3)},
    **{f"rate{n}": ("rate", 2000 + 2000 * n) for n in range(4)},
    **{f"date{n}": ("date", 1995 + 8 * n) for n in range(3)},
}  # fmt: skip
BASES = [name for name, (kind, _) in FACTS.items() if kind == "money"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """`fact op value`; the op `holds` is for a fact that is yes or no, `between` has two values."""

    fact: str
    op: str
    value: Any


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of which all, any or none hold."""

    kind: str
    parts: tuple[Tree, ...]


Tree: TypeAlias = Leaf | Group
Amount: TypeAlias = tuple[str, Any, Any, Any]
"""`exactly` a sum, `between` two, or a `share` in percent of a fact with a cap; the rest None."""
Firm: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """One benefit."""

    id: str
    when: Group
    amount: Amount


def make_rules(seed: int = SEED) -> list[Rule]:
    """Return the 40 rules."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark needs the same rules, not secret ones
    sizes = dice.sample(SIZES, len(SIZES))
    return [Rule(f"b{n:02d}", _tree(dice, size), _amount(dice)) for n, size in enumerate(sizes)]


def make_firms(count: int, seed: int = SEED) -> list[Firm]:
    """Return that many firms."""
    dice = random.Random(seed + 1)  # noqa: S311 - as above
    facts = FACTS.items()
    return [
        {name: None if dice.random() < MISSING else _value(dice, kind, spec) for name, (kind, spec) in facts}
        for _ in range(count)
    ]


def _value(dice: random.Random, kind: str, spec: Any) -> Any:  # noqa: ANN401 - any fact value
    if kind == "bool":
        return dice.random() < spec
    if kind in {"choice", "text"}:
        return dice.choice(spec)
    if kind == "rate":
        return dice.randrange(spec)
    if kind == "date":
        return (spec + dice.randrange(26)) * 10000 + dice.randint(1, 12) * 100 + dice.randint(1, 28)
    return int(exp(dice.gauss(*spec))) * (100 if kind == "money" else 1)


def _leaf(dice: random.Random, fact: str) -> Leaf:
    kind, spec = FACTS[fact]
    if kind == "bool":
        return Leaf(fact, "holds", dice.random() < (0.85 if spec >= 0.25 else 0.0))
    if kind == "text":
        return Leaf(fact, "!=", dice.choice(spec))
    if kind == "choice":
        op = dice.choices(("==", "!=", "in", "not in"), (15, 20, 50, 15))[0]
        share = {"in": 0.65, "not in": 0.3}.get(op)
        some = None if share is None else tuple(sorted(dice.sample(spec, max(1, int(len(spec) * share)))))
        return Leaf(fact, op, some or dice.choice(spec[:3]))
    # at least 1, since that a figure is at least 0 is known of every firm
    low, high = sorted(max(1, _value(dice, kind, spec)) for _ in range(2))
    op = dice.choices((">=", "<=", ">", "between"), (45, 30, 13, 12))[0]
    return Leaf(fact, op, (low, high) if op == "between" else high if op == "<=" else low)


def _tree(dice: random.Random, size: int) -> Group:
    leaves: list[Tree] = [_leaf(dice, fact) for fact in dice.sample(list(FACTS), size)]
    if size <= 3:
        return Group("all", tuple(leaves))
    if dice.random() < 0.7:
        leaves[-2:] = [Group("any", tuple(leaves[-2:]))]
    if dice.random() < 0.25:
        leaves[0] = Group("none", (leaves[0],))
    if dice.random() < 0.2:
        half = len(leaves) // 2
        return Group("any", (Group("all", tuple(leaves[:half])), Group("all", tuple(leaves[half:]))))
    return Group("all", tuple(leaves))


def _amount(dice: random.Random) -> Amount:
    kind = dice.choices(("exactly", "between", "share"), (4, 3, 3))[0]
    sum_ = dice.randrange(1, 100) * 1_000_000
    if kind == "share":
        return kind, dice.choice((2, 5, 10, 15, 20, 30, 50)), dice.choice(BASES), sum_
    return kind, sum_, sum_ * dice.choice((2, 3, 5)) if kind == "between" else None, None


if __name__ == "__main__":
    from as_eligib import profile_text, write_rules

    write_rules(Path(sys.argv[1]))
    Path(sys.argv[1], "firm.yaml").write_text(profile_text(make_firms(1)[0]), "utf-8")
