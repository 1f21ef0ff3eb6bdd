"""`eligib rules diff`: directories and revisions, what is printed, and the exit code."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from support.rules import rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Ran

    Command = Callable[..., Ran]

RULE = """\
zone: zhejiang
source: example-gazette
benefits:
  grant:
    title: {{zh: 补助, en: grant}}
    kind: subsidy
    paid_to: enterprise
    cite: {{line: 1, anchor: 补助}}
    when: [{{staff: company.employees >= {staff}}}]
    value: unstated
"""
ENGLISH = ("--lang", "en", "--as-of", "2021-01-15")


def git(folder: Path, *words: str) -> None:
    """Run git in a folder, for a user without any settings."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    words = ("git", *who, "-C", str(folder), *words)
    subprocess.run(words, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return the rules of a repository: 300 people at the tag `first`, 500 now, the latter not committed."""
    rules_folder(tmp_path, RULE.format(staff=300))
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    git(tmp_path, "tag", "first")
    return rules_folder(tmp_path, RULE.format(staff=500))


@pytest.mark.parametrize("revision", ["first", "HEAD", "main"])
def test_revision_is_compared_with_the_rules_in_use(eligib: Command, repository: Path, revision: str) -> None:
    """A tag, a commit or a branch of the repository that holds the rules; the working tree is the newer one."""
    ran = eligib("rules", "diff", revision, "--rules", str(repository), *ENGLISH)
    assert ran.code == 1
    assert ran.out.startswith(f"{revision} → the rules in use\n\nstricter  grant  zhejiang/grant\n")
    assert (
        "clause `staff`: company's employees is at least 300 → company's employees is at least 500" in ran.out
    )
    assert "only the old rules admit this firm, as of 2021-01-15 (eligible → ineligible):" in ran.out
    assert "      company:\n        employees: 300\n" in ran.out


def test_two_revisions_are_compared(eligib: Command, repository: Path) -> None:
    """Both sides may be revisions; the same one twice is unchanged."""
    ran = eligib("rules", "diff", "first", "HEAD", "--rules", str(repository), *ENGLISH)
    assert (ran.code, ran.out) == (0, "first → HEAD\n\nbenefits: unchanged 1\n")


def test_witness_can_be_saved_and_checked(eligib: Command, repository: Path, tmp_path: Path) -> None:
    """What the comparison shows as YAML is a firm that `check` decides as it says."""
    ran = eligib("rules", "diff", "first", "--rules", str(repository), *ENGLISH, "--format", "json")
    (witness,) = json.loads(ran.out)["benefits"][0]["witnesses"]
    firm = tmp_path / "firm.yaml"
    firm.write_text(witness["profile"], "utf-8")
    checked = eligib("check", str(firm), "--rules", str(repository), *ENGLISH, "--format", "json")
    assert json.loads(checked.out)["benefits"][0]["outcome"] == witness["new"] == "ineligible"


def test_firm_that_changes_is_shown_with_the_reasons(
    eligib: Command, repository: Path, tmp_path: Path
) -> None:
    """Each benefit of the firm that comes out differently, from what to what and why."""
    firm = tmp_path / "firm.yaml"
    firm.write_text("company: {name: 甲公司, employees: 400}\n", "utf-8")
    ran = eligib("rules", "diff", "first", "--rules", str(repository), *ENGLISH, "--firms", str(firm))
    assert "甲公司, as of 2021-01-15; benefits decided differently: 1\n" in ran.out
    assert "new: required: company's employees is at least 500; here employees: 400" in ran.out


def test_exit_zero_leaves_the_code_to_others(eligib: Command, repository: Path) -> None:
    """A change of meaning is exit code 1, unless that is not wanted."""
    words = ("rules", "diff", "first", "--rules", str(repository), *ENGLISH)
    assert [eligib(*words).code, eligib(*words, "--exit-zero").code] == [1, 0]


def test_wording_alone_is_no_change_of_meaning(eligib: Command, repository: Path, tmp_path: Path) -> None:
    """A new title leaves every decision, so the exit code is 0."""
    text = RULE.format(staff=500).replace("en: grant", "en: aid")
    newer = rules_folder(tmp_path / "newer", text)
    ran = eligib("rules", "diff", str(repository), str(newer), *ENGLISH)
    assert ran.code == 0
    assert "wording only  aid  zhejiang/grant\n    title: grant → aid\n" in ran.out


def test_unknown_revision_is_named(eligib: Command, repository: Path) -> None:
    """A word that is neither a directory nor a revision, an option in disguise included, is a usage error."""
    for name in ("nowhere", "--output=x"):
        ran = eligib("rules", "diff", "--rules", str(repository), *ENGLISH, "--", name)
        assert ran.code == 2
        assert f"error: `{name}` is neither a directory nor a revision of the repository" in ran.err


def test_rules_outside_a_repository_have_no_revisions(
    eligib: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no repository, the message says so."""
    rules = rules_folder(tmp_path, RULE.format(staff=300))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ran = eligib("rules", "diff", "HEAD", "--rules", str(rules), *ENGLISH)
    assert ran.code == 2
    assert "are in no git repository" in ran.err


def test_missing_git_is_named(eligib: Command, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git a revision cannot be read, and directories still can."""
    monkeypatch.setenv("PATH", "")
    ran = eligib("rules", "diff", "HEAD", "--rules", str(repository), *ENGLISH)
    assert ran.code == 2
    assert "needs git, which is not installed" in ran.err
    assert eligib("rules", "diff", str(repository), str(repository), *ENGLISH).code == 0


def test_faults_of_a_revision_are_named_after_it(eligib: Command, repository: Path, tmp_path: Path) -> None:
    """A revision whose rules have faults is refused with their place in the revision."""
    (repository / "zhejiang" / "example.yaml").write_text(RULE.format(staff="few"), "utf-8")
    git(tmp_path, "commit", "--quiet", "-am", "broken")
    ran = eligib("rules", "diff", "HEAD", "first", "--rules", str(repository), *ENGLISH)
    assert ran.code == 3
    assert "--> HEAD:rules/zhejiang/example.yaml:9:" in ran.err


def test_revision_without_rules_is_named(eligib: Command, repository: Path, tmp_path: Path) -> None:
    """A commit from before the rules were there has none."""
    git(tmp_path, "checkout", "--quiet", "--orphan", "empty")
    git(tmp_path, "rm", "--quiet", "-r", "-f", "--cached", ".")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "-m", "empty")
    ran = eligib("rules", "diff", "empty", "--rules", str(repository), *ENGLISH)
    assert ran.code == 2
    assert "error: revision `empty` has no rules in `rules`" in ran.err
