"""Documents are read in the encodings and formats in which they come."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from eligib.diagnostics import Diagnostic
from eligib.documents.document import read_document
from eligib.documents.finds import scan
from support.documents import document, opened, written

if TYPE_CHECKING:
    from pathlib import Path

SIMPLIFIED = "对新认定的企业给予最高50万元奖励，并按贷款利息的30%给予补贴。\n第二行\n"
TRADITIONAL = "對新認定的企業給予最高50萬元獎勵，並按貸款利息的30%給予補貼。\n第二行\n"


@pytest.mark.parametrize(
    ("codec", "text", "name"),
    [
        ("utf-8", SIMPLIFIED, "UTF-8"),
        ("utf-8-sig", SIMPLIFIED, "UTF-8"),
        ("gb18030", SIMPLIFIED, "GB18030"),
        ("gb18030", TRADITIONAL, "GB18030"),
        ("utf-16", SIMPLIFIED, "UTF-16"),
        ("utf-16-le", SIMPLIFIED, "UTF-16"),
        ("utf-16-be", TRADITIONAL, "UTF-16"),
        ("big5", TRADITIONAL, "Big5"),
        ("ascii", "nothing but 50%\n", "UTF-8"),
        ("utf-8", "", "UTF-8"),
    ],
)
def test_encoding_is_found(tmp_path: Path, codec: str, text: str, name: str) -> None:
    """Each encoding is read as the text it is, and named."""
    found = opened(written(tmp_path, text.encode(codec)))

    assert (found.text, found.encoding) == (text, name)
    assert found.length == len(text.encode(codec))


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_html_is_read_as_it_is_seen(tmp_path: Path, codec: str) -> None:
    """Blocks are lines, cells stay apart, inline tags do not split words, scripts and styles are not seen."""
    page = (
        f"<!DOCTYPE html><html><head><meta charset={codec}><style>p {{width: 30%}}</style>"
        "<script>var a = '1000万元'</script></head><body><p>给予奖<b>励</b>\n20万元</p>"
        "<table><tr><td>100</td><td>200万元</td></tr></table></body></html>"
    )

    found = opened(written(tmp_path, page.encode(codec), "page.html"))

    assert found.text == "给予奖励 20万元\n100 200万元"
    assert [(find.text, find.line) for find in scan(found)] == [("奖励", 1), ("20万元", 1), ("200万元", 2)]
    assert found.encoding.startswith("HTML")


def pdf(*pages: str) -> bytes:
    """Return a PDF with a line of ASCII text on each page."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in pages:
        stream = f"BT /F1 12 Tf 72 720 Td ({page}) Tj ET".encode()
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream))
        contents = len(objects)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % contents
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    )


def test_pdf_keeps_pages_and_lines(tmp_path: Path) -> None:
    """A find in a PDF knows its page and its line."""
    pytest.importorskip("pypdf")

    found = opened(written(tmp_path, pdf("30% of costs", "up to 50% and"), "a.pdf"))

    places = [(find.text, find.line, found.page_of(find.line)) for find in scan(found)]
    assert places == [("30%", 1, 1), ("50%", 2, 2)]
    assert document("无页").page_of(1) is None


def test_pdf_without_the_extra_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is missing, the sentence names it."""
    monkeypatch.setitem(sys.modules, "pypdf", None)

    found = read_document(written(tmp_path, pdf("30%"), "a.pdf"))

    assert isinstance(found, Diagnostic)
    assert found.code == "extra-missing"
    assert "eligib[documents]" in str(found.hint)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (bytes(range(256)) * 20, "file-not-text"),
        (b"\xff\xfe\x00", "file-not-text"),
        (b"\x81\x20\xff\xff", "file-not-text"),
        (b"%PDF-1.4 rubbish", "file-unreadable"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, raw: bytes, code: str) -> None:
    """Binary and broken files are diagnostics."""
    if raw.startswith(b"%PDF"):
        pytest.importorskip("pypdf")

    found = read_document(written(tmp_path, raw))

    assert isinstance(found, Diagnostic)
    assert found.code == code


def test_missing_file_and_directory_are_refused(tmp_path: Path) -> None:
    """A path to nothing, and one to a directory, are diagnostics."""
    found = [read_document(tmp_path / "none.txt"), read_document(tmp_path)]

    assert [one.code for one in found if isinstance(one, Diagnostic)] == ["file-missing", "file-is-directory"]


def test_an_anchor_is_found_over_breaks() -> None:
    """Anchors are looked for without white space, in every place where they stand."""
    found = document("创业 发\n\n展资助，创业发展 资助")

    places = [(found.line_of(start), found.text[start:end]) for start, end in found.standing("创业发展 资助")]

    assert places == [(1, "创业 发\n\n展资助"), (3, "创业发展 资助")]
    assert found.standing(" ") == []
