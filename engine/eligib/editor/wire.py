"""Our faults, items, cards, fixes and symbols as the protocol's.

Enters: what the other modules return. Leaves: `lsprotocol` objects, texts rendered in the language of the run
or in both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls.uris import from_fs_path

from eligib.diagnostics import Diagnostic, Severity
from eligib.editor.document import Document, Position, Range
from eligib.editor.shapes import Sort
from eligib.messages import LANGUAGES, Language, render, say

if TYPE_CHECKING:
    from eligib.diagnostics import Span
    from eligib.editor.complete import Item
    from eligib.editor.fixes import Fix
    from eligib.editor.hover import Card
    from eligib.editor.symbols import Symbol

NAME = "eligib"
_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}
_ITEMS = {
    Sort.KEY: lsp.CompletionItemKind.Property,
    Sort.WORD: lsp.CompletionItemKind.Keyword,
    Sort.FACT: lsp.CompletionItemKind.Field,
    Sort.CHOICE: lsp.CompletionItemKind.EnumMember,
    Sort.KIND: lsp.CompletionItemKind.EnumMember,
    Sort.PAYEE: lsp.CompletionItemKind.EnumMember,
    Sort.LIST: lsp.CompletionItemKind.Class,
    Sort.SOURCE: lsp.CompletionItemKind.File,
    Sort.BENEFIT: lsp.CompletionItemKind.Interface,
}


def uri_of(path: str) -> str:
    """Return the address of the file at `path`; what is no path is an address already."""
    return path if ":" in path.partition("/")[0] else from_fs_path(path) or path


def position(at: Position) -> lsp.Position:
    """Return a position of the protocol."""
    return lsp.Position(at.line, at.column)


def stretch(between: Range) -> lsp.Range:
    """Return a range of the protocol."""
    return lsp.Range(position(between.start), position(between.end))


def place(at: lsp.Position) -> Position:
    """Return a position of ours."""
    return Position(at.line, at.character)


def diagnostic(fault: Diagnostic, document: Document, language: Language) -> lsp.Diagnostic:
    """Return a fault at the place where it stands in `document`."""
    where = Range(Position(0, 0), Position(0, 0)) if fault.where is None else document.first_line(fault.where)
    lines = [render(fault.message, language)]
    for name, text in ((say("expected"), fault.expected), (say("help"), fault.help())):
        if text is not None:
            lines.append(f"{render(name, language)}: {render(text, language)}")
    return lsp.Diagnostic(
        stretch(where), "\n".join(lines), severity=_SEVERITIES[fault.severity], code=fault.code, source=NAME
    )


def completion(
    item: Item, document: Document, order: int, language: Language, *, snippets: bool
) -> lsp.CompletionItem:
    """Return an item; it is found by its names in both languages, too."""
    labels = () if item.about is None else tuple(render(item.about, one) for one in LANGUAGES)
    fills = snippets and item.snippet is not None
    edit = lsp.TextEdit(
        stretch(document.range(item.start, item.end)), item.snippet or item.insert if fills else item.insert
    )
    return lsp.CompletionItem(
        item.label,
        kind=_ITEMS.get(item.sort, lsp.CompletionItemKind.Value),
        detail=None if item.about is None else render(item.about, language),
        documentation=_documentation(item),
        sort_text=f"{order:04}",
        filter_text=" ".join(dict.fromkeys((item.insert.removesuffix(": "), *labels))),
        insert_text_format=lsp.InsertTextFormat.Snippet if fills else None,
        text_edit=edit,
    )


def _documentation(item: Item) -> lsp.MarkupContent | None:
    texts = [text for text in (item.about, item.note) if text is not None]
    if not texts:
        return None
    lines = [" · ".join(dict.fromkeys(render(text, one) for text in texts)) for one in LANGUAGES]
    return lsp.MarkupContent(lsp.MarkupKind.PlainText, "\n".join(dict.fromkeys(lines)))


def hover(card: Card, document: Document) -> lsp.Hover:
    """Return a card in both languages."""
    head = [f"`{card.name}`"] if card.name else []
    parts = []
    for language in LANGUAGES:
        title = [] if card.title is None else [f"**{_escaped(render(card.title, language))}**"]
        lines = [_escaped(render(line, language)) for line in card.lines]
        parts.append("  \n".join([*title, *lines]))
    text = "\n\n".join([*head, *dict.fromkeys(part for part in parts if part)])
    return lsp.Hover(
        lsp.MarkupContent(lsp.MarkupKind.Markdown, text), stretch(document.range(card.start, card.end))
    )


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_<>[]#" else sign for sign in text)


def location(span: Span, document: Document) -> lsp.Location:
    """Return where something is declared; `document` is the file that it stands in."""
    return lsp.Location(uri_of(span.source.name), stretch(document.first_line(span)))


def action(fix: Fix, document: Document, found: lsp.Diagnostic, language: Language) -> lsp.CodeAction:
    """Return an edit as a quick fix of the fault `found`."""
    edit = lsp.TextEdit(stretch(document.range(fix.start, fix.end)), fix.text)
    return lsp.CodeAction(
        render(fix.title, language),
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[found],
        edit=lsp.WorkspaceEdit(changes={uri_of(document.path): [edit]}),
        is_preferred=True,
    )


def symbol(one: Symbol, document: Document, *, inner: bool = False) -> lsp.DocumentSymbol:
    """Return a symbol with those inside it."""
    return lsp.DocumentSymbol(
        one.name,
        lsp.SymbolKind.Property if inner else lsp.SymbolKind.Class,
        stretch(document.range(one.start, max(one.end, one.name_end))),
        stretch(document.range(one.start, one.name_end)),
        detail=one.title or None,
        children=[symbol(child, document, inner=True) for child in one.children],
    )
