"""`eligib rules list`: the benefits of a rulebook, all or those that were asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.names import key_of
from eligib.cli.screen import make_console, print_report, refuse

if TYPE_CHECKING:
    from datetime import date

    from eligib.messages import Language
    from eligib.rulebook.model import Benefit, Rulebook


class ListRequest(Struct, frozen=True):
    """Which benefits to list, and how."""

    zone: str | None
    kind: str | None
    day: date | None
    source: str | None
    rules: str | None
    format: str
    language: Language


def run_list(request: ListRequest) -> int:
    """Print the list; return the exit code."""
    from eligib.errors import InputError
    from eligib.rulebook.load import load_rulebook

    try:
        rulebook = load_rulebook(request.rules)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    benefits = _chosen(request, rulebook)
    from eligib.reports.catalogue import catalogue_json, catalogue_table

    if request.format == "json":
        sys.stdout.write(catalogue_json(benefits, rulebook) + "\n")
        return Exit.DONE
    console = make_console()
    table = catalogue_table(benefits, rulebook, request.language, width=console.width, day=request.day)
    print_report(console, table)
    return Exit.DONE


def _chosen(request: ListRequest, rulebook: Rulebook) -> list[Benefit]:
    from eligib.messages import Label, render
    from eligib.reports.words import KINDS
    from eligib.rulebook.in_force import standing

    found = list(rulebook.benefits.values())
    if request.zone is not None:
        places = rulebook.vocabulary.places
        inside = places.inside(key_of("--zone", request.zone, places.labels, places.also))
        found = [benefit for benefit in found if benefit.zone in inside]
    if request.kind is not None:
        kinds = {name: Label(render(text, "zh"), render(text, "en")) for name, text in KINDS.items()}
        kind = key_of("--kind", request.kind, kinds)
        found = [benefit for benefit in found if benefit.kind == kind]
    if request.source is not None:
        titles = {name: source.title for name, source in rulebook.sources.items()}
        source = key_of("--source", request.source, titles)
        found = [benefit for benefit in found if benefit.cite.source.id == source]
    if request.day is not None:
        day = request.day
        found = [benefit for benefit in found if standing(benefit, day).available]
    return found
