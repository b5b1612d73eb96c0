# SPDX-License-Identifier: EUPL-1.2
"""The registry file is read as spreadsheets save it."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from broken_files import SMALL
from hypothesis import given
from hypothesis import strategies as st
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.engine.definitions.units_file import load_units
from impegni.schema.errors import DefinitionError
from impegni.schema.unit import ALWAYS_FROM, ALWAYS_TO

VOCABULARY = load_rulebook(SMALL).vocabulary
TEXT = "code,kind,name,parent,valid_to,successor,type\n17,region,Città,,,,\nS,school,Uno,17,2018-08-31,T,technical\n"
TEXT += "T,school,Due,17,,,\n"


def load(folder: Path, content: bytes) -> Registry:
    path = folder / "units.csv"
    path.write_bytes(content)
    return load_units(path, VOCABULARY)


def test_blank_cells_mean_none(tmp_path: Path) -> None:
    unit = load(tmp_path, TEXT.encode()).get("T")
    assert unit is not None
    assert (unit.valid_from, unit.valid_to, unit.successor, unit.attributes) == (
        ALWAYS_FROM,
        ALWAYS_TO,
        None,
        {},
    )


def test_attributes_and_dates_are_read(tmp_path: Path) -> None:
    unit = load(tmp_path, TEXT.encode()).get("S")
    assert unit is not None
    assert (unit.valid_to, unit.successor) == (dt.date(2018, 8, 31), "T")
    assert unit.attributes == {"type": "technical"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_ways_spreadsheets_save(tmp_path: Path, encoding: str, delimiter: str, line_end: str) -> None:
    text = TEXT.replace(",", delimiter).replace("\n", line_end)
    region = load(tmp_path, text.encode(encoding)).get("17")
    assert region is not None
    assert region.name == "Città"


def test_rows_are_counted_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = 'code,kind,name,parent\n17,region,"two\nlines",\n,,,\nPZ,cpis,Potenza,17\n'
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, text.encode())
    assert [(record.row, record.column) for record in caught.value.records] == [(4, "kind")]


def test_all_problems_are_listed_at_once(tmp_path: Path) -> None:
    text = "code,kind,name,parent,valid_from\n17,region,R,,x\nPZ,cpi,Potenza,71,\nMT,cpis,Matera,17,\n"
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, text.encode())
    assert [record.row for record in caught.value.records] == [2, 3, 4]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="cannot be read"):
        load_units(tmp_path / "none.csv", VOCABULARY)


CELLS = st.one_of(
    st.sampled_from(
        ["", "17", "PZ", "MT", "cpi", "region", "school", "technical", "2018-06-30", "2018-13-01"]
    ),
    st.text(max_size=4),
    st.just("x" * 130),
)


@given(st.lists(st.lists(CELLS, max_size=8), max_size=5), st.binary(max_size=30))
def test_any_file_is_read_or_refused(rows: list[list[str]], tail: bytes) -> None:
    heading = "code,kind,name,parent,valid_from,valid_to,successor,type\n"
    content = (heading + "\n".join(",".join(row) for row in rows)).encode("utf-8", "surrogatepass") + tail
    with tempfile.TemporaryDirectory() as folder:
        try:
            assert load(Path(folder), content).units is not None
        except DefinitionError as error:
            problems = error.problems
        else:
            problems = ()
    assert all("units.csv:" in problem for problem in problems)


def test_a_row_that_begins_with_a_hash_is_a_comment(tmp_path: Path) -> None:
    text = "code,kind,name,parent\nR,region,Regione,\n# A,cpi,Esempio,R\n #,,,\nA,cpi,CPI,R\n"
    assert sorted(load(tmp_path, text.encode()).codes) == ["A", "R"]
