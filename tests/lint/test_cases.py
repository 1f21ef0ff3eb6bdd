"""Every diagnostic by example: faulty rules give exactly what their case says, sound ones nothing."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import eligib
from eligib.lint.checks import CHECKS
from eligib.lint.codes import CODES, known_codes
from support.lint_cases import Case, found, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Check
    from support.lint_cases import Page

PAGES = pages()
CASES = [case for page in PAGES for case in page.cases]
PACKAGE = Path(eligib.__file__).parent
# where faults are made: the code is the first argument, or the second after the reader
MAKERS = {"Diagnostic", "Fault", "fault", "_fault", "_fail", "_unknown"}
CODE = re.compile("[a-z]+(-[a-z]+)+|syntax|choices")
# these want a file system or a library that a piece of YAML cannot be
WITHOUT_EXAMPLE = {
    "dismisses-nothing", "documents-missing", "extra-missing", "file-is-directory", "file-missing",
    "file-too-large", "file-unreadable", "format-unsafe", "not-checked", "rules-missing", "seeds-missing",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rules_give_what_their_case_says(case: Case, tmp_path: Path) -> None:
    """A case gives its findings at their places, all of them and no others."""
    assert found(case, tmp_path) == case.finds


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_failing_examples_show_their_own_code(page: Page) -> None:
    """Each faulty case gives the code that it is filed under; a code has a faulty and a sound one."""
    failing = [case for case in page.cases if case.finds]

    assert all(any(find.split()[0] == page.code for find in case.finds) for case in failing)
    assert (page.code in WITHOUT_EXAMPLE) == (not failing)
    assert len(page.cases) > len(failing) or page.code in WITHOUT_EXAMPLE


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_has_three_faulty_cases(check: Check) -> None:
    """Each check is tried on at least three faulty rules."""
    failing = [case for case in CASES if case.code == check.code and case.finds]

    assert len(failing) >= 3


def test_every_code_has_its_page() -> None:
    """Whatever code a diagnostic can carry is explained, and no other is."""
    assert {page.code for page in PAGES} == known_codes()


def test_codes_of_the_source_are_known() -> None:
    """The list of codes is that of the source, but for the checks, whose codes are their own."""
    checks = {check.code for check in CHECKS}

    assert set(_codes_in_source()) - checks == set(CODES)
    assert len(CODES) == len(set(CODES))
    assert list(CODES) == sorted(CODES)


def _codes_in_source() -> Iterator[str]:
    yield from ("unknown-place", "unknown-industry")  # which a function returns
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
                for word in node.args[:2]:
                    if (
                        isinstance(word, ast.Constant)
                        and isinstance(word.value, str)
                        and CODE.fullmatch(word.value)
                    ):
                        yield word.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_there_are_many_faulty_rule_files() -> None:
    """The corpus has at least 120 faulty rule files."""
    assert len([case for case in CASES if case.finds and case.kind != "profile"]) >= 120


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_names_of_checks_say_the_fault(check: Check) -> None:
    """A check is named after what is wrong, as its file is, and its title is one lower-case line."""
    assert check.run.__module__ == f"eligib.lint.{check.code.replace('-', '_')}"
    assert not check.code.startswith(("check-", "no-", "bad-", "wrong-"))
    assert check.title.template[:1].islower()
