"""`eligib lsp` before it speaks the protocol: its options and what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from support.command import Ran

    Command = Callable[..., Ran]


def test_without_the_extra_it_says_how_to_install_it(
    eligib: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the library is missing, one sentence and the command that installs it."""
    monkeypatch.setattr("eligib.cli.lsp.find_spec", lambda _: None)

    ran = eligib("lsp", "--lang", "en")

    assert ran.code == 3
    assert "error[extra-missing]: the language server needs the extra `editor`" in ran.err
    assert "pip install 'eligib[editor]'" in ran.err


def test_an_unknown_language_is_refused(eligib: Command) -> None:
    """`--lang` is checked before the conversation begins."""
    ran = eligib("lsp", "--lang", "fr")

    assert (ran.code, ran.out) == (2, "")
    assert "--lang" in ran.err


def test_the_help_speaks_both_languages(eligib: Command) -> None:
    """The help names the protocol in English and in Chinese."""
    assert "language server protocol" in " ".join(eligib("lsp", "--help", "--lang", "en").out.split())
    assert "语言服务器" in eligib("lsp", "--help", "--lang", "zh").out
