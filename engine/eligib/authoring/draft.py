"""A benefit that is being written: its parts, each checked as the loader will check it, and its text.

Enters: texts, one at a time. Leaves: the part as a rule file has it, or the fault with its place in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.authoring.scalars import written
from eligib.diagnostics import Diagnostic, Source, Span
from eligib.errors import InputError
from eligib.language.check import read_condition
from eligib.language.faults import Fault, nearest
from eligib.language.words import in_words
from eligib.messages import Label, say
from eligib.rulebook.clauses import MAX_ANCHOR
from eligib.rulebook.values import ValueReader
from eligib.rulebook.vocabulary import NAME
from eligib.yamltree import parse_yaml

if TYPE_CHECKING:
    from eligib.language.vocabulary import Record, Vocabulary
    from eligib.messages import Text

APPROVAL = "approval"
_GROUPS = ("all", "any", "none")


class Clause(Struct, frozen=True):
    """One member of `when`: a named condition, or an approval by its id; `label` is what it says."""

    name: str
    text: str
    label: Label


class Draft(Struct, frozen=True):
    """All that a benefit needs."""

    zone: str
    source: str
    name: str
    title: Label
    kind: str
    paid_to: tuple[str, ...]
    line: int
    anchor: str
    each: str | None
    when: tuple[Clause, ...]
    value: str

    def header(self) -> str:
        """Return the beginning of a rule file for it."""
        return f"zone: {self.zone}\nsource: {self.source}\n\nbenefits:"

    def text(self, examples: list[str] | None = None) -> str:
        """Return the benefit as lines below `benefits:`, with `examples`, each in braces."""
        title = f"{{zh: {_flow(self.title.zh)}, en: {_flow(self.title.en)}}}"
        lines = [
            f"  {self.name}:",
            f"    title: {title}",
            f"    kind: {self.kind}",
            f"    paid_to: [{', '.join(self.paid_to)}]"
            if len(self.paid_to) > 1
            else f"    paid_to: {self.paid_to[0]}",
            f"    cite: {{line: {self.line}, anchor: {_flow(self.anchor)}}}",
            *([f"    each: {self.each}"] if self.each else []),
            "    when:",
            *(f"      - {one.name}: {written(one.text, plain=False, flow=False)}" for one in self.when),
            f"    value: {self.value}",
        ]
        if examples:
            lines += ["    examples:", *(f"      - {example}" for example in examples)]
        return "\n".join(lines) + "\n"


def _flow(text: str) -> str:
    return written(text, plain=False, flow=True)


class Checker(Struct, frozen=True):
    """Checks parts against a vocabulary; each method raises `InputError` with what is wrong."""

    vocabulary: Vocabulary
    each: Record | None = None

    def clause(self, text: str, where: str) -> Clause:
        """Return the clause written `name: condition` or `approval: id`; `where` names the text."""
        source = Source(where, text)
        name, colon, rest = text.partition(":")
        name, condition = name.strip(), rest.strip()
        if not colon or not condition or not name:
            hint = say("for example `{example}`", example="small-firm: company.size in [small, micro]")
            raise _fault(source, "wrong-shape", say("a clause is written `name: condition`"), 0, hint=hint)
        start = len(text) - len(rest.lstrip())
        if name == APPROVAL:
            return self._approval(source, condition, start)
        if not NAME.fullmatch(name) or name in _GROUPS:
            hint = say("small letters, digits, `-` and `_`, beginning with a letter, and no keyword")
            raise _fault(source, "bad-name", say("`{name}` is no name", name=name), 0, hint=hint)
        try:
            found = read_condition(condition, self.vocabulary, self.each)
        except Fault as fault:
            raise InputError([fault.at(_from(source, start))]) from None
        return Clause(name, condition, in_words(found, self.vocabulary))

    def _approval(self, source: Source, name: str, start: int) -> Clause:
        known = self.vocabulary.approvals
        if name not in known:
            message = say("unknown approval `{name}`", name=name)
            raise _fault(source, "unknown-approval", message, start, meant=nearest(name, known))
        label, authority = known[name].label, known[name].authority
        return Clause(APPROVAL, name, Label(f"{label.zh}({authority.zh})", f"{label.en} ({authority.en})"))

    def value(self, text: str, where: str) -> str:
        """Return the value, on one line as a rule file has it."""
        line = " ".join(text.split())
        tree, faults = parse_yaml(Source(where, line))
        if tree is not None and not faults:
            ValueReader(self.vocabulary, self.each, faults).parts(tree)
        if faults or tree is None:
            empty = Diagnostic("missing-key", say("`{key}` is missing", key="value"))
            raise InputError(faults or [empty])
        return line

    def new_name(self, text: str, where: str, taken: set[str]) -> str:
        """Return the name of the benefit, which no other of its zone has."""
        source = Source(where, text)
        if not NAME.fullmatch(text):
            hint = say("small letters, digits, `-` and `_`, beginning with a letter, and no keyword")
            raise _fault(source, "bad-name", say("`{name}` is no name", name=text), 0, hint=hint)
        if text in taken:
            raise _fault(source, "declared-twice", say("`{name}` is declared twice", name=text), 0)
        return text

    def line(self, text: str, where: str) -> int:
        """Return the number of the cited line."""
        if not (text.isascii() and text.isdigit() and int(text) > 0):
            raise _fault(Source(where, text), "wrong-line", say("`{got}` is no line number", got=text), 0)
        return int(text)

    def anchor(self, text: str, where: str) -> str:
        """Return the words that stand on the cited line."""
        if not 0 < len(text) <= MAX_ANCHOR:
            message = say("an anchor has at most {n} characters", n=MAX_ANCHOR)
            raise _fault(Source(where, text), "anchor-length", message, 0)
        return text


def _fault(
    source: Source,
    code: str,
    message: Text,
    start: int,
    *,
    hint: Text | None = None,
    meant: str | None = None,
) -> InputError:
    return InputError([Diagnostic(code, message, _from(source, start), hint=hint, meant=meant)])


def _from(source: Source, start: int) -> Span:
    """Return the text from `start` on."""
    return Span(source, 1, start + 1, 1, max(len(source.text), start + 1) + 1)
