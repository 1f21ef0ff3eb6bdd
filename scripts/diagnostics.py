#!/usr/bin/env python3
"""Write the page that explains every diagnostic, from the cases that test it.

Enters: `tests/cases/lint`, and the severities of the checks. Leaves, after `update`:
`docs/reference/diagnostics.md`; `check` changes nothing and exits with 1 where the page is another.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tests")]

from eligib.diagnostics import visible  # noqa: E402 - after the path is set
from eligib.lint.checks import CHECKS  # noqa: E402
from support.lint_cases import BASE, PIECES, pages  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.lint_cases import Case, Page

PAGE: Final = ROOT / "docs" / "reference" / "diagnostics.md"
GROUPS: Final = {
    "checks": "Checks of rules that load",
    "silence": "Silences",
    "rules": "Rule files",
    "conditions": "Conditions and figures",
    "yaml": "YAML",
    "files": "Files",
    "documents": "Documents",
    "profiles": "Profiles",
}
LEVELS: Final = {check.code: check.severity.value for check in CHECKS} | {
    "silence-idle": "warning",
    "not-checked": "note",
}
INTRO: Final = """\
# Diagnostics

<!-- written by scripts/diagnostics.py from tests/cases/lint; every example here is run by the tests -->

`eligib rules validate [PATH]...` tells everything that is wrong with the rules in one run: what the loader cannot
read, and what the checks find in rules that load. Codes are stable. An error makes the command exit with 3, a
warning only under `--strict`, a note never. `--documents DIR` holds figures and anchors against the documents, too.

| `--format` | gives |
| --- | --- |
| `human` | each finding with its line, the place underlined |
| `plain` | `file:line:column: severity[code] message - help` |
| `json` | one object, see below |
| `sarif` | SARIF 2.1.0, for code hosts and editors |

`json` is `eligib.findings/1`: `format`, `eligib` (the version), `counts` by severity, `silenced`, and `findings`, each
with `code`, `severity`, `message`, `expected` and `help` (each `{zh, en}` or null), `meant` (the name that was probably
meant), `file`, `line`, `column`, `end_line`, `end_column`. Lines and columns count characters from 1, the end is
exclusive; a finding without a place has null there. Files below the working directory are named from it.

A check may be wrong about a rule. The rule then says so, on the entry or at the top of its file, with the reason:

```yaml
silence:
  - {check: unused-fact, reason: {zh: 用来辨认企业, en: it tells one firm from another}}
```

In the examples below, keys of a benefit stand in a rule file of the zone `riverport` that is sound but for them.
Its source, the gazette, reads:

```text
GAZETTE```
"""  # noqa: E501 - a page is as wide as it reads best


def page() -> str:
    """Return the page as it must be."""
    told = pages()
    parts = [INTRO.replace("GAZETTE", (BASE / "documents" / "gazette.txt").read_text("utf-8"))]
    for group, title in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [_section(one) for one in told if one.of == group]
    return "\n".join(parts)


def _section(one: Page) -> str:
    lines = [f"### {one.code}\n", f"*{LEVELS.get(one.code, 'error')}.* {one.means}\n"]
    failing = next((case for case in one.cases if case.finds), None)
    passing = next((case for case in one.cases if not case.finds), None)
    for case, title in ((failing, "Fails"), (passing, "Passes")):
        if case is not None:
            lines += [f"{title}{_where(case)}:\n", "```yaml", *_lines(case), "```\n"]
    return "\n".join(lines)


def _where(case: Case) -> str:
    place = {"benefit": "a benefit", "profile": "a profile", "files": "files"}.get(case.kind)
    told = f" ({place or f'`{PIECES[case.kind]}`'}"
    found = (
        ""
        if not case.finds
        else ", at " + ", ".join(f"`{find.partition(' ')[2]}`" for find in case.finds[:1])
    )
    return f"{told}{found})"


def _lines(case: Case) -> Iterator[str]:
    texts = case.text if case.kind == "files" else {"": case.text}
    for name, text in texts.items():
        if name:
            yield f"# {name}"
        yield from (visible(line) for line in text.rstrip("\n").split("\n"))


def main(words: list[str]) -> int:
    """Do what `words` say and return the exit code."""
    if words == ["update"]:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(), "utf-8")
        return 0
    same = PAGE.exists() and PAGE.read_text("utf-8") == page()
    if not same:
        print("docs/reference/diagnostics.md is out of date: run scripts/diagnostics.py update")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
