"""The generated rules and firms as eligib's rule files and profiles.

Enters: plain data of `generate.py`. Leaves: a rules directory, profiles as YAML text, and results as peers
give them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from generate import FACTS, Leaf, make_rules

if TYPE_CHECKING:
    from pathlib import Path

    from generate import Amount, Firm, Rule, Tree
    from peers import Answer

    from eligib.decide.decision import Result

_UNITS = {"money": "元", "rate": "%"}
_TRUTHS = {"eligible": True, "undetermined": None, "ineligible": False}


def write_rules(folder: Path) -> Path:
    """Write the rules into `folder` and return it."""
    vocabulary = {"records": {"company": _named(facts={name: _fact(name) for name in FACTS})}}
    document = {"zone": "bench", "source": "made-up", "benefits": {r.id: _benefit(r) for r in make_rules()}}
    source = {"title": {"zh": "x", "en": "x"}, "publisher": {"zh": "x", "en": "x"}, "date": "2020-06"}
    files: dict[str, Any] = {
        "rulebook.yaml": {"version": "bench"},
        "vocabulary/all.yaml": {**vocabulary, "places": {"bench": _named()}},
        "seeds/made-up.yaml": source,
        "bench/all.yaml": document,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def profile_text(firm: Firm) -> str:
    """Return the profile of a firm; what is missing is left out."""
    facts = {name: _shown(name, value) for name, value in firm.items() if value is not None}
    return yaml.safe_dump({"company": facts}, allow_unicode=True, sort_keys=False)


def answer_of(results: dict[str, Result]) -> Answer:
    """Return the outcomes and amounts of eligib as the peers give theirs."""
    outcomes = [_TRUTHS[result.outcome.value] for result in results.values()]
    amounts = [(r.value.lower, r.value.upper) if r.value.pays else None for r in results.values()]
    return outcomes, amounts


def _named(**more: object) -> dict[str, Any]:
    return {"label": {"zh": "x", "en": "x"}, **more}


def _fact(name: str) -> dict[str, Any]:
    kind, spec = FACTS[name]
    fact = _named(type=kind)
    if kind in _UNITS:
        fact["unit"] = _UNITS[kind]
    if kind in {"money", "count", "rate"}:
        fact["at_least"] = "0"
    if kind == "choice":
        fact["choices"] = {choice: {"zh": choice, "en": choice} for choice in spec}
    return fact


def _benefit(rule: Rule) -> dict[str, Any]:
    names = iter(f"c{n}" for n in range(99))
    whole = [_part(part, names) for part in rule.when.parts]
    return {
        "title": {"zh": rule.id, "en": rule.id},
        "kind": "subsidy",
        "paid_to": "enterprise",
        "cite": {"line": 1, "anchor": "x"},
        "in_force": {"from": "2020-01-01", "until": "2029-12-31"},
        "when": whole if rule.when.kind == "all" else [{rule.when.kind: whole}],
        "value": _value(rule.amount),
    }


def _part(tree: Tree, names: Any) -> Any:  # noqa: ANN401 - what YAML writes
    if isinstance(tree, Leaf):
        return {next(names): _condition(tree)}
    parts = [_part(part, names) for part in tree.parts]
    return parts if tree.kind == "all" else {tree.kind: parts}


def _condition(leaf: Leaf) -> str:
    fact, kind, value = f"company.{leaf.fact}", FACTS[leaf.fact][0], leaf.value
    if leaf.op == "holds":
        return fact if value else f"not {fact}"
    if leaf.op in {"in", "not in"}:
        test = f"{fact} in [{', '.join(value)}]"
        return test if leaf.op == "in" else f"not ({test})"
    if leaf.op == "between":
        return f"{_shown(leaf.fact, value[0])} <= {fact} <= {_shown(leaf.fact, value[1])}"
    if kind == "choice":
        return f"{fact} is {value}" if leaf.op == "==" else f"{fact} is not {value}"
    return f'{fact} {leaf.op} "{value}"' if kind == "text" else f"{fact} {leaf.op} {_shown(leaf.fact, value)}"


def _value(amount: Amount) -> dict[str, Any]:
    kind, first, second, cap = amount
    if kind == "share":
        return {"share": f"{first}%", "of": f"company.{second}", "at_most": f"{cap // 100}元"}
    return {kind: f"{first // 100}元" if second is None else [f"{first // 100}元", f"{second // 100}元"]}


def _shown(name: str, value: Any) -> Any:  # noqa: ANN401 - any fact value
    kind = FACTS[name][0]
    if kind == "money":
        return f"{value // 100}元"
    if kind == "rate":
        return f"{value // 100}.{value % 100:02d}%"
    return f"{value // 10000}-{value // 100 % 100:02d}-{value % 100:02d}" if kind == "date" else value
