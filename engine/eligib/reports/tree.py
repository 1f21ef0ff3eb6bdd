"""One benefit's whole reasoning as a tree: every clause with truth, the firm's values and the citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.text import Text as Styled
from rich.tree import Tree

from eligib.explain.shown import shown
from eligib.language.words import in_words
from eligib.messages import Label, Language, Text, render, say
from eligib.reports.reasons import reason
from eligib.reports.words import FLAGS, OUTCOMES, citation, payees
from eligib.reports.words import need as need_words
from eligib.reports.worth import case_words, worth
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from rich.console import RenderableType

    from eligib.decide.decision import Decision
    from eligib.engines.protocol import Truth
    from eligib.explain.explanation import ClauseTruth, Explanation
    from eligib.explain.trace import Trace
    from eligib.language.vocabulary import Fact, Vocabulary
    from eligib.profile.derive import Derived

_MARKS: dict[Truth, tuple[str, str]] = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "cyan")}
MAX_ROWS = 3
_GROUPS = {"all": say("all of"), "any": say("any of"), "none": say("none of")}


def explanation_tree(explanation: Explanation, decision: Decision, language: Language) -> RenderableType:
    """Return the reasoning behind one benefit's outcome."""
    return _Builder(explanation, decision, language).tree()


class _Builder(Struct, frozen=True):
    explanation: Explanation
    decision: Decision
    language: Language

    def tree(self) -> Tree:
        result = self.explanation.result
        outcome = self._say(OUTCOMES[result.outcome])
        root = Tree(
            Styled(f"{self._say(result.benefit.title)} ({result.benefit.id}): {outcome}", style="bold")
        )
        root.add(Styled(self._say(citation(result.benefit.cite)), style="dim"))
        root.add(self._say(reason(self.explanation, self.decision)))
        value = worth(result.value, result.benefit)
        if value:
            root.add(
                self._say(
                    say("value: {value}; paid to: {payee}", value=value, payee=payees(result.benefit.paid_to))
                )
            )
        for row in self._rows():
            self._row(root, row)
        self._open(root)
        for flag in result.flags:
            root.add(self._say(FLAGS[flag]))
        for case in result.benefit.reported:
            root.add(self._say(case_words(case)))
        return root

    def _rows(self) -> list[int | None]:
        return list(dict.fromkeys(clause.member for clause in self.explanation.clauses)) or []

    def _row(self, root: Tree, row: int | None) -> None:
        found = {clause.clause: clause for clause in self.explanation.clauses if clause.member == row}
        branch = root
        if self.explanation.members is not None:
            branch = root.add(self._member(row))
        self._part(branch, self.explanation.result.benefit.when, found)

    def _member(self, row: int | None) -> str:
        each = self.explanation.result.benefit.each
        label = each.label if each else ""
        if row is None:
            return self._say(say("{list}: one that is not given", list=label))
        return self._say(say("{list} no. {n}", list=label, n=row + 1))

    def _part(
        self, branch: Tree, tree: m.Tree, found: dict[m.Clause | m.ApprovalClause, ClauseTruth]
    ) -> None:
        if isinstance(tree, m.Group):
            inner = branch.add(self._say(_GROUPS[tree.kind]))
            for part in tree.parts:
                self._part(inner, part, found)
        else:
            self._clause(branch, found[tree])

    def _clause(self, branch: Tree, clause: ClauseTruth) -> None:
        leaf = clause.clause
        line = _marked(clause.truth, self._say(leaf.text))
        for value in clause.values:
            line.append(f"  {self._say(value.fact.label)}: {self._say(value.text)}", style="bold")
        if leaf.cite is not self.explanation.result.benefit.cite:
            line.append(f"  [{self._say(citation(leaf.cite))}]", style="dim")
        if leaf.assumed:
            line.append(f"  ({self._say(say('our reading'))})", style="yellow")
        node = branch.add(line)
        for value in clause.values:
            if value.derived is not None:
                self._derived(node, value.fact, value.derived)
        if isinstance(leaf, m.ApprovalClause):
            node.add(self._say(say("decided by {authority}", authority=leaf.approval.authority)))
        elif clause.trace is not None and clause.trace.parts:
            for part in clause.trace.parts:
                self._trace(node, part)

    def _derived(self, branch: Tree, fact: Fact, derived: Derived) -> None:
        """Add how a fact follows from others: the rows that the firm may be in, and their indicators."""
        how = derived.derivation
        text = say(
            "{fact} by the {title} ({document})", fact=fact.label, title=how.title, document=how.document
        )
        node = branch.add(Styled(self._say(text), style="dim"))
        own = self.decision.profile.facts.get(how.by.path)
        if own is not None:
            line = say("{fact}: {value}", fact=how.by.label, value=shown(how.by, own, self._vocabulary))
            node.add(Styled(self._say(line), style="dim"))
        for row in derived.rows[:MAX_ROWS]:
            inner = node.add(Styled(self._say(row.row.label), style="dim"))
            for one in row.indicators:
                value = shown(one.fact, self.decision.profile.facts.get(one.fact.path), self._vocabulary)
                names = [how.fact.choices[how.classes[number]] for number in {one.best: 0, one.worst: 0}]
                classes = say("{a} to {b}", a=names[0], b=names[-1]) if len(names) > 1 else names[0]
                line = say("{fact}: {value} → {classes}", fact=one.fact.label, value=value, classes=classes)
                inner.add(Styled(self._say(line), style="dim"))
        more = len(derived.rows) - MAX_ROWS
        if more > 0:
            node.add(Styled(self._say(say("{n} more industries are possible", n=more)), style="dim"))
        if derived.uncovered:
            node.add(Styled(self._say(how.fact.choices[how.otherwise]), style="dim"))

    @property
    def _vocabulary(self) -> Vocabulary:
        return self.decision.rulebook.vocabulary

    def _trace(self, branch: Tree, trace: Trace) -> None:
        words: Label = in_words(trace.node, self._vocabulary)
        node = branch.add(_marked(trace.truth, self._say(words)))
        for part in trace.parts:
            self._trace(node, part)

    def _open(self, root: Tree) -> None:
        for approval in self.explanation.pending:
            waits = say(
                "waits for {approval}, decided by {authority}",
                approval=approval.label,
                authority=approval.authority,
            )
            root.add(self._say(waits))
        for need in self.explanation.needs:
            root.add(self._say(say("missing: {facts}", facts=need_words(need, self._vocabulary))))

    def _say(self, text: Text | Label | tuple[Text | Label, ...]) -> str:
        return render(text, self.language)


def _marked(truth: Truth, text: str) -> Styled:
    mark, style = _MARKS[truth]
    return Styled.assemble((mark, style), " ", text)
