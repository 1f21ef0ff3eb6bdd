"""The rules as the Python that one would write by hand for speed: one function, early exits, no engine.

Facts are local names, a group stops at the first part that settles it, amounts are computed in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generate import FACTS, Leaf

from peers import without_none

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generate import Amount, Rule, Tree

    from peers import Engine

_INDENT = "    "


def closures(rules: list[Rule]) -> Engine:
    """Return the function that decides a firm by all the rules."""
    names = ", ".join(FACTS)
    lines = [
        "from operator import itemgetter",
        f"_facts = itemgetter({', '.join(map(repr, FACTS))})",
        "def decide(firm):",
        f"    {names} = _facts(firm)",
        "    outcomes, amounts = [], []",
    ]
    for rule in rules:
        lines += (_INDENT + line for line in _group(without_none(rule.when), "truth"))
        lines += (_INDENT + line for line in ("outcomes.append(truth)", _amount(rule.amount)))
    namespace: dict[str, Any] = {}
    exec("\n".join([*lines, "    return outcomes, amounts"]), namespace)  # noqa: S102 - our own text
    decide: Engine = namespace["decide"]
    return decide


def _group(tree: Tree, name: str) -> Iterator[str]:
    """Yield the statements that set `name` to the truth of a group."""
    assert not isinstance(tree, Leaf)  # noqa: S101 - a rule is a group
    settled = tree.kind == "any"
    yield f"{name} = {not settled}"
    yield "while True:"
    for part in tree.parts:
        if isinstance(part, Leaf):
            test = _test(part) if settled else f"not ({_test(part)})"
            yield f"    if {part.fact} is None: {name} = None"
            yield f"    elif {test}: {name} = {settled}; break"
            continue
        inner = f"{name}_"
        yield from (_INDENT + line for line in _group(part, inner))
        yield f"    if {inner} is None: {name} = None"
        yield f"    elif {inner} is {settled}: {name} = {settled}; break"
    yield "    break"


def _test(leaf: Leaf) -> str:
    fact, op, value = leaf.fact, leaf.op, leaf.value
    if op == "holds":
        return fact if value else f"not {fact}"
    if op in {"between", "outside"}:
        inside = f"{value[0]} <= {fact} <= {value[1]}"
        return inside if op == "between" else f"not {inside}"
    if op in {"in", "not in"}:
        return f"{fact} {op} {{{', '.join(map(repr, value))}}}"
    return f"{fact} {op} {value!r}"


def _amount(amount: Amount) -> str:
    kind, first, second, cap = amount
    bounds = f"({first}, {second or first})"
    if kind == "share":
        # half a fen is rounded up, in whole numbers
        paid = f"({second} * {first} + 50) // 100"
        bounds = f"(0, {cap}) if {second} is None else (min({paid}, {cap}),) * 2"
    return f"amounts.append(None if truth is False else {bounds})"
