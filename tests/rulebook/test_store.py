"""A rulebook that was kept is the rulebook that was read, and it is kept where it is told."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from msgspec import Struct, msgpack

from eligib.decide.decider import Decider
from eligib.errors import InputError
from eligib.explain.explanation import Explainer
from eligib.profile.read import ProfileReader
from eligib.reports.json import decision_json
from eligib.rulebook import store
from eligib.rulebook.files import find_rules
from eligib.rulebook.load import load_rulebook
from eligib.rulebook.packing import pack, unpack
from eligib.yamltree import Mapping
from support.command import ENGLISH, PARTIAL, shell
from support.examples import shipped, stated
from support.stored import engine, flat, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.rulebook.model import Rulebook


def test_what_was_kept_is_what_was_read(rules: Path, cache: Path) -> None:
    """Field by field, and the same object wherever it was the same, only examples and texts are left out."""
    missed = load_rulebook(rules, cache=cache)

    hit = kept(rules, cache)

    assert hit is not None
    assert flat(hit) == flat(missed) == flat(load_rulebook(rules))


def test_decisions_are_the_same(rules: Path, cache: Path) -> None:
    """Every example inside the shipped rules is decided and explained alike, byte for byte."""
    load_rulebook(rules, cache=cache)
    hit = kept(rules, cache)
    assert hit is not None

    assert list(decisions(hit)) == list(decisions(load_rulebook(rules)))


def decisions(rulebook: Rulebook) -> Iterator[str]:
    """Yield the decision of every shipped example as JSON."""
    reader = ProfileReader(rulebook)
    for benefit in shipped().benefits.values():
        for example in benefit.examples:
            assert isinstance(example.given, Mapping)
            decider = Decider(rulebook, stated(benefit, example).as_of)
            decision = decider.decide(reader.read_node(example.given, []))
            yield decision_json(decision, Explainer(decision, decider.interpreter), indent=None)


def test_a_place_survives_without_its_text(rules: Path, cache: Path) -> None:
    """A clause still knows the file and line that it stands on."""
    load_rulebook(rules, cache=cache)
    hit = kept(rules, cache)
    assert hit is not None

    benefit = hit.benefits["qiantang/procurement-credit"]

    read = load_rulebook(rules).benefits[benefit.id]
    assert benefit.span.source.name == str(rules / "qiantang" / "procurement-credit.yaml")
    assert (benefit.span.line, benefit.span.column) == (read.span.line, read.span.column)
    assert benefit.span.source.text == ""


def test_a_hit_imports_no_reader(rules: Path, cache: Path) -> None:
    """Neither Lark nor YAML nor a reader of rules is imported where the rulebook was kept."""
    load_rulebook(rules, cache=cache)
    script = (
        "import sys; from eligib import load_rulebook; load_rulebook(sys.argv[1], cache=sys.argv[2]);"
        "print(*sorted({'lark', 'yaml', 'hashlib', 'eligib.rulebook.build', 'eligib.yamltree'} & {*sys.modules}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, rules, cache], env=engine(), capture_output=True, check=True
    )

    assert done.stdout == b"\n"


def test_nothing_is_written_unasked(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python API keeps nothing unless it is told where, and is complete."""
    monkeypatch.setenv("ELIGIB_CACHE", str(tmp_path / "asked"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    before = set(tmp_path.rglob("*"))

    rulebook = load_rulebook(rules)

    assert set(tmp_path.rglob("*")) == before
    assert all(benefit.examples and benefit.span.source.text for benefit in rulebook.benefits.values())


FILES = sorted(
    path.relative_to(find_rules().parent)
    for folder in (find_rules(), find_rules().parent / "seeds")
    for path in folder.rglob("*.yaml")
)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_one_byte_more_is_another_rulebook(rules: Path, cache: Path, file: Path) -> None:
    """A change in any file of rules or seeds, though it means nothing, is read anew."""
    load_rulebook(rules, cache=cache)
    changed = rules.parent / file
    changed.write_bytes(changed.read_bytes() + b"\n")

    assert kept(rules, cache) is None


@pytest.mark.parametrize("change", ["rename", "remove", "add", "move", "link"])
def test_other_files_are_another_rulebook(rules: Path, cache: Path, change: str) -> None:
    """A file renamed, removed or added is seen, and so are the same files elsewhere, since spans name them."""
    load_rulebook(rules, cache=cache)
    file = rules / "qiantang" / "procurement-credit.yaml"
    match change:
        case "rename":
            file.rename(file.with_name("credit.yaml"))
        case "remove":
            file.unlink()
        case "add":
            file.with_name("more.yaml").write_bytes(file.read_bytes())
        case "move":
            rules = rules.rename(rules.with_name("moved"))
        case _:
            rules.with_name("link").symlink_to(rules)
            rules = rules.with_name("link")

    assert kept(rules, cache) is None


@pytest.mark.parametrize(
    "file", ["language/words.py", "language/grammar.lark", "rulebook/model.py", "yamltree.py"]
)
def test_other_code_is_another_rulebook(
    rules: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """What another version of the code has kept is not taken."""
    load_rulebook(rules, cache=cache)
    package = Path(copytree(Path(store.__file__).parents[1], tmp_path / "eligib"))
    with (package / file).open("ab") as code:
        code.write(b"\n")
    monkeypatch.setattr(store, "_CODE", (package, package / "language", package / "rulebook"))

    assert kept(rules, cache) is None


@pytest.mark.parametrize("module", ["lark", "yaml"])
def test_another_library_is_another_rulebook(
    rules: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    """So it is with the libraries that read the rules."""
    load_rulebook(rules, cache=cache)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / f"{module}.py").write_text("__version__ = '0'")
    monkeypatch.syspath_prepend(tmp_path / "other")
    monkeypatch.delitem(sys.modules, module)

    assert kept(rules, cache) is None


def test_without_code_at_hand_nothing_is_kept(
    rules: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the code cannot be read, as in an archive, nobody could tell what is out of date."""
    monkeypatch.setattr(store, "_CODE", (Path("/nowhere"),))

    assert load_rulebook(rules, cache=cache).benefits
    assert not cache.exists()


def test_faulty_rules_are_never_kept(rules: Path, cache: Path) -> None:
    """A rulebook with faults tells them each time."""
    file = rules / "qiantang" / "procurement-credit.yaml"
    file.write_text(file.read_text("utf-8").replace("kind: ", "kind: x", 1), "utf-8")

    for _ in range(2):
        with pytest.raises(InputError):
            load_rulebook(rules, cache=cache)
    assert not cache.exists()


def test_what_is_packed_is_data_alone(rules: Path, cache: Path) -> None:
    """The file names no class but those of the rulebook's data."""
    load_rulebook(rules, cache=cache)
    (file,) = cache.iterdir()

    known, groups = msgpack.decode(file.read_bytes()[32:])

    assert {type(value) for value in known} <= {str, int, bool, type(None)}
    named = {name.partition(":")[0] for name, _, _ in groups if ":" in name}
    assert named == {"eligib.diagnostics", "eligib.language.nodes", "eligib.language.vocabulary",
                     "eligib.messages", "eligib.rulebook.model"}  # fmt: skip


class _Keyed(Struct, frozen=True, kw_only=True):
    """Made by keyword alone."""

    large: int
    small: Decimal


def test_rules_under_a_name_that_is_no_text_are_read(rules: Path, cache: Path) -> None:
    """A directory whose name is not UTF-8 cannot be named in what is kept, so nothing is."""
    rules = rules.rename(os.fsdecode(os.fsencode(rules) + b"\xff"))

    assert load_rulebook(rules, cache=cache).benefits
    assert not cache.exists()


def test_any_struct_can_be_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A data class made by keyword, a number beyond 64 bits and a decimal's zeros come back as they were."""
    monkeypatch.setattr("eligib.rulebook.packing._HOMES", (__name__,))
    value = _Keyed(large=-(10**26), small=Decimal("0.30"))

    back = unpack(pack(value, {}))

    assert back == value
    assert isinstance(back, _Keyed)
    assert str(back.small) == "0.30"


def test_what_is_no_data_of_ours_cannot_be_packed() -> None:
    """A float or a class of others is refused when it is written, not when it is read."""
    for value in (1.5, Path("x"), {1, 2}):
        with pytest.raises(TypeError):
            pack(Mapping(value), {})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ('ELIGIB_CACHE="$0"/a', "a"),
        ('XDG_CACHE_HOME="$0"/b', "b/eligib"),
        ('XDG_CACHE_HOME=relative HOME="$0"/c', "c/.cache/eligib"),
        ('XDG_CACHE_HOME= HOME="$0"/d', "d/.cache/eligib"),
        ('ELIGIB_CACHE= HOME="$0"/e', None),
        ('ELIGIB_CACHE=off HOME="$0"/f', None),
        ("HOME=relative", None),
    ],
)
def test_the_command_keeps_it_where_it_is_told(tmp_path: Path, settings: str, place: str | None) -> None:
    """`ELIGIB_CACHE` comes first, then the user's own cache; empty or `off` means none."""
    clear = "" if settings.startswith("ELIGIB") else "unset ELIGIB_CACHE; "
    line = f'cd "$1"; set -- "$1" "${{@:2}}"; {clear}export {settings.replace("$0", "$1")}; eligib "${{@:2}}"'

    ran = shell(line, str(tmp_path), "check", PARTIAL, *ENGLISH)

    assert (ran.code, ran.err) == (0, "")
    assert [str(path.parent.relative_to(tmp_path)) for path in tmp_path.rglob("*.bin")] == (
        [place] if place else []
    )
