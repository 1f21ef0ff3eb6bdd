"""The options of `eligib sources list|verify|scan`.

Typer reads the annotations when a command is defined, so this file does without postponed ones.
"""

import os
from typing import Annotated

import typer

from eligib.cli.group import helps_in, new_group
from eligib.cli.help_option import Command
from eligib.cli.options import one_of
from eligib.cli.usage import UsageFault
from eligib.messages import LANGUAGES, Language, say

FORMATS = ("table", "json")
DOCUMENTS_VARIABLE = "ELIGIB_DOCUMENTS"
STATUSES = ("open", "cited", "reported", "dismissed")
HELP = {
    "group": say("The documents that rules cite: what they are, and what in them no rule has yet."),
    "list": say("List the sources and how many citations and benefits rest on each."),
    "verify": say("Hold every citation against its line of the documents; exit with code 3 if one is off."),
    "scan": say(
        "Find each amount, share, term, area and word of granting in documents, and say what has it."
    ),
    "folder": say("The folder that holds the documents; else $ELIGIB_DOCUMENTS."),
    "documents": say(
        "A text (UTF-8, GB18030, Big5, UTF-16), a page of HTML or a PDF; `-` is standard input."
    ),
    "only": say("Show these finds alone: open, cited, reported or dismissed; may be repeated."),
    "skeleton": say("Print a rule to fill in for the finds on these lines, as `12` or `12,15`."),
    "format": say("A table to read, or JSON."),
}


def add_sources(app: typer.Typer, language: Language) -> None:
    """Add the group of commands to the application, its help in `language`."""
    helps = helps_in(language, HELP)
    sources = new_group(language, helps)
    _add_list(sources, language, helps)
    _add_verify(sources, language, helps)
    _add_scan(sources, language, helps)
    app.add_typer(sources, name="sources")


def _add_list(sources: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @sources.command("list", cls=Command, help=helps["list"])
    def list_(
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json", help=helps["format"])
        ] = "table",
    ) -> int:
        from eligib.cli.sources_list import run_list

        one_of("--lang", lang, LANGUAGES)
        return run_list(rules, one_of("--format", output, FORMATS), language)


def _add_verify(sources: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @sources.command("verify", cls=Command, help=helps["verify"])
    def verify(
        *,
        documents: Annotated[
            str | None, typer.Option("--documents", metavar="DIR", help=helps["folder"])
        ] = None,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
    ) -> int:
        from eligib.cli.sources_verify import run_verify

        one_of("--lang", lang, LANGUAGES)
        folder = documents or os.environ.get(DOCUMENTS_VARIABLE)
        if not folder:
            raise UsageFault(say("`{name}` is missing", name="--documents"))
        return run_verify(folder, rules, language)


def _add_scan(sources: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @sources.command("scan", cls=Command, help=helps["scan"])
    def scan(
        documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT", help=helps["documents"])],
        *,
        only: Annotated[
            list[str] | None, typer.Option("--only", metavar="STATUS", help=helps["only"])
        ] = None,
        skeleton: Annotated[
            str | None, typer.Option("--skeleton", metavar="LINE,...", help=helps["skeleton"])
        ] = None,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json", help=helps["format"])
        ] = "table",
    ) -> int:
        from eligib.cli.sources_scan import Request, run_scan

        one_of("--lang", lang, LANGUAGES)
        shown = tuple(one_of("--only", status, STATUSES) for status in only or ())
        return run_scan(
            Request(documents, rules, language, one_of("--format", output, FORMATS), shown, skeleton)
        )
