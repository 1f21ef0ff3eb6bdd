"""The options of `eligib rules ...`.

Typer reads the annotations when the command is defined, so this file does without postponed ones.
"""

import os
from typing import Annotated

import typer

from eligib.cli.group import helps_in, new_group
from eligib.cli.help_option import Command
from eligib.cli.options import day, one_of
from eligib.cli.rules_author_command import add_authoring
from eligib.messages import LANGUAGES, Language, say

FORMATS = ("table", "json")
HELP = {
    "group": say("The benefits that the rulebook knows."),
    "list": say("List the benefits: what each grants, when it can be had and where it is written."),
    "show": say("Show all that the rulebook says of a benefit, its conditions and the facts it asks."),
    "validate": say("Find all that is wrong with the rules; exit with code 3 if there is an error."),
    "paths": say("Tell only what is wrong in these files or folders; the rules around the first are read."),
    "documents": say("The folder that holds the documents; else $ELIGIB_DOCUMENTS."),
    "only": say("Tell only findings of this code; may be repeated."),
    "level": say("The least that is told: error, warning or note."),
    "strict": say("Fail on warnings, too."),
    "findings": say("For people with excerpts, one line each, JSON, or SARIF 2.1.0."),
    "id": say("The benefit's id, as `rules list` shows it; its last part is enough where no other has it."),
    "zone": say("Only benefits of this place and of those inside it, by key or name."),
    "kind": say("Only benefits of this kind, by key or name, as `loan`."),
    "in_force": say("Only benefits that can be had on this day."),
    "source": say("Only benefits written in this source, by id or title."),
    "test": say("Run the examples inside rules: what each states must come out."),
    "names": say("A rule file, a folder of them, or the id of a benefit; all benefits where none is named."),
    "test_format": say("A text to read, JSON, or XML as JUnit writes it."),
    "coverage": say("Show what the examples inside rules reach, and first what none does."),
    "coverage_format": say("A text to read, a page of HTML, or JSON."),
    "output": say("Write to this file instead of the screen."),
    "fail_under": say("Exit with code 1 where less than this share of what can be shown is."),
    "mutate": say("Change rules in one place at a time and show which changes no example notices."),
    "limit": say("At most so many changes to a benefit, spread evenly, for a quick look."),
    "fail_on_survivors": say("Exit with code 1 where some change is not noticed."),
    "watch": say("Run again after every save what it concerns, until Ctrl-C."),
    "diff": say(
        "Compare two rulebooks: what changed, and whom that lets in or shuts out; code 1 if any decision may."
    ),
    "old": say("A directory of rules, or a git revision of those in use, as `HEAD~3`."),
    "new": say("The same of the newer rules; else those in use."),
    "firms": say("A firm to decide by both; may be repeated."),
    "as_of": say("The day as of which is decided; today if left out."),
    "exit_zero": say("Exit with code 0 whatever changed."),
    "format": say("A text to read, or JSON."),
}


def add_rules(app: typer.Typer, language: Language) -> None:
    """Add the group of commands to the application, its help in `language`."""
    helps = helps_in(language, HELP)
    rules = new_group(language, helps)
    _add_list(rules, language, helps)
    _add_show(rules, language, helps)
    _add_test(rules, language, helps)
    _add_coverage(rules, language, helps)
    _add_mutate(rules, language, helps)
    _add_diff(rules, language, helps)
    _add_validate(rules, language, helps)
    add_authoring(rules, language)
    app.add_typer(rules, name="rules")


def _add_list(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("list", cls=Command, help=helps["list"])
    def list_(  # noqa: PLR0913 - one parameter an option
        *,
        zone: Annotated[str | None, typer.Option("--zone", metavar="PLACE", help=helps["zone"])] = None,
        kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help=helps["kind"])] = None,
        in_force: Annotated[
            str | None, typer.Option("--in-force", metavar="DATE", help=helps["in_force"])
        ] = None,
        source: Annotated[
            str | None, typer.Option("--source", metavar="SOURCE", help=helps["source"])
        ] = None,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json", help=helps["format"])
        ] = "table",
    ) -> int:
        from eligib.cli.rules_list import ListRequest, run_list

        one_of("--lang", lang, LANGUAGES)
        shape = one_of("--format", output, FORMATS)
        when = None if in_force is None else day(in_force, "--in-force")
        return run_list(ListRequest(zone, kind, when, source, rules, shape, language))


def _add_show(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("show", cls=Command, help=helps["show"])
    def show(
        names: Annotated[list[str], typer.Argument(metavar="ID", help=helps["id"])],
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json", help=helps["format"])
        ] = "table",
    ) -> int:
        from eligib.cli.rules_show import ShowRequest, run_show

        one_of("--lang", lang, LANGUAGES)
        shape = one_of("--format", output, FORMATS)
        return run_show(ShowRequest(names, rules, shape, language))


