"""The language server: the protocol on one side, what the other modules know on the other.

Enters: messages on standard input. Leaves: answers on standard output. It holds no knowledge of its own; a
fault of ours in one answer is written to the editor's log and leaves that answer empty.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import redirect_stdout
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from eligib import __version__
from eligib.editor import wire
from eligib.editor.book import RULEBOOK
from eligib.editor.complete import complete
from eligib.editor.define import definition
from eligib.editor.desk import Desk
from eligib.editor.document import Document
from eligib.editor.fixes import fixes
from eligib.editor.hover import hover
from eligib.editor.symbols import symbols
from eligib.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from eligib.diagnostics import Diagnostic
    from eligib.editor.desk import Faults
    from eligib.messages import Language

    Answer = TypeVar("Answer")
    Params = TypeVar("Params")

PAUSE = 0.25
"""Seconds without a key pressed after which the rulebook is read anew."""

_TRIGGERS = [".", " ", "[", "(", "{", "-", ":", "/"]


def serve(rules: Path, as_of: date, language: Language, *, fixed: bool, chosen: bool) -> None:
    """Answer an editor until it says goodbye.

    Args:
        rules: the directory of rules for profiles.
        as_of: today.
        language: the language of messages.
        fixed: whether the editor's own language is to be passed over.
        chosen: whether the directory was named, so that a workspace's own rules do not count.
    """
    service = Service(Desk(rules, as_of), language, fixed=fixed, chosen=chosen)
    # the library closes what it writes to, and what else is printed must not get between two messages
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers, redirect_stdout(sys.stderr):
        service.server.start_io(stdout=answers)


class Service:
    """One conversation with an editor."""

    def __init__(self, desk: Desk, language: Language, *, fixed: bool, chosen: bool) -> None:
        self.desk = desk
        self.language = language
        self.server = LanguageServer("eligib", __version__, lsp.TextDocumentSyncKind.Full)
        self._fixed, self._chosen = fixed, chosen
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._told: dict[Path, list[str]] = {}
        self._register()

    def _register(self) -> None:
        triggers = lsp.CompletionOptions(trigger_characters=_TRIGGERS)
        fixes = lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
        feature = self.server.feature
        feature(lsp.INITIALIZE)(_calm(self.initialize))
        feature(lsp.TEXT_DOCUMENT_DID_OPEN)(_calm(self.did_open))
        feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(_calm(self.did_change))
        feature(lsp.TEXT_DOCUMENT_DID_SAVE)(_calm(self.did_save))
        feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(_calm(self.did_close))
        feature(lsp.TEXT_DOCUMENT_COMPLETION, triggers)(_calm(self.completion))
        feature(lsp.TEXT_DOCUMENT_HOVER)(_calm(self.hover))
        feature(lsp.TEXT_DOCUMENT_DEFINITION)(_calm(self.definition))
        feature(lsp.TEXT_DOCUMENT_CODE_ACTION, fixes)(_calm(self.code_action))
        feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_calm(self.document_symbol))

    # --- what the editor tells

    def initialize(self, params: lsp.InitializeParams) -> None:
        """Take the editor's language, and the workspace's own rules for its profiles."""
        if params.locale and not self._fixed:
            self.language = "zh" if params.locale.lower().startswith("zh") else "en"
        folders = [folder.uri for folder in params.workspace_folders or []]
        for uri in folders or ([params.root_uri] if params.root_uri else []):
            rules = Path(to_fs_path(uri) or "") / "rules"
            if not self._chosen and (rules / RULEBOOK).is_file():
                self.desk.rules = rules

    def did_open(self, params: lsp.DidOpenTextDocumentParams) -> None:
        """Take a file and say at once what is wrong with it."""
        self._tell(self._take(params.text_document.uri))

    def did_change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """Take what was typed, and say what is wrong once the typing pauses."""
        path = self._take(params.text_document.uri)
        self._stop(path)
        self._waiting[path] = asyncio.get_running_loop().call_later(PAUSE, _calm(self._tell), path)

    def did_save(self, params: lsp.DidSaveTextDocumentParams) -> None:
        """Say at once what is wrong."""
        self._tell(self._take(params.text_document.uri))

    def did_close(self, params: lsp.DidCloseTextDocumentParams) -> None:
        """Let a file go; what is on the disk counts for the others."""
        path = _path(params.text_document.uri)
        self._stop(path)
        was_rule = self.desk.is_rule(path)
        self.desk.drop(path)
        self._publish(path, [])
        neighbours = [name for name in self.desk.documents if self.desk.is_rule(name)]
        others = [name for name in neighbours if self.desk.root(name) == self.desk.root(path)]
        if was_rule and others:
            self._tell(others[0])
        elif was_rule:
            for name in self._told.pop(self.desk.root(path), ()):
                self._publish(name, [])

    def _take(self, uri: str) -> str:
        path = _path(uri)
        workspace = self.server.workspace
        encoding = str(getattr(workspace.position_encoding, "value", workspace.position_encoding) or "utf-16")
        self.desk.put(Document(path, workspace.get_text_document(uri).source, encoding))
        return path

    def _stop(self, path: str) -> None:
        waiting = self._waiting.pop(path, None)
        if waiting is not None:
            waiting.cancel()

    # --- what is wrong

    def _tell(self, path: str) -> None:
        """Publish the faults of a file and of its rulebook; a file that has none any more is told so."""
        self._stop(path)
        found = self.desk.faults(path)
        if self.desk.is_rule(path):
            root = self.desk.root(path)
            before: Faults = {name: [] for name in self._told.get(root, ())}
            found = before | found
            self._told[root] = [name for name, faults in found.items() if faults]
            for profile in self.desk.profiles(root):
                found |= self.desk.faults(profile)
        for name, faults in found.items():
            self._publish(name, faults)

    def _publish(self, path: str, faults: list[Diagnostic]) -> None:
        document = self._document(path)
        told = [wire.diagnostic(fault, document, self.language) for fault in faults]
        uri = wire.uri_of(path)
        self.server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, told))

    def _document(self, path: str) -> Document:
        """Return a file as it is open, else as it is on the disk."""
        opened = self.desk.documents.get(path)
        if opened is not None:
            return opened
        source = read_source(path)
        encoding = next((one.encoding for one in self.desk.documents.values()), "utf-16")
        return Document(path, getattr(source, "text", ""), encoding)

    # --- what the editor asks

    def completion(self, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        """Return what can be written."""
        document = self._asked(params.text_document.uri)
        kind, book = self.desk.kind(document.path), self.desk.book(document.path)
        if kind is None or book is None:
            return None
        items = complete(document, document.offset(wire.place(params.position)), kind, book)
        snippets = self._takes_snippets()
        return lsp.CompletionList(
            is_incomplete=False,
            items=[
                wire.completion(item, document, order, self.language, snippets=snippets)
                for order, item in enumerate(items)
            ],
        )

    def _takes_snippets(self) -> bool:
        text = self.server.client_capabilities.text_document
        item = text and text.completion and text.completion.completion_item
        return bool(item and item.snippet_support)

    def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        """Return what there is to say."""
        document = self._asked(params.text_document.uri)
        kind, book = self.desk.kind(document.path), self.desk.book(document.path)
        if kind is None or book is None:
            return None
        card = hover(document, document.offset(wire.place(params.position)), kind, book)
        return None if card is None else wire.hover(card, document)

    def definition(self, params: lsp.DefinitionParams) -> lsp.Location | None:
        """Return where a name is declared."""
        document = self._asked(params.text_document.uri)
        kind, book = self.desk.kind(document.path), self.desk.book(document.path)
        if kind is None or book is None:
            return None
        span = definition(document, document.offset(wire.place(params.position)), kind, book)
        return None if span is None else wire.location(span, self._document(span.source.name))

    def code_action(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """Return the quick fixes of what is wrong at the place asked about."""
        document = self._asked(params.text_document.uri)
        faults = self.desk.faults(document.path, forced=False).get(document.path, [])
        found: list[lsp.CodeAction] = []
        for fault in faults:
            told = wire.diagnostic(fault, document, self.language)
            if _overlap(told.range, params.range):
                found += [wire.action(fix, document, told, self.language) for fix in fixes(document, fault)]
        return found

    def document_symbol(self, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        """Return the outline."""
        document = self._asked(params.text_document.uri)
        kind = self.desk.kind(document.path)
        return [] if kind is None else [wire.symbol(one, document) for one in symbols(document, kind)]

    def _asked(self, uri: str) -> Document:
        return self._document(_path(uri))


def _calm(answer: Callable[[Params], Answer]) -> Callable[[Params], Answer | None]:
    """Return `answer` with a fault of ours written to the log and no answer given."""

    @wraps(answer)
    def calmly(params: Params) -> Answer | None:
        try:
            return answer(params)
        except Exception:
            logging.getLogger(__name__).exception("no answer")
            return None

    return calmly


def _path(uri: str) -> str:
    return to_fs_path(uri) or uri


def _overlap(one: lsp.Range, other: lsp.Range) -> bool:
    return not (_after(one.start, other.end) or _after(other.start, one.end))


def _after(one: lsp.Position, other: lsp.Position) -> bool:
    return (one.line, one.character) > (other.line, other.character)
