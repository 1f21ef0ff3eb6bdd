"""`eligib profile new`: a profile to fill in, with the facts that matter and no others."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.names import benefit_of, key_of
from eligib.cli.output import check_free, is_file, write_files, write_output
from eligib.cli.screen import refuse
from eligib.cli.streams import tell
from eligib.cli.usage import UsageFault
from eligib.diagnostics import visible
from eligib.messages import render, say

if TYPE_CHECKING:
    from eligib.messages import Language
    from eligib.rulebook.model import Benefit, Rulebook

SCHEMA_FILE = "eligib-profile.schema.json"
MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"


class NewRequest(Struct, frozen=True):
    """For which benefits, and where to."""

    zone: str | None
    names: list[str]
    output: str | None
    force: bool
    schema: bool
    rules: str | None
    language: Language


def run_new(request: NewRequest) -> int:
    """Write the profile, and its schema beside it where it goes to a file; return the exit code."""
    from eligib.errors import InputError
    from eligib.reports.template import profile_template
    from eligib.rulebook.load import load_rulebook

    try:
        rulebook = load_rulebook(request.rules)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    places = rulebook.vocabulary.places
    zone = None if request.zone is None else key_of("--zone", request.zone, places.labels, places.also)
    benefits = _chosen(request.names, zone, rulebook)
    named = is_file(request.output)
    file = visible(shlex.quote(str(request.output))) if named else "firm.yaml"
    text = profile_template(benefits, rulebook, request.language, home=zone, file=file)
    if named and request.schema and not _is_device(str(request.output)):
        _write_both(request, text, rulebook)
    else:
        write_output(request.output, text, force=request.force)
    return Exit.DONE


def _is_device(output: str) -> bool:
    path = Path(output)
    return path.exists() and not path.is_file() and not path.is_dir()


def _chosen(names: list[str], zone: str | None, rulebook: Rulebook) -> list[Benefit]:
    """Return the benefits that are named and those of the zone; all where neither is given."""
    if not names and zone is None:
        return list(rulebook.benefits.values())
    chosen = {benefit_of("--benefit", name, rulebook.benefits).id for name in names}
    if zone is not None:
        places = rulebook.vocabulary.places
        near = places.inside(zone) | places.around(zone)
        found = {benefit.id for benefit in rulebook.benefits.values() if benefit.zone in near}
        if not found:
            raise UsageFault(
                say("`{option}`: no benefit is known there: `{name}`", option="--zone", name=zone)
            )
        chosen |= found
    return [benefit for name, benefit in rulebook.benefits.items() if name in chosen]


def _write_both(request: NewRequest, text: str, rulebook: Rulebook) -> None:
    from eligib.profile.json_schema import ID, schema_text

    output = str(request.output)
    check_free(output, force=request.force)
    beside = Path(output).with_name(SCHEMA_FILE)
    if beside.is_file() and not request.force and ID not in beside.read_text("utf-8", errors="replace"):
        name = str(beside)
        raise UsageFault(say("`{name}` is no schema of eligib; use `--no-schema` or `--force`", name=name))
    write_files({str(beside): schema_text(rulebook, request.language), output: MODELINE + text})
    written = say("written: {files}", files=(visible(output), visible(str(beside))))
    tell(render(written, request.language))
