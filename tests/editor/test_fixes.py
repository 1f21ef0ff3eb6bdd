"""Quick fixes: after the edit the fault is gone."""

from __future__ import annotations

import pytest

from eligib.editor.book import open_book
from eligib.editor.document import Document
from eligib.editor.fixes import Fix, fixes
from support.small import SMALL

PATH = SMALL / "harbour" / "loans.yaml"
GOOD = PATH.read_text("utf-8")


def found(text: str, code: str) -> tuple[Document, list[Fix]]:
    """Return the fixes of every fault of this code."""
    document = Document(str(PATH), text)
    faults = [
        fault for fault in open_book(SMALL, {str(PATH): text}).faults_of(str(PATH)) if fault.code == code
    ]
    return document, [fix for fault in faults for fix in fixes(document, fault)]


def mended(text: str, code: str) -> str:
    """Return the text after the one fix of its one fault."""
    document, (fix,) = found(text, code)
    return document.text[: fix.start] + fix.text + document.text[fix.end :]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("zone: harbour", "zone: harbor", "unknown-place"),
        ("source: harbour-news", "source: harbour-new", "unknown-source"),
        ("kind: loan", "kind: laon", "unknown-choice"),
        ("paid_to: enterprise", "paid_to: [enterprize]", "unknown-choice"),
        ("within harbour", "within harbuor", "unknown-place"),
        ("company.revenue <=", "company.revenu <=", "unknown-name"),
        ("company.revenue <=", "company.revenue =<", "syntax"),
        ("<= 4亿元", "≤ 4亿元", "syntax"),
        ("up_to: 1000万元", "up_to: 1000万", "unit-missing"),
        ("  title:", "  tittle:", "unknown-key"),
    ],
)
def test_what_was_meant_is_written(old: str, new: str, code: str) -> None:
    """Taking the fix of a misspelt name, key, sign or unit gives the file as it was."""
    faulty = GOOD.replace(old, new.replace("[enterprize]", "enterprize"), 1)
    assert faulty != GOOD

    assert mended(faulty, code) == GOOD.replace("≤", "<=")


def test_a_word_in_a_condition_is_found() -> None:
    """A fault that is shown on the whole condition changes only the name that is wrong."""
    text = GOOD.replace("company.place within harbour", "benefit(riverport/studdy) is received")

    assert mended(text, "unknown-benefit") == text.replace("studdy", "study")


def test_not_in_is_turned() -> None:
    """`not in` becomes the negation of the whole test."""
    text = GOOD.replace("company.place within harbour", '"company.size not in [small, micro]"')

    assert "not (company.size in [small, micro])" in mended(text, "syntax")


@pytest.mark.parametrize(
    ("label", "after"),
    [
        ("{zh: 港口贷}", "{zh: 港口贷, en: }"),
        ("{zh: 港口贷, }", "{zh: 港口贷, en: }"),
        ('{zh: "}港口贷"}', '{zh: "}港口贷", en: }'),
        ("{en: Harbour loan}", "{en: Harbour loan, zh: }"),
        ("\n      zh: 港口贷", "\n      zh: 港口贷\n      en: "),
        ("\n      zh: 港口贷 # 名称", "\n      zh: 港口贷 # 名称\n      en: "),
    ],
)
def test_a_missing_translation_gets_its_key(label: str, after: str) -> None:
    """The other language is added in the style of the mapping, in braces or below."""
    text = GOOD.replace("{zh: 港口贷, en: Harbour loan}", label)

    assert mended(text, "missing-translation") == GOOD.replace("{zh: 港口贷, en: Harbour loan}", after)


def test_a_missing_key_is_added_at_the_end() -> None:
    """A benefit without its kind gets the key on a line of its own."""
    text = GOOD.replace("    kind: loan\n", "")

    assert mended(text, "missing-key").rstrip("\n").endswith("\n    kind: ")


def test_a_fault_without_a_place_has_no_fix() -> None:
    """A file that is empty as a whole offers nothing."""
    assert found("", "empty-file")[1] == []
