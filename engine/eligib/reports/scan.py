"""What was found in documents, as a table and as data (`eligib.scan/1`).

Enters: the accounts of each document. Leaves: rich renderables, or one JSON text in which no text is longer
than 30 characters.
"""

from __future__ import annotations

from collections import Counter
from json import dumps
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from eligib.diagnostics import visible
from eligib.documents.accounts import Status
from eligib.documents.anchors import anchor_of
from eligib.documents.figures import Kind
from eligib.messages import Label, Language, Text, render, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from eligib.documents.accounts import Account, Accounts
    from eligib.documents.finds import Find

FORMAT = "eligib.scan/1"
NARROW = 100
ROOM = 12
KINDS: dict[Kind, Text] = {
    Kind.AMOUNT: say("amount"),
    Kind.SHARE: say("share"),
    Kind.RATE: say("rate"),
    Kind.TERM: say("term"),
    Kind.AREA: say("area"),
    Kind.WORD: say("word"),
}
STATUSES: dict[Status, Text] = {
    Status.OPEN: say("open"),
    Status.CITED: say("cited"),
    Status.REPORTED: say("reported"),
    Status.DISMISSED: say("dismissed"),
}
_STYLES = {
    Status.OPEN: "bold yellow",
    Status.CITED: "green",
    Status.REPORTED: "cyan",
    Status.DISMISSED: "dim",
}


def scan_table(
    accounts: Accounts, shown: Sequence[Account], language: Language, *, width: int
) -> RenderableType:
    """Return the report on one document with a row for each of `shown`."""
    parts: list[RenderableType] = [Styled(_head(accounts, language), style="bold"), Styled("")]
    if width < NARROW:
        parts += [line for account in shown for line in _stacked(account, language)]
    elif shown:
        parts.append(_table(shown, language))
    if shown:
        parts.append(Styled(""))
    return Group(*parts, Styled(render(_counts(accounts), language)))


def _head(accounts: Accounts, language: Language) -> str:
    document, source = accounts.document, accounts.source
    title: Text | Label = say("not among the sources") if source is None else source.title
    if source is not None and source.file is not None and source.file.sha256 != document.sha256:
        title = say("{title}, changed since the rules were written", title=source.title)
    lines = say("{n} lines", n=len(document.starts))
    texts = (visible(document.name), title, document.encoding, lines)
    return " · ".join(render(text, language) for text in texts)


def _table(shown: Sequence[Account], language: Language) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=3)
    table.add_column(overflow="fold", ratio=2)
    for account in shown:
        find = account.find
        kind = Styled(render(KINDS[find.kind], language))
        table.add_row(Styled(_place(find, language)), kind, _excerpt(find), _account(account, language))
    return table


def _stacked(account: Account, language: Language) -> list[RenderableType]:
    find = account.find
    head = f"{_place(find, language)}  {render(KINDS[find.kind], language)}  "
    return [
        Styled.assemble(head, _account(account, language)),
        Padding(_excerpt(find), (0, 0, 0, 2)),
    ]


def _place(find: Find, language: Language) -> str:
    page = find.document.page_of(find.line)
    if page is None:
        return str(find.line)
    return render(say("{line} (p. {page})", line=find.line, page=page), language)


def _excerpt(find: Find) -> Styled:
    before, text, after = (visible(part) for part in find.around(ROOM))
    mark = "bold" if find.is_figure else "underline"
    return Styled.assemble((before, "dim"), ("[", "dim"), (text, mark), ("]", "dim"), (after, "dim"))


def _account(account: Account, language: Language) -> Styled:
    status = STATUSES[account.status]
    told: Text = status
    if account.by:
        told = say("{status}: {names}", status=status, names=account.by)
    elif account.reason is not None:
        told = say("{status}: {names}", status=status, names=account.reason)
    return Styled(render(told, language), style=_STYLES[account.status])


def _counts(accounts: Accounts) -> Text:
    count = Counter(account.status for account in accounts.all)
    figures = sum(account.status is Status.OPEN and account.find.is_figure for account in accounts.all)
    return say(
        "{n} finds: {cited} cited, {reported} reported, {dismissed} dismissed, "
        "{open} open ({figures} of them figures)",
        n=len(accounts.all),
        cited=count[Status.CITED],
        reported=count[Status.REPORTED],
        dismissed=count[Status.DISMISSED],
        open=count[Status.OPEN],
        figures=figures,
    )


def scan_json(scanned: Sequence[tuple[Accounts, Sequence[Account]]]) -> str:
    """Return the documents with the finds to be shown as one JSON text."""
    documents = [_document(accounts, shown) for accounts, shown in scanned]
    return dumps({"format": FORMAT, "documents": documents}, ensure_ascii=False, indent=2)


def _document(accounts: Accounts, shown: Sequence[Account]) -> dict[str, Any]:
    document, count = accounts.document, Counter(account.status for account in accounts.all)
    return {
        "name": document.name,
        "source": None if accounts.source is None else accounts.source.id,
        "encoding": document.encoding,
        "bytes": document.length,
        "sha256": document.sha256,
        "lines": len(document.starts),
        "counts": {status.value: count[status] for status in Status},
        "finds": [_find(account) for account in shown],
    }


def _find(account: Account) -> dict[str, Any]:
    find = account.find
    return {
        "line": find.line,
        "column": find.column,
        "page": find.document.page_of(find.line),
        "kind": find.kind.value,
        "text": find.text,
        "anchor": anchor_of(find),
        "values": [{"unit": value.unit.value, "value": format(value.value, "f")} for value in find.values],
        "status": account.status.value,
        "by": list(account.by),
        "reason": None if account.reason is None else _label(account.reason),
    }


def _label(label: Label) -> dict[str, str]:
    return {"zh": label.zh, "en": label.en}
