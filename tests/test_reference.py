"""The pages made from the data: complete, the same each time, and with links that lead somewhere."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from eligib.cli.exit import Exit
from pages.commands import MEANINGS
from pages.markdown import NOTICE, anchor_of, escaped, table
from support.small import SMALL, small

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "reference.py"
DOCS = ROOT / "docs"
_LINK = re.compile(r"(?<!!)\]\(([^)\s]+)\)")
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')

script = runpy.run_path(str(SCRIPT))


@lru_cache(maxsize=1)
def made() -> dict[str, str]:
    """Return the pages of the small rulebook."""
    pages: dict[str, str] = script["pages"](SMALL, SMALL)
    return pages


def links(text: str) -> Iterator[tuple[str, str]]:
    """Yield the page and the name that each link of a page leads to; links elsewhere are left out."""
    for target in _LINK.findall(text):
        if "://" not in target:
            page, _, name = target.partition("#")
            yield page, name


def test_every_page_is_the_same_each_time() -> None:
    """Another process, which orders its sets otherwise, makes the same bytes."""
    run = f"import runpy; print(repr(runpy.run_path({str(SCRIPT)!r})['pages'](__import__('pathlib').Path({str(SMALL)!r}))))"
    path = os.pathsep.join([str(ROOT / "engine"), str(SCRIPT.parent)])
    texts = [
        subprocess.run(
            [sys.executable, "-c", run],
            env=os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert texts[0] == texts[1]


def test_every_link_between_pages_leads_somewhere() -> None:
    """The page is made, and what is called so stands on it."""
    pages = made()
    lost = []
    for path, text in pages.items():
        for target, name in links(text):
            full = os.path.normpath(os.path.join(os.path.dirname(path), target)) if target else path  # noqa: PTH118, PTH120
            if full not in pages or (name and name not in _ANCHOR.findall(pages[full])):
                lost.append((path, target, name))

    assert lost == []


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: str(path.relative_to(DOCS)))
def test_every_link_of_the_documentation_leads_somewhere(path: Path) -> None:
    """Pages that are written by hand are held to it as well."""
    for target, name in links(path.read_text("utf-8")):
        page = (path.parent / target).resolve() if target else path
        assert page.exists(), target
        assert not name or name in _ANCHOR.findall(page.read_text("utf-8")), (target, name)


def test_every_name_of_the_rulebook_has_its_place() -> None:
    """Each benefit, clause, fact, choice, place, approval and source is on some page."""
    text = "\n".join(made().values())
    vocabulary = small().vocabulary
    names = [*small().benefits, *vocabulary.approvals, *small().sources, *vocabulary.places.parents]
    names += [fact.path for record in vocabulary.records.values() for fact in record.facts.values()]
    names += [
        choice
        for record in vocabulary.records.values()
        for fact in record.facts.values()
        for choice in fact.choices
    ]

    assert [name for name in names if f"`{name}`" not in text] == []


def test_a_benefit_is_told_in_both_languages() -> None:
    """Title, value, dates, conditions in words, source lines, cases and stacking stand side by side."""
    text = made()["benefits/riverport.md"]

    for part in (
        "中试线建设补助(含设备购置与安装) · Grant for pilot lines",
        "| 15%（按项目投资额计），不超过300万元",
        "15% of the project's investment, at most CNY 3,000,000",
        "2024-03-01 to 2026-12-31",
        "项目为中试线且投资不低于500万元 · the project is a pilot line of at least 5 million yuan",
        "`project.kind is pilot_line and project.investment >= 500万元`",
        "第42行：“投资不低于500万元” · line 42: “投资不低于500万元”",
        "[`riverport/project-review`](../approvals.md#riverport-project-review)",
        "某企业已获拨付：120万元 · paid to one firm: CNY 1,200,000",
        "only one of these may be had",
        "投资证明",
        "2024-06-30",
    ):
        assert part in text, part


def test_a_fact_is_told_with_all_that_is_declared() -> None:
    """Type, unit, range, question, choices with other names, and who asks it."""
    text = made()["facts/company.md"]

    for part in ("`company.score`", "0至10", "0 to 10", "`small` | 小型 | small | 小型企业", "人 | people",
                 "[`harbour/harbour-loan`](../benefits/harbour.md#harbour-harbour-loan)"):  # fmt: skip
        assert part in text, part


def test_every_command_is_told_with_its_options() -> None:
    """Each command has a section, each option its help in both languages."""
    text = made()["commands.md"]

    for name in (
        "eligib check",
        "eligib rules list",
        "eligib profile new",
        "eligib sources scan",
        "eligib lsp",
    ):
        assert f"## `{name}`" in text
    assert (
        "| `--as-of DATE` | 按哪一天判断；不填为今天。 | The day as of which is decided; today if left out. |"
        in text
    )
    assert "eligib rules show ID... [OPTIONS]" in text


def test_every_exit_code_is_told() -> None:
    """A new exit code wants its meaning here."""
    assert MEANINGS.keys() == {*Exit}


@pytest.mark.parametrize("name", sorted(made()))
def test_a_page_is_sound_markdown(name: str) -> None:
    """Every row of a table has the cells of its head, and no sign of a text is taken for markup."""
    rows = [line for line in made()[name].splitlines() if line.startswith("|")]
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(made()[name])
    opened = sum(token.type == "tr_open" for token in tokens)
    rules = sum(set(row) <= set("|- ") and "---" in row for row in rows)

    assert opened == len(rows) - rules
    assert {"em_open", "html_inline"} & {
        inner.type for token in tokens for inner in token.children or () if not _is_ours(inner.content)
    } == set()


def _is_ours(content: str) -> bool:
    return content == "<br>" or content.startswith(("<a id=", "</a>"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a*b_c", r"a\*b\_c"),
        ("<x> [y] #1", r"\<x\> \[y\] \#1"),
        ("write `a|b` | c", r"write `a\|b` \| c"),
        ("an open ` tick", r"an open \` tick"),
    ],
)
def test_signs_that_markdown_obeys_are_shown(text: str, shown: str) -> None:
    """A sign means itself; what stands in back-ticks stays code."""
    assert escaped(text) == shown


def test_names_become_links_that_are_plain() -> None:
    """An id with a slash and a fact with a dot are told apart from nothing else."""
    assert (anchor_of("qiantang/a-b"), anchor_of("company.rd_rate")) == ("qiantang-a-b", "company-rd-rate")
    assert table(("a",), []) == ""


def test_a_page_that_is_stale_missing_or_left_over_is_named(tmp_path: Path) -> None:
    """`check` names every fault and `update` mends it; a page that somebody else put there stays."""
    pages = {name: f"{NOTICE}\n\n# {name}\n" for name in ("a.md", "x/b.md")}
    (tmp_path / "other.md").write_text("# Another page\n", "utf-8")
    script["update"](tmp_path, pages)
    assert script["faults"](tmp_path, pages) == []

    (tmp_path / "a.md").write_text("changed", "utf-8")
    (tmp_path / "x" / "b.md").rename(tmp_path / "x" / "c.md")

    assert script["faults"](tmp_path, pages) == ["no longer made: x/c.md", "stale: a.md", "missing: x/b.md"]
    script["update"](tmp_path, pages)
    assert script["faults"](tmp_path, pages) == []
    assert sorted(path.name for path in tmp_path.rglob("*.md")) == ["a.md", "b.md", "other.md"]
    assert "[Another page](other.md)" in script["pages"](SMALL, tmp_path)["README.md"]


def test_a_wrong_word_gets_the_usage() -> None:
    """Anything but `update` and `check` is a usage error."""
    assert script["main"](["chekc"]) == 2
