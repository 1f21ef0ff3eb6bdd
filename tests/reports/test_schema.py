"""The decision as data keeps to its published schema."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from eligib.explain.explanation import Explainer
from eligib.reports.json import decision_data
from support.examples import decider, reader

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
DAYS = [date(2019, 1, 1), date(2020, 4, 15), date(2021, 1, 15), date(2023, 1, 8)]

GUARANTEE_COMPANY = (
    "urumqi/guarantee-fee-cap",
    "urumqi/counter-guarantee-waiver",
    "urumqi/guarantee-fee-subsidy",
    "urumqi/extension-zero-fee",
)


def data_of(path: Path, as_of: date) -> dict[str, Any]:
    """Return the decision for an example as data."""
    decision = decider(as_of).decide(reader().read(path))
    return decision_data(decision, Explainer(decision, decider(as_of).interpreter))


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_decision_keeps_to_the_schema(path: Path, as_of: date) -> None:
    """Every decision of an example is valid under `decision.schema.json`, which the package carries."""
    schema = json.loads((files("eligib.reports") / "decision.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(data_of(path, as_of), schema, jsonschema.Draft202012Validator)


def test_promised_decision_of_the_biopharma_firm() -> None:
    """The firm of the README gets what its documents promise, and no more."""
    path = next(path for path in EXAMPLES if path.stem == "qiantang-biopharma")

    found = {benefit["id"]: benefit for benefit in data_of(path, date(2021, 1, 15))["benefits"]}

    credit = found["qiantang/procurement-credit"]
    assert credit["outcome"] == "conditional"
    assert [one["id"] for one in credit["pending"]] == [
        "qiantang/procurement-integrity",
        "qiantang/bank-credit-review",
    ]
    assert credit["value"] == {
        "pays": False,
        "lower": None,
        "upper": None,
        "parts": [dict.fromkeys(credit["value"]["parts"][0]) | {"form": "unstated", "unit": "CNY"}],
    }
    assert [case["amount"] for case in credit["reported"]] == ["4000000", "100000", "3900000"]
    allowance = found["qiantang/graduate-living-allowance"]
    assert (allowance["outcome"], allowance["paid_to"]) == ("eligible", ["graduate"])
    assert (allowance["value"]["lower"], allowance["value"]["upper"]) == ("220000", "220000")
    fund = found["qiantang/creative-contest-startup-fund"]
    assert fund["outcome"] == "conditional"
    assert (fund["value"]["lower"], fund["value"]["upper"]) == ("200000", "1000000")
    for name, benefit in found.items():
        if name in GUARANTEE_COMPANY:
            assert benefit["outcome"] == "ineligible"
            assert [clause["id"] for clause in benefit["clauses"] if clause["decides"]] == ["in-zone"]


def test_promised_decision_of_the_mask_maker() -> None:
    """The key epidemic-control enterprise gets rate, waiver, subsidy and zero fee; nothing is a cash total."""
    path = next(path for path in EXAMPLES if path.stem == "urumqi-mask-maker")

    data = data_of(path, date(2020, 4, 15))

    found = {benefit["id"]: benefit for benefit in data["benefits"]}
    rates = {
        name: [
            (part["form"], part["lower"], part["upper"]) for part in found[f"urumqi/{name}"]["value"]["parts"]
        ]
        for name in ("guarantee-fee-cap", "guarantee-fee-subsidy", "extension-zero-fee")
    }
    assert rates == {
        "guarantee-fee-cap": [("rate", "0", "0.01")],
        "guarantee-fee-subsidy": [("rate", "1", "1")],
        "extension-zero-fee": [("rate", "0", "0")],
    }
    assert {found[name]["outcome"] for name in GUARANTEE_COMPANY} == {"eligible"}
    offered = [total for total in data["totals"] if total["outcome"] in {"eligible", "conditional"}]
    assert all((total["lower"], total["upper"]) == ("0", "0") for total in offered)
