"""The rules for zen-engine: as a decision graph with one expression node, and as one compiled expression.

Both are two-valued, so each tree is written twice: once where it surely holds, once where it may. Amounts
are computed here for those who may have any.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import zen
from generate import Leaf

from peers import without_none

if TYPE_CHECKING:
    from generate import Amount, Firm, Rule, Tree

    from peers import Answer, Bounds, Engine


def graph(rules: list[Rule]) -> Engine:
    """Return the engine that evaluates a decision graph for each firm."""
    expressions = [{"id": rule.id, "key": rule.id, "value": _truth(rule)} for rule in rules]
    nodes: list[dict[str, Any]] = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "rules", "name": "rules", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "first", "sourceId": "in", "targetId": "rules"},
        {"id": "second", "sourceId": "rules", "targetId": "out"},
    ]
    content = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    decision = zen.ZenEngine().create_decision(json.dumps(content))

    def decide(firm: Firm) -> Answer:
        result = decision.evaluate(firm)["result"]
        return _with_amounts(rules, [result.get(rule.id) for rule in rules], firm)

    return decide


def expression(rules: list[Rule]) -> Engine:
    """Return the engine that evaluates one expression, the list of all truths, for each firm."""
    compiled = zen.compile_expression(f"[{', '.join(f'({_truth(rule)})' for rule in rules)}]")
    return lambda firm: _with_amounts(rules, compiled.evaluate(firm), firm)


def _truth(rule: Rule) -> str:
    tree = without_none(rule.when)
    return f"{_written(tree, may=False)} ? true : ({_written(tree, may=True)} ? null : false)"


def _written(tree: Tree, *, may: bool) -> str:
    if isinstance(tree, Leaf):
        missing, join = ("==", "or") if may else ("!=", "and")
        return f"({tree.fact} {missing} null {join} {_test(tree)})"
    join = " and " if tree.kind == "all" else " or "
    return f"({join.join(_written(part, may=may) for part in tree.parts)})"


def _test(leaf: Leaf) -> str:
    fact, op, value = leaf.fact, leaf.op, leaf.value
    if op == "holds":
        return f"{fact} == {json.dumps(value)}"
    if op == "between":
        return f"({fact} >= {value[0]} and {fact} <= {value[1]})"
    if op == "outside":
        return f"({fact} < {value[0]} or {fact} > {value[1]})"
    return f"{fact} {op} {json.dumps(value)}"


def _with_amounts(rules: list[Rule], truths: list[bool | None], firm: Firm) -> Answer:
    pairs = zip(rules, truths, strict=True)
    return truths, [None if truth is False else _bounds(rule.amount, firm) for rule, truth in pairs]


def _bounds(amount: Amount, firm: Firm) -> Bounds:
    kind, first, second, cap = amount
    if kind != "share":
        return first, second or first
    base = firm[second]
    if base is None:
        return 0, cap
    paid = min((base * first + 50) // 100, cap)
    return paid, paid
