"""What is said of a name, and where it is declared."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligib.editor.define import definition
from eligib.editor.hover import hover
from eligib.editor.kinds import FileKind
from eligib.messages import LANGUAGES, render
from support.editing import RULE, book, placed

HEAD = "zone: riverport\nsource: riverport-gazette\nbenefits:\n"


def said(text: str, kind: FileKind = FileKind.RULES) -> str:
    """Return everything that is said at the cursor, in both languages."""
    card = hover(*placed(text), kind, book())
    if card is None:
        return ""
    texts = [card.title, *card.lines]
    return "\n".join([card.name, *(render(one, language) for language in LANGUAGES for one in texts if one)])


def declared(text: str, kind: FileKind = FileKind.RULES) -> str:
    """Return where the name at the cursor is declared, with the text that stands there."""
    span = definition(*placed(text), kind, book())
    if span is None:
        return ""
    lines = Path(span.source.name).read_text("utf-8").split("\n")
    word = lines[span.line - 1][span.column - 1 :].partition(":")[0]
    return f"{Path(span.source.name).stem}: {word}"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            f"{RULE}company.reve‸nue >= 3万元",
            ["企业营业收入", "company: revenue", "金额，以元计", "最近一年的营业收入是多少？", "0元"],
        ),
        (f"{RULE}comp‸any.revenue >= 3万元", ["company", "企业"]),
        (f"{RULE}project.ki‸nd is other", ["projects.kind", "这是哪一类项目？", "中试线"]),
        (f"{RULE}proj‸ect.kind is other", ["项目"]),
        (f"{RULE}company.size in [small, mi‸cro]", ["micro", "微型"]),
        (f"{RULE}company.place within bio‸park", ["生物园", "海岸省 › 河港市", "Coast › Riverport"]),
        (f"{RULE}benefit(riverport/rent-‸relief) is received", ["租金减免", "Rent relief", "2024-09-30"]),
        (f"{RULE}any(pro‸jects where kind is other)", ["项目", "projects"]),
        (f"{RULE}any(projects where ki‸nd is other)", ["projects.kind"]),
        (f"{RULE}company.place with‸in riverport", ["企业所在地在河港市", "company's place is in Riverport"]),
        ("zone: har‸bour", ["港口区", "Harbour"]),
        ("source: harbour-n‸ews", ["港口新闻 2023年"]),
        (f"{HEAD}  pilot-line-g‸rant:\n    kind: subsidy", ["中试线建设补助", "subsidy", "15%"]),
        (f"{HEAD}  a:\n    ki‸nd: loan", ["what is granted", "给予的是什么"]),
        (f"{HEAD}  a:\n    kind: lo‸an", ["loan", "贷款"]),
        (f"{HEAD}  a:\n    family: one-sup‸port", ["补助与减免"]),
        (f"{HEAD}  a:\n    in_force: {{until: drought-‸end}}", ["旱情结束"]),
        (f"{HEAD}  a:\n    when:\n      - approval: riverport/project-rev‸iew", ["项目评审", "河港市科技局"]),
        (f"{HEAD}  a:\n    value: {{by: company.size, mi‸cro: 3万元}}", ["微型"]),
        (
            f"{HEAD}  pilot-line-grant:\n    when:\n      - in-z‸one: company.place within riverport",
            ["企业所在地在河港市"],
        ),
    ],
)
def test_a_name_is_explained_in_both_languages(text: str, parts: list[str]) -> None:
    """Labels, types, units, questions and conditions in words stand in the card."""
    shown = said(text)

    assert [part for part in parts if part not in shown] == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("comp‸any:\n  size: small", ["企业"]),
        ("company:\n  si‸ze: small", ["企业规模"]),
        ("company:\n  size: 小型企‸业", ["small", "小型"]),
        ("company:\n  place: 自贸‸区", ["harbour", "Harbour"]),
        ("projects: [{kind: 中试‸线}]", ["pilot_line"]),
        ("received: [riverport/st‸udy]", ["拟设研究奖"]),
        ("approvals: {riverport/project-rev‸iew: granted}", ["项目评审"]),
    ],
)
def test_a_profile_is_explained(text: str, parts: list[str]) -> None:
    """In a profile names may be labels, too."""
    shown = said(text, FileKind.PROFILE)

    assert [part for part in parts if part not in shown] == []


@pytest.mark.parametrize(
    "text", ["‸", "zone: now‸here", f"{RULE}company.si‸ze is", f"{RULE}comp‸any", "# no‸te"]
)
def test_where_nothing_is_known_nothing_is_said(text: str) -> None:
    """An unknown name, a comment and an empty file leave no more than what is certain."""
    assert "None" not in said(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{RULE}company.reve‸nue >= 3万元", "all: revenue"),
        (f"{RULE}comp‸any.revenue >= 3万元", "all: company"),
        (f"{RULE}proj‸ect.kind is other", "all: projects"),
        (f"{RULE}project.kind is pilot‸_line", "all: pilot_line"),
        (f"{RULE}company.place within bio‸park", "all: biopark"),
        (f"{RULE}benefit(harbour/harbour-l‸oan) is received", "loans: harbour-loan"),
        ("source: harbour-n‸ews", "harbour-news: title"),
        (f"{HEAD}  a:\n    family: one-sup‸port", "families: one-support"),
        (f"{HEAD}  a:\n    in_force: {{until: drought-‸end}}", "all: drought-end"),
        (
            f"{HEAD}  a:\n    when:\n      - approval: riverport/project-rev‸iew",
            "all: riverport/project-review",
        ),
        (f"{HEAD}  a:\n    when:\n      - approval: riverport/no-rev‸iew", ""),
        (f"{HEAD}  a:\n    kind: lo‸an", ""),
    ],
)
def test_a_name_leads_to_its_declaration(text: str, place: str) -> None:
    """Facts, choices, places, approvals, sources, families, standards and benefits are found; words are none."""
    assert declared(text) == place
