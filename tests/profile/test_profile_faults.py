"""Faulty profiles: every fault of a file is told in one go, at its place, with what may have been meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from eligib.diagnostics import Source, show, width
from eligib.errors import InputError
from eligib.messages import LANGUAGES
from support.examples import reader

if TYPE_CHECKING:
    from eligib.diagnostics import Diagnostic

FILE = Path(__file__).parents[1] / "cases" / "profiles" / "faults.yaml"


@dataclass(frozen=True)
class Case:
    """A text and its diagnostics, each as in the file of cases."""

    name: str
    text: str
    faults: list[dict[str, str]]


CASES = [Case(**case) for case in yaml.safe_load(FILE.read_text("utf-8"))]


def diagnostics(text: str) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a faulty profile."""
    with pytest.raises(InputError) as caught:
        reader().parse(Source("firm.yaml", text))
    return caught.value.diagnostics


def as_in_the_file(fault: Diagnostic) -> dict[str, str]:
    """Return a diagnostic as the file of cases writes it."""
    where = {} if fault.where is None else {"at": f"{fault.where.line}:{fault.where.column}"}
    return {"code": fault.code, **where, **({} if fault.meant is None else {"meant": fault.meant})}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_fault_is_told_at_its_place(case: Case) -> None:
    """A faulty profile gives the diagnostics of the case, all of them and no others, in order."""
    assert [as_in_the_file(fault) for fault in diagnostics(case.text)] == case.faults


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_fault_can_be_printed(case: Case) -> None:
    """In both languages a diagnostic is a head of one line, and an excerpt that fits 80 columns."""
    for fault in diagnostics(case.text):
        for language in LANGUAGES:
            head, *rest = show(fault, language).splitlines()
            assert f"[{fault.code}]" in head
            assert all(line.lstrip()[:1] in "-|=0123456789" for line in rest)
            assert all(width(line) <= 80 for line in rest if line.lstrip()[:1] not in "-=")


def test_a_written_unit_is_not_needed_where_the_vocabulary_has_one() -> None:
    """`3200` is 3200 yuan, since the vocabulary says that revenue is in yuan."""
    assert reader().parse(Source("f", "company: {revenue: 3200}")).facts == {"company.revenue": 320_000}


def test_the_expected_choices_are_listed_in_both_languages() -> None:
    """A wrong choice is answered with every key and its Chinese label."""
    (fault,) = diagnostics("company: {size: huge}")

    assert "= expected: one of large (大型), medium (中型), small (小型), micro (微型)" in show(fault, "en")


@pytest.mark.parametrize("text", ["company:\n  size:小型\n", "company:\n  size：小型\n", "company：{}\n"])
def test_a_wrong_colon_is_suspected(text: str) -> None:
    """Where a colon is full-width or lacks its blank, the help says how a key ends."""
    assert any("in `:`" in show(fault, "en") for fault in diagnostics(text))


def test_a_long_value_is_cut_in_the_sentence() -> None:
    """A value of a million characters is quoted by its beginning only."""
    (fault,) = diagnostics(f"company: {{size: {'长' * 1_000_000}}}")

    assert max(len(line) for line in show(fault, "en").splitlines()) < 150


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "a: [", "{a: "])
@pytest.mark.parametrize("depth", [50, 10_000, 1_000_000])
def test_deep_nesting_is_told_not_survived_by_luck(opening: str, depth: int) -> None:
    """However deep a file nests, it is refused at the forty-first level, if not before."""
    codes = [fault.code for fault in diagnostics(opening * depth)]

    assert codes in (["yaml-too-deep"], ["yaml-key", "yaml-too-deep"], ["yaml-syntax"])


def test_nesting_closed_again_is_still_too_deep() -> None:
    """Ten thousand closed brackets are too deep as well."""
    (fault,) = diagnostics(f"company: {'[' * 10_000}{']' * 10_000}")

    assert (fault.code, as_in_the_file(fault)["at"]) == ("yaml-too-deep", "1:49")


@pytest.mark.parametrize("unit", ["a: 1\n", "- *a\n", "- &a b\n", "? [a]\n: 1\n"])
def test_many_faults_take_time_in_proportion(unit: str) -> None:
    """Forty thousand faults are found, and told as one error's text, within seconds, not minutes."""
    with pytest.raises(InputError) as caught:
        reader().parse(Source("f", unit * 40_000))

    assert len(caught.value.diagnostics) >= 39_999
    assert str(caught.value).count("\nerror[") >= 39_998
