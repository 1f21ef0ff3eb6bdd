"""A decision as data: `eligib.decision/1`, described by `decision.schema.json` beside this file.

The same input gives the same bytes, whatever the language of the screen: every text is there in both. Sums
are decimal texts in yuan; null is an open end.
"""

from __future__ import annotations

from decimal import Decimal
from json import dumps
from typing import TYPE_CHECKING, Any

from eligib.decide.outcome import Outcome
from eligib.explain.shown import shown
from eligib.language.vocabulary import Kind
from eligib.messages import LANGUAGES, Label, Text, render
from eligib.reports.data import apply_data, cite_data, in_force_data, label_data, reported_data, yuan_data
from eligib.reports.words import need as need_words
from eligib.rulebook.model import ApprovalClause

if TYPE_CHECKING:
    from eligib.decide.amount import PartValue, Value
    from eligib.decide.decision import Decision, Total
    from eligib.explain.explanation import ClauseTruth, Explainer, Explanation
    from eligib.profile.derive import Derived

FORMAT = "eligib.decision/1"


def decision_json(decision: Decision, explainer: Explainer, *, indent: int | None = 2) -> str:
    """Return the decision as one JSON text."""
    return dumps(decision_data(decision, explainer), ensure_ascii=False, indent=indent, allow_nan=False)


def decision_data(decision: Decision, explainer: Explainer) -> dict[str, Any]:
    """Return the decision as plain dicts and lists."""
    return {
        "format": FORMAT,
        "firm": {"name": decision.profile.name, "place": decision.profile.facts.get("company.place")},
        "as_of": decision.as_of.isoformat(),
        "rulebook": {"version": decision.rulebook.version, "digest": decision.rulebook.digest},
        "engines": list(decision.engines),
        "cross_checked": decision.cross_checked,
        "incident": decision.incident,
        "benefits": [_benefit(explainer.explain(name), decision) for name in decision.results],
        "derived": [
            _derived(derived, decision)
            for path in decision.rulebook.derived
            if (derived := explainer.derived(path)) is not None
        ],
        "totals": [_total(total) for total in decision.totals],
        "stacking": _stacking(decision),
    }


def _stacking(decision: Decision) -> dict[str, Any]:
    families = decision.rulebook.families.values()
    return {
        "stated": bool(families),
        "families": [
            {
                "id": family.id,
                "title": label_data(family.title),
                "combine": family.combine,
                "sum": yuan_data(family.cap),
                "members": list(family.members),
                "basis": "assumed" if family.assumed else "stated",
                "cite": cite_data(family.cite),
            }
            for family in families
        ],
        "dropped": [
            {"member": one.member, "by": one.by, "family": one.family.id} for one in decision.dropped
        ],
    }


def _benefit(explanation: Explanation, decision: Decision) -> dict[str, Any]:
    result, benefit = explanation.result, explanation.result.benefit
    return {
        "id": benefit.id,
        "title": label_data(benefit.title),
        "kind": benefit.kind,
        "paid_to": list(benefit.paid_to),
        "agency": None if benefit.agency is None else label_data(benefit.agency),
        "outcome": result.outcome.value,
        "flags": [flag.value for flag in result.flags],
        "value": _value(result.value) if result.outcome in _VALUED else None,
        "members": explanation.members,
        "clauses": [_clause(clause) for clause in explanation.clauses],
        "pending": [
            {
                "id": approval.id,
                "label": label_data(approval.label),
                "authority": label_data(approval.authority),
            }
            for approval in explanation.pending
        ],
        "needs": [
            {
                "path": need.path,
                "label": _both(need_words(need, decision.rulebook.vocabulary)),
                "members": list(need.members),
                "instead": list(need.instead),
            }
            for need in explanation.needs
        ],
        "reported": [reported_data(case) for case in benefit.reported],
        "in_force": in_force_data(benefit.in_force),
        "cite": cite_data(benefit.cite),
        "apply": apply_data(benefit.apply),
    }


_VALUED = frozenset({Outcome.ELIGIBLE, Outcome.CONDITIONAL, Outcome.UNDETERMINED})


def _value(value: Value) -> dict[str, Any]:
    return {
        "pays": value.pays,
        "lower": yuan_data(value.lower),
        "upper": yuan_data(value.upper),
        "parts": [_part(part) for part in value.parts],
    }


def _part(part: PartValue) -> dict[str, Any]:
    of = part.of
    return {
        "form": part.form,
        "unit": _UNITS[part.kind],
        "lower": _number(part.kind, part.lower),
        "upper": _number(part.kind, part.upper),
        "rate": None if part.rate is None else str(part.rate),
        "of": None if of is None else {"lower": yuan_data(of[0]), "upper": yuan_data(of[1])},
        "choice": part.choice,
        "months": part.months,
        "member": part.member,
    }


_UNITS = {Kind.MONEY: "CNY", Kind.RATE: "1", Kind.AREA: "m2", Kind.MONTHS: "months", Kind.DAYS: "days"}


def _number(kind: Kind, value: int | Decimal | None) -> str | None:
    if kind is Kind.MONEY:
        return yuan_data(value)
    return None if value is None else format(Decimal(value), "f")


def _clause(clause: ClauseTruth) -> dict[str, Any]:
    leaf = clause.clause
    return {
        "id": leaf.id,
        "approval": leaf.approval.id if isinstance(leaf, ApprovalClause) else None,
        "member": clause.member,
        "truth": clause.truth,
        "decides": clause.decides,
        "basis": "assumed" if leaf.assumed else "stated",
        "required": label_data(leaf.text),
        "values": [
            {
                "fact": shown.fact.path,
                "label": label_data(shown.fact.label),
                "given": label_data(shown.text),
                "known": shown.known,
            }
            for shown in clause.values
        ],
        "cite": cite_data(leaf.cite),
    }


def _derived(derived: Derived, decision: Decision) -> dict[str, Any]:
    how, facts, vocabulary = derived.derivation, decision.profile.facts, decision.rulebook.vocabulary
    return {
        "fact": how.fact.path,
        "label": label_data(how.fact.label),
        "choices": [choice for choice in how.fact.choices if choice in derived.choices],
        "title": label_data(how.title),
        "document": label_data(how.document),
        "rows": [
            {
                "id": row.row.id,
                "label": label_data(row.row.label),
                "indicators": [
                    {
                        "fact": one.fact.path,
                        "label": label_data(one.fact.label),
                        "given": label_data(shown(one.fact, facts.get(one.fact.path), vocabulary)),
                        "choices": list(how.classes[one.best : one.worst + 1]),
                    }
                    for one in row.indicators
                ],
            }
            for row in derived.rows
        ],
        "uncovered": derived.uncovered,
    }


def _total(total: Total) -> dict[str, Any]:
    return {
        "paid_to": list(total.payee),
        "kind": total.kind,
        "outcome": total.outcome.value,
        "lower": yuan_data(total.lower),
        "upper": yuan_data(total.upper),
        "benefits": total.benefits,
        "unstated": total.unstated,
    }


def _both(text: Text | Label) -> dict[str, str]:
    return {language: render(text, language) for language in LANGUAGES}
