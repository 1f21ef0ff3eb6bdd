"""What the exit code says, stable for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.command import ENGLISH, FULL, PARTIAL, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Ran


SMALL = ("--as-of", "2024-05-01", "--rules", str(ROOT / "tests" / "cases" / "catalogue" / "rules"))
"""A rulebook of four benefits, one of them planned."""


def test_a_decision_is_done(eligib: Callable[..., Ran]) -> None:
    """A firm that is decided exits with 0, whatever comes out, and says nothing on standard error."""
    ran = eligib("check", PARTIAL, *ENGLISH)

    assert (ran.code, ran.err) == (0, "")


def test_a_faulty_profile_is_invalid(eligib: Callable[..., Ran], tmp_path: Path) -> None:
    """A profile with faults exits with 3, tells all of them on standard error and decides nothing."""
    firm = tmp_path / "firm.yaml"
    firm.write_text("company: {plase: hangzhou, size: smal}\n", "utf-8")

    ran = eligib("check", str(firm), *ENGLISH)

    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("error[") == 2
    assert f"{firm}:1:11" in ran.err
    assert "did you mean `place`?" in ran.err
    assert ran.err.endswith("\n2 faults\n")


def test_one_broken_file_does_not_keep_the_others_from_being_decided(
    eligib: Callable[..., Ran], tmp_path: Path
) -> None:
    """Of several files the sound ones are decided, in their order, and the run is invalid as a whole."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("company: [\n", "utf-8")

    ran = eligib("check", FULL, str(broken), str(tmp_path / "missing.yaml"), PARTIAL, *ENGLISH)

    assert ran.code == 3
    assert ran.out.index("钱塘某生物医药有限公司") < ran.out.index("杭州某科技有限公司")
    assert "error[yaml-syntax]" in ran.err
    assert "error[file-missing]" in ran.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--fail-on", "undetermined"), 4),
        (("--fail-on", "planned"), 4),
        (("--fail-on", "eligible"), 0),
        (("--fail-on", "conditional"), 0),
        (("--fail-on", "not_in_force"), 0),
        (("--fail-on", "ineligible"), 0),
        (("--fail-on", "eligible", "--fail-on", "planned"), 4),
        (("--strict",), 5),
        (("--strict", "--fail-on", "ineligible"), 5),
        (("--strict", "--fail-on", "planned"), 4),
    ],
    ids=str,
)
def test_outcomes_decide_the_exit_code(
    eligib: Callable[..., Ran], tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    """An outcome asked for by `--fail-on` gives 4, before the 5 of `--strict` for anything undetermined."""
    firm = tmp_path / "firm.yaml"
    firm.write_text("company: {name: 甲}\n", "utf-8")

    assert eligib("check", str(firm), *SMALL, *words).code == code


def test_strict_is_content_with_a_firm_of_which_all_is_known(
    eligib: Callable[..., Ran], tmp_path: Path
) -> None:
    """Where nothing is undetermined, `--strict` changes nothing."""
    firm = tmp_path / "firm.yaml"
    firm.write_text("company: {place: harbour, revenue: 1亿元}\nprojects: []\n", "utf-8")

    assert eligib("check", str(firm), *SMALL, "--strict").code == 0


def test_a_fault_outweighs_an_outcome(eligib: Callable[..., Ran], tmp_path: Path) -> None:
    """An invalid file gives 3 even where `--fail-on` is met by another."""
    missing = str(tmp_path / "missing.yaml")

    assert eligib("check", PARTIAL, missing, *ENGLISH, "--fail-on", "undetermined").code == 3


def test_a_met_outcome_in_any_file_counts(eligib: Callable[..., Ran], tmp_path: Path) -> None:
    """With several files it is enough that one of them meets `--fail-on`."""
    settled, open_one = tmp_path / "settled.yaml", tmp_path / "open.yaml"
    settled.write_text("company: {place: harbour, revenue: 1亿元}\nprojects: []\n", "utf-8")
    open_one.write_text("company: {name: 甲}\n", "utf-8")

    assert eligib("check", str(settled), str(open_one), *SMALL, "--fail-on", "undetermined").code == 4


def test_a_fault_of_ours_is_told_and_asks_for_a_report(
    eligib: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error nobody foresaw exits with 1 and one sentence that names its place."""
    monkeypatch.setattr("eligib.cli.check_command.run_check", broken)

    ran = eligib("check", PARTIAL, *ENGLISH)

    assert ran.code == 1
    assert ran.err.startswith("error: this is a fault of eligib, please report it: KeyError: 'x' (test_")
    assert ran.err.count("\n") == 1


def test_debug_raises_a_fault_of_ours(eligib: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """With ELIGIB_DEBUG set, the same error comes with its traceback."""
    monkeypatch.setattr("eligib.cli.check_command.run_check", broken)
    monkeypatch.setenv("ELIGIB_DEBUG", "1")

    with pytest.raises(KeyError):
        eligib("check", PARTIAL, *ENGLISH)


def broken(_request: object) -> int:
    """Fail as only a bug would."""
    raise KeyError("x")
