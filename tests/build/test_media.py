"""Formats: by what a file holds, then by its name."""

from __future__ import annotations

import io
import zipfile

import pytest

from partnergraph.build.media import DOCX, HTML, MARKDOWN, PDF, PLAIN, SUFFIXES, media_type_of, usual_suffix
from partnergraph.errors import DocumentError
from rendering import docx_of


def _zip(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"1. Goal", "a.txt", PLAIN),
        (b"1. Goal", "a", PLAIN),
        (b"# Goal", "a.md", MARKDOWN),
        (b"# Goal", "A.MARKDOWN", MARKDOWN),
        (b"<!DOCTYPE html><p>Goal", "a.html", HTML),
        (b"\xef\xbb\xbf\r\n<!-- saved -->\n<HTML>", "page", HTML),
        ('\ufeff<html lang="fr">'.encode("utf-16-le"), "a.htm", HTML),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">', "a.xhtml", HTML),
        (b"<div><p>Goal</p></div>", "a.html", HTML),
        (b"%PDF-1.7", "a.pdf", PDF),
        (b"\n\n%PDF-1.4", "a", PDF),
        (docx_of(""), "a.docx", DOCX),
        (b"1 < 2 and <goal>", "a.txt", PLAIN),
    ],
)
def test_a_format_is_recognised(content: bytes, name: str, media_type: str) -> None:
    """Where name and content agree, there is nothing to notice."""
    assert media_type_of(content, name) == (media_type, ())


@pytest.mark.parametrize(
    ("content", "name", "media_type", "words"),
    [
        (b"%PDF-1.7", "a.docx", PDF, "the name says DOCX, and the content is PDF"),
        (docx_of(""), "a.txt", DOCX, "the name says plain text, and the content is DOCX"),
        (b"<!doctype html>", "a.txt", HTML, "the name says plain text, and the content is HTML"),
        (b"Only words", "a.html", PLAIN, "the name says HTML, and the content is plain text"),
        (b"Only words", "a.pdf", PLAIN, "the name says PDF, and the content is plain text"),
    ],
)
def test_content_wins_over_the_name(content: bytes, name: str, media_type: str, words: str) -> None:
    """A name that says otherwise is noticed."""
    found, (notice,) = media_type_of(content, name)

    assert found == media_type
    assert (notice.code, notice.severity) == ("media-type", "warning")
    assert words in notice.message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_zip("content.xml"), "no DOCX"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word", "old Word"),
        (b"{\\rtf1 Goal}", "RTF"),
        (b"\x89PNG\r\n", "an image"),
        (b"\x1f\x8b\x08", "compressed"),
        (b'<?xml version="1.0"?><book/>', "XML"),
        (b"From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\n", "web archive"),
    ],
)
def test_other_formats_are_refused_by_name(content: bytes, words: str) -> None:
    """What is recognised and not read here is said, with what to do."""
    with pytest.raises(DocumentError, match=words) as refused:
        media_type_of(content, "a.txt")

    assert refused.value.advice


@pytest.mark.parametrize(
    ("media_type", "suffix", "usual"),
    [
        (PLAIN, ".text", ".text"),
        (HTML, ".htm", ".htm"),
        (PDF, ".txt", ".pdf"),
        (DOCX, "", ".docx"),
        (PLAIN, ".b c", ".txt"),
        (MARKDOWN, "", ".md"),
        (HTML, "", ".html"),
    ],
)
def test_a_suffix_that_fits_is_kept(media_type: str, suffix: str, usual: str) -> None:
    """Any other becomes the usual one of the format."""
    assert usual_suffix(media_type, suffix) == usual


def test_every_format_has_a_suffix() -> None:
    """The table of suffixes is the list of what is read."""
    assert set(SUFFIXES.values()) == {PLAIN, MARKDOWN, HTML, PDF, DOCX}