def _add_diff(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("diff", cls=Command, help=helps["diff"])
    def diff(  # noqa: PLR0913 - one parameter an option
        old: Annotated[str, typer.Argument(metavar="OLD", help=helps["old"])],
        new: Annotated[str | None, typer.Argument(metavar="[NEW]", help=helps["new"])] = None,
        *,
        firms: Annotated[
            list[str] | None, typer.Option("--firms", metavar="FILE", help=helps["firms"])
        ] = None,
        as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=helps["as_of"])] = None,
        exit_zero: Annotated[bool, typer.Option("--exit-zero", help=helps["exit_zero"])] = False,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json", help=helps["format"])
        ] = "table",
    ) -> int:
        from eligib.cli.rules_diff import DiffRequest, run_diff

        one_of("--lang", lang, LANGUAGES)
        shape = one_of("--format", output, FORMATS)
        return run_diff(DiffRequest(old, new, firms or [], day(as_of), rules, shape, exit_zero, language))


def _add_validate(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("validate", cls=Command, help=helps["validate"])
    def validate(  # noqa: PLR0913 - one parameter an option
        paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help=helps["paths"])] = None,
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        documents: Annotated[
            str | None, typer.Option("--documents", metavar="DIR", help=helps["documents"])
        ] = None,
        output: Annotated[
            str, typer.Option("--format", metavar="human|plain|json|sarif", help=helps["findings"])
        ] = "human",
        level: Annotated[str, typer.Option("--level", metavar="LEVEL", help=helps["level"])] = "note",
        only: Annotated[list[str] | None, typer.Option("--only", metavar="CODE", help=helps["only"])] = None,
        strict: Annotated[bool, typer.Option("--strict", help=helps["strict"])] = False,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
    ) -> int:
        from eligib.cli.rules_validate import LEVELS, ValidateRequest, run_validate
        from eligib.cli.sources_command import DOCUMENTS_VARIABLE

        one_of("--lang", lang, LANGUAGES)
        shape = one_of("--format", output, ("human", "plain", "json", "sarif"))
        least = one_of("--level", level, LEVELS)
        folder = documents or os.environ.get(DOCUMENTS_VARIABLE)
        return run_validate(
            ValidateRequest(paths or [], rules, folder, shape, least, only or [], strict, language)
        )


def _add_test(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("test", cls=Command, help=helps["test"])
    def test(
        names: Annotated[list[str] | None, typer.Argument(metavar="PATH|ID", help=helps["names"])] = None,
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json|junit", help=helps["test_format"])
        ] = "table",
        watch: Annotated[bool, typer.Option("--watch", help=helps["watch"])] = False,
    ) -> int:
        from eligib.cli.rules_test import Request, run_test, run_watch

        one_of("--lang", lang, LANGUAGES)
        shape = one_of("--format", output, (*FORMATS, "junit"))
        return (run_watch if watch else run_test)(Request(names or [], rules, shape, language))


def _add_coverage(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("coverage", cls=Command, help=helps["coverage"])
    def coverage(
        names: Annotated[list[str] | None, typer.Argument(metavar="PATH|ID", help=helps["names"])] = None,
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        shape: Annotated[
            str, typer.Option("--format", metavar="table|html|json", help=helps["coverage_format"])
        ] = "table",
        output: Annotated[str | None, typer.Option("--output", metavar="FILE", help=helps["output"])] = None,
        fail_under: Annotated[
            str | None, typer.Option("--fail-under", metavar="PERCENT", help=helps["fail_under"])
        ] = None,
    ) -> int:
        from eligib.cli.rules_coverage import Request, run_coverage

        one_of("--lang", lang, LANGUAGES)
        known = one_of("--format", shape, ("table", "html", "json"))
        return run_coverage(Request(names or [], rules, known, output, fail_under, language))


def _add_mutate(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("mutate", cls=Command, help=helps["mutate"])
    def mutate(
        names: Annotated[list[str] | None, typer.Argument(metavar="PATH|ID", help=helps["names"])] = None,
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json", help=helps["format"])
        ] = "table",
        limit: Annotated[str | None, typer.Option("--limit", metavar="N", help=helps["limit"])] = None,
        fail: Annotated[bool, typer.Option("--fail-on-survivors", help=helps["fail_on_survivors"])] = False,
    ) -> int:
        from eligib.cli.rules_mutate import Request, run_mutate

        one_of("--lang", lang, LANGUAGES)
        shape = one_of("--format", output, FORMATS)
        return run_mutate(Request(names or [], rules, shape, limit, fail, language))
