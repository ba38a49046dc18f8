"""Records of programmes without a text: what is read, and every way in which one can be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from partnergraph.build.elements import Label, Period
from partnergraph.build.records import NOWHERE, Area, Record, read_record
from partnergraph.build.sources import read_folder
from partnergraph.errors import Place, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Callable

DATA: Final = Path(__file__).parents[2] / "data"
RECORD: Final = """\
id = "nato-fre/itpp-2024"
counterpart = "nato"
partner = "fre"
source_confidence = "secondary"
type = "itpp"
language = "en"
list = "open"
period = [2024, 2027]
issued = "2024-02-29"
sources = ["https://news.example.org/a?b=1#c", "http://example.com"]

[[areas]]
label.en = "safe seas"
label.fr = "sûreté des mers"

[[areas]]
label.en = "  shared\\n learning "
"""
SEAS: Final = 'label.en = "safe seas"\nlabel.fr = "sûreté des mers"'


@pytest.fixture
def record(tmp_path: Path) -> Callable[..., Record]:
    """Reads the record of Freedonia with some words replaced, each of which it must hold once."""

    def read(*changes: tuple[str, str]) -> Record:
        text = RECORD
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        folder = tmp_path / "nato-fre-itpp-2024"
        folder.mkdir()
        (folder / "programme.toml").write_text(text, encoding="utf-8")
        return read_record(read_folder(folder))

    return read


def test_a_record_in_full(record: Callable[..., Record]) -> None:
    """Titles in the language of the source are labels, others translations; line ends are spaces."""
    found = record()

    assert (found.type, found.language, found.list_status) == ("itpp", "en", "open")
    assert (found.period, found.issued) == (Period(2024, 2027, NOWHERE), "2024-02-29")
    assert found.sources == ("https://news.example.org/a?b=1#c", "http://example.com")
    assert found.areas == (
        Area(1, Label("safe seas", NOWHERE), {"fr": "sûreté des mers"}),
        Area(2, Label("shared learning", NOWHERE), {}),
    )
    assert {area.kind for area in found.areas} == {"area"}


def test_what_may_be_left_out(record: Callable[..., Record]) -> None:
    """Where no source gives a period or a day, none is made up."""
    found = record(("period = [2024, 2027]\n", ""), ('issued = "2024-02-29"\n', ""))

    assert (found.period, found.issued) == (None, "")


def test_one_year_is_a_period(record: Callable[..., Record]) -> None:
    """A programme may begin and end in one year."""
    assert record(("[2024, 2027]", "[2024, 2024]")).period == Period(2024, 2024, NOWHERE)


@pytest.mark.parametrize("status", ["open", "unknown"])
def test_a_programme_of_which_no_area_is_known(record: Callable[..., Record], status: str) -> None:
    """It may be recorded, as long as its list is not called complete."""
    head, _, areas = RECORD.partition("\n[[areas]]")
    found = record((f"\n[[areas]]{areas}", "\nareas = []\n"), ('list = "open"', f'list = "{status}"'))

    assert head
    assert (found.list_status, found.areas) == (status, ())


def test_the_real_record() -> None:
    """Korea: eleven areas that four reports list, titled in Korean, the English titles beside them."""
    found = read_record(read_folder(DATA / "programmes" / "nato-kor-itpp-2023"))

    assert [area.label.text for area in found.areas] == [
        "대화와 협의", "대테러 협력", "군축·비확산", "신흥기술", "사이버방위", "역량개발 및 상호운용성",
        "상호운용성을 위한 실질협력", "과학기술", "기후변화와 안보", "여성평화안보", "공공외교",
    ]  # fmt: skip
    assert [area.ordinal for area in found.areas] == list(range(1, 12))
    assert [dict(area.translations) for area in found.areas][:3] == [
        {"en": "dialogue and consultation"},
        {"en": "counter-terrorism cooperation"},
        {"en": "disarmament and non-proliferation"},
    ]
    assert (found.type, found.language, found.list_status) == ("itpp", "ko", "closed")
    assert (found.period, found.issued) == (Period(2023, 2026, NOWHERE), "2023-07-11")
    assert len(found.sources) == 4


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("language", 'language = "en"\n', ""),
        ("language", 'language = "en"', 'language = "English"'),
        ("language", 'language = "en"', 'language = "EN"'),
        ("language", 'language = "en"', 'language = ["en"]'),
        ("type", 'type = "itpp"\n', ""),
        ("type", '"itpp"', '"ITPP"'),
        ("type", '"itpp"', '"an itpp"'),
        ("list", 'list = "open"\n', ""),
        ("list", '"open"', '"complete"'),
        ("list", '"open"', "11"),
        ("list", '"open"', '["open"]'),
        ("period", "[2024, 2027]", "[2027, 2024]"),
        ("period", "[2024, 2027]", "[2024]"),
        ("period", "[2024, 2027]", "[2024, 2025, 2027]"),
        ("period", "[2024, 2027]", '["2024", "2027"]'),
        ("period", "[2024, 2027]", '"2024-2027"'),
        ("period", "[2024, 2027]", "[24, 27]"),
        ("period", "[2024, 2027]", "[2024, 20270]"),
        ("period", "[2024, 2027]", "[false, true]"),
        ("issued", "2024-02-29", "2023-02-29"),
        ("issued", "2024-02-29", "2024-13-01"),
        ("issued", "2024-02-29", "29/02/2024"),
        ("issued", "2024-02-29", "2024-2-29"),
        ("issued", "2024-02-29", "2024-02-29T10:00"),
        ("issued", "2024-02-29", ""),
        ("issued", '"2024-02-29"', "2024-02-29"),
        ("sources", 'sources = ["https://news.example.org/a?b=1#c", "http://example.com"]', ""),
        ("sources", '["https://news.example.org/a?b=1#c", "http://example.com"]', "[]"),
        ("sources", '["https://news.example.org/a?b=1#c", "http://example.com"]', '"http://example.com"'),
        ("sources", '"http://example.com"', '"example.com/news"'),
        ("sources", '"http://example.com"', '"http://example.com/a b"'),
        ("sources", '"http://example.com"', '"http://"'),
        ("sources", '"http://example.com"', '"javascript:alert(1)"'),
        ("sources", '"http://example.com"', '"urn:isbn:1"'),
        ("sources", '"http://example.com"', "7"),
        ("the label of area 1", SEAS, 'label.fr = "sûreté des mers"'),
        ("the label of area 1", SEAS, 'label = "safe seas"'),
        ("the label of area 1", SEAS, 'title.en = "safe seas"'),
        ("the label of area 1", SEAS, 'label.en = " "'),
        ("the label of area 1", SEAS, "label.en = 7"),
        ("the label of area 1", SEAS, 'label.en = "safe seas"\nlabel.French = "sûreté des mers"'),
        ("the label of area 1", SEAS, 'label.en = "safe seas"\nlabel.fr = ""'),
        ("the label of area 2", 'label.en = "  shared\\n learning "', ""),
    ],
)
def test_what_is_wrong_is_refused(record: Callable[..., Record], key: str, old: str, new: str) -> None:
    """The message has the file, and what the key must be; the advice says what to mend."""
    with pytest.raises(ProgrammeError, match=f": {key} must be ") as refused:
        record((old, new))

    assert refused.value.place is not None
    assert Path(refused.value.place.file).parts[-2:] == ("nato-fre-itpp-2024", "programme.toml")
    assert refused.value.advice == f"Mend {key}."


@pytest.mark.parametrize("areas", ['"safe seas"', "7", '["safe seas"]', '{ label = { en = "safe seas" } }'])
def test_areas_are_tables(record: Callable[..., Record], areas: str) -> None:
    """A list of titles is no list of tables."""
    _, _, tables = RECORD.partition("\n[[areas]]")

    with pytest.raises(ProgrammeError, match=r": (areas|the label of area 1) must be "):
        record((f"\n[[areas]]{tables}", f"\nareas = {areas}\n"))


def test_a_closed_list_of_nothing_is_refused(record: Callable[..., Record]) -> None:
    """It would say that nothing at all is cooperated on."""
    _, _, areas = RECORD.partition("\n[[areas]]")

    with pytest.raises(ProgrammeError, match=": list must be open or unknown"):
        record((f"\n[[areas]]{areas}", "\nareas = []\n"), ('list = "open"', 'list = "closed"'))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            '[[areas]]\nlabel.en = "  shared\\n learning "',
            "[[texts]]\nfile = 'a'\nlanguage = 'en'\nsha256 = ''",
        ),
        (RECORD[RECORD.index("\n[[areas]]") :], ""),
    ],
    ids=["both", "neither"],
)
def test_a_programme_has_either_texts_or_areas(record: Callable[..., Record], old: str, new: str) -> None:
    """What a text says is read from it; what reports say is recorded where there is no text."""
    with pytest.raises(ProgrammeError, match="must name either texts or areas") as refused:
        record((old, new))

    assert isinstance(refused.value.place, Place)
    assert refused.value.place.file.endswith("nato-fre-itpp-2024/programme.toml")
