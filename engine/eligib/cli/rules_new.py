"""`eligib rules new`: a rule that loads, from options or asked in the terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from eligib.cli.exit import Exit
from eligib.cli.names import key_of
from eligib.cli.options import one_of
from eligib.cli.output import write_files
from eligib.cli.screen import refuse
from eligib.cli.streams import columns, tell
from eligib.cli.usage import UsageFault
from eligib.diagnostics import Severity, Source, show, visible
from eligib.errors import InputError
from eligib.messages import Label, Text, render, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from eligib.authoring.draft import Clause, Draft
    from eligib.messages import Language
    from eligib.rulebook.model import Rulebook

T = TypeVar("T")


class NewRequest(Struct, frozen=True):
    """What the options say of the new benefit; None where it is to be asked."""

    zone: str | None
    source: str | None
    name: str | None
    title_zh: str | None
    title_en: str | None
    kind: str | None
    paid_to: str | None
    line: str | None
    anchor: str | None
    each: str | None
    when: list[str]
    value: str | None
    output: str | None
    rules: str | None
    language: Language


def run_new(request: NewRequest) -> int:
    """Write the rule; return the exit code."""
    from eligib.rulebook.files import RULES_VARIABLE, find_rules
    from eligib.rulebook.load import load_rulebook

    if request.rules is None and not os.environ.get(RULES_VARIABLE):
        raise UsageFault(say("name the rules directory to write to, with `--rules` or $ELIGIB_RULES"))
    root = find_rules(request.rules)
    try:
        rulebook = load_rulebook(root)
        draft = _Asker(request, rulebook).draft()
        file = _file(root, draft, request.output)
        text = _text(root, file, draft)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    file.parent.mkdir(exist_ok=True)
    write_files({str(file): text})
    written = say("written: {files}", files=(visible(str(file)),))
    tell(render(written, request.language))
    return Exit.DONE


def _file(root: Path, draft: Draft, output: str | None) -> Path:
    """Return the file that the benefit goes to; a bare name stands in the folder of its zone."""
    folder = root / draft.zone
    path = Path(output or f"{draft.name}.yaml")
    file = folder / path if path.parent == Path() else path
    if file.suffix != ".yaml" or file.resolve().parent != folder.resolve():
        message = say(
            "`{option}`: a rule of `{zone}` stands in a file `{folder}/NAME.yaml`",
            option="--output",
            zone=draft.zone,
            folder=str(folder),
        )
        raise UsageFault(message)
    return file


def _text(root: Path, file: Path, draft: Draft) -> str:
    """Return the new text of the file, which loads together with all other files; raises `InputError`."""
    from eligib.authoring.format import formatted
    from eligib.authoring.witness import examples_of

    before = _before(file, draft)
    plain = f"{before}{draft.text()}"
    rulebook = _loaded(root, file, plain)
    examples = examples_of(rulebook, rulebook.benefits[f"{draft.zone}/{draft.name}"])
    full = f"{before}{draft.text(examples)}"
    _loaded(root, file, full)
    return formatted(Source(str(file), full))


def _before(file: Path, draft: Draft) -> str:
    from eligib.sources import read_source
    from eligib.yamltree import Mapping, Scalar, parse_yaml

    if not file.exists():
        return f"{draft.header()}\n"
    source = read_source(file)
    if not isinstance(source, Source):
        raise InputError([source])
    tree, _ = parse_yaml(source)
    items = tree.items if isinstance(tree, Mapping) else {}
    cited = items.get("source")
    if not isinstance(cited, Scalar) or cited.text != draft.source:
        raise UsageFault(
            say(
                "`{file}` cites another source than `{source}`; name another file with `--output`",
                file=str(file),
                source=draft.source,
            )
        )
    if next(reversed(list(items)), None) != "benefits":
        raise UsageFault(
            say(
                "`benefits` is not the last key of `{file}`; `eligib rules fmt` puts it there", file=str(file)
            )
        )
    return f"{source.text.rstrip()}\n\n"


def _loaded(root: Path, file: Path, text: str) -> Rulebook:
    """Return the rulebook with `text` in the place of `file`; raises `InputError`."""
    from eligib.rulebook.build import build
    from eligib.rulebook.files import File, read_files

    files = read_files(root)
    zone = file.parent.name
    new = File(str(file), file.stem, text.encode("utf-8"))
    others = [one for one in files.zones.get(zone, []) if one.stem != file.stem]
    rulebook, faults = build(replace(files, zones=files.zones | {zone: [*others, new]}))
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise InputError(faults)
    return rulebook


class _Asker:
    """Takes each part from its option, else asks for it until it is right."""

    def __init__(self, request: NewRequest, rulebook: Rulebook) -> None:
        from eligib.authoring.draft import Checker

        self.request = request
        self.rulebook = rulebook
        self.checker = Checker(rulebook.vocabulary)
        stream: TextIO | None = sys.stdin
        self.asks = stream is not None and stream.isatty()

    def draft(self) -> Draft:
        """Return the whole benefit, asked for in the order in which a rule file states it."""
        from eligib.authoring.draft import Draft

        self._check_missing()
        zone, source, name = self._origin()
        title, kind, paid_to = self._grant()
        line, anchor = self._citation()
        self._decide_for_each()
        when, value = self.clauses(), self._value()
        each = self.request.each
        return Draft(zone, source, name, title, kind, paid_to, line, anchor, each, when, value)

    def _origin(self) -> tuple[str, str, str]:
        """Return the place, the source and the name of the rule."""
        given, places = self.request, self.rulebook.vocabulary.places
        names = {key: label for key, label in places.labels.items() if "/" not in key}
        sources = {name: source.title for name, source in self.rulebook.sources.items()}

        def place(text: str) -> str:
            return key_of("--zone", text, names, places.also)

        def document(text: str) -> str:
            return key_of("--source", text, sources)

        def free(text: str) -> str:
            return self.checker.new_name(text, "--name", taken)

        zone = self.part("--zone", given.zone, say("place"), place)
        source = self.part("--source", given.source, say("source"), document, tuple(sources))
        taken = {id_.partition("/")[2] for id_ in self.rulebook.benefits if id_.startswith(f"{zone}/")}
        label = say("name of the rule, as `pilot-line-grant`")
        return zone, source, self.part("--name", given.name, label, free)

    def _grant(self) -> tuple[Label, str, tuple[str, ...]]:
        """Return what the benefit is called, of which kind it is and who gets it."""
        from eligib.rulebook.benefits import KINDS, PAYEES

        given = self.request
        zh = self.part("--title-zh", given.title_zh, say("title in Chinese"), str)
        en = self.part("--title-en", given.title_en, say("title in English"), str)
        kind = self.part("--kind", given.kind, say("kind"), lambda text: one_of("--kind", text, KINDS), KINDS)
        label = say("who gets it; several with commas")
        return Label(zh, en), kind, self.part("--paid-to", given.paid_to, label, _payees, PAYEES)

    def _citation(self) -> tuple[int, str]:
        given, check = self.request, self.checker
        number = say("line of the document")
        line = self.part("--line", given.line, number, lambda text: check.line(text, "--line"))
        words = say("words that stand on this line")
        return line, self.part("--anchor", given.anchor, words, lambda text: check.anchor(text, "--anchor"))

    def _decide_for_each(self) -> None:
        """Let conditions name the facts of one member of the list under `--each`."""
        records = self.rulebook.vocabulary.records
        if self.request.each is not None:
            lists = [name for name, record in records.items() if record.is_list]
            self.checker = replace(self.checker, each=records[one_of("--each", self.request.each, lists)])

    def _value(self) -> str:
        label = say("value, as `unstated` or `{example}`", example="{up_to: 100万元}")
        check = self.checker
        return self.part("--value", self.request.value, label, lambda text: check.value(text, "--value"))

    def _check_missing(self) -> None:
        """Refuse, where nobody can be asked, with all that is missing."""
        needed = {
            "--zone": self.request.zone,
            "--source": self.request.source,
            "--name": self.request.name,
            "--title-zh": self.request.title_zh,
            "--title-en": self.request.title_en,
            "--kind": self.request.kind,
            "--paid-to": self.request.paid_to,
            "--line": self.request.line,
            "--anchor": self.request.anchor,
            "--when": self.request.when or None,
            "--value": self.request.value,
        }
        missing = tuple(f"`{option}`" for option, given in needed.items() if given is None)
        if missing and not self.asks:
            raise UsageFault(
                say("without a terminal nothing can be asked; missing: {options}", options=missing)
            )

    def part(
        self,
        option: str,
        given: str | None,
        label: Text,
        check: Callable[[str], T],
        choices: tuple[str, ...] = (),
    ) -> T:
        """Return the checked part; a wrong option is refused, a wrong answer asked again."""
        if given is not None:
            if not given.strip():
                raise UsageFault(say("`{option}` is empty", option=option))
            return check(given.strip())
        if choices:
            self._say(say("one of {names}", names=choices))
        while True:
            text = self._ask(label)
            if not text:
                self._say(say("this is needed; Ctrl-C ends without writing anything"))
                continue
            found = self._checked(check, text)
            if found is not None:
                return found

    def _checked(self, check: Callable[[str], T], text: str) -> T | None:
        try:
            return check(text)
        except UsageFault as fault:
            self._say(fault.text)
        except InputError as error:
            for diagnostic in error.diagnostics:
                tell(show(diagnostic, self.request.language, columns()))
        return None

    def clauses(self) -> tuple[Clause, ...]:
        """Return the conditions, those of the options or as many as are typed until an empty line."""
        if self.request.when:
            return tuple(
                self._once([self.checker.clause(text.strip(), "--when") for text in self.request.when])
            )
        self._say(say("conditions, one a line as `name: condition` or `approval: id`; an empty line ends"))
        found: list[Clause] = []
        while True:
            text = self._ask(say("condition"))
            if not text and found:
                return tuple(found)
            if not text:
                self._say(say("at least one condition is needed"))
                continue
            one = self._checked(
                lambda typed: self._once([*found, self.checker.clause(typed, "--when")])[-1], text
            )
            if one is not None:
                found.append(one)
                self._say(one.label)

    def _once(self, clauses: list[Clause]) -> list[Clause]:
        from eligib.authoring.draft import APPROVAL

        ids = [one.text.rpartition("/")[2] if one.name == APPROVAL else one.name for one in clauses]
        for name in ids:
            if ids.count(name) > 1:
                raise UsageFault(say("`{name}` is declared twice", name=name))
        return clauses

    def _ask(self, label: Text) -> str:
        prompt = visible(render(label, self.request.language))
        sys.stderr.write(f"{prompt}{'：' if self.request.language == 'zh' else ': '}")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        return line.strip()

    def _say(self, text: Text | Label) -> None:
        tell(f"  {visible(render(text, self.request.language))}")


def _payees(text: str) -> tuple[str, ...]:
    from eligib.rulebook.benefits import PAYEES

    names = [name.strip() for name in text.replace("，", ",").split(",")]
    return tuple(dict.fromkeys(one_of("--paid-to", name, PAYEES) for name in names))
