# SPDX-License-Identifier: EUPL-1.2
"""The registry file is read as spreadsheets save it."""

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import libreoffice
import openpyxl
import pytest
from broken_files import SMALL
from hypothesis import given
from hypothesis import strategies as st
from impegni.engine.agreements.units_file import load_units
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.schema.errors import DefinitionError
from impegni.schema.unit import ALWAYS_FROM, ALWAYS_TO

Rows = Sequence[Sequence[str]]

VOCABULARY = load_rulebook(SMALL).vocabulary
PACKAGED = load_rulebook().vocabulary
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


def test_rows_are_counted_as_lines_of_the_file(tmp_path: Path) -> None:
    text = 'code,kind,name,parent\n17,region,"two\nlines",\n,,,\nPZ,cpis,Potenza,17\n'
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, text.encode())
    found = [(record.row, record.column) for record in caught.value.records]
    assert found == [(2, "name"), (5, "kind")], "the name stands on two lines, and is refused for it"


def test_all_problems_are_listed_at_once(tmp_path: Path) -> None:
    text = "code,kind,name,parent,valid_from\n17,region,R,,x\nPZ,cpi,Potenza,71,\nMT,cpis,Matera,17,\n"
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, text.encode())
    assert [record.row for record in caught.value.records] == [2, 3, 4]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="does not exist"):
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


ITALIAN = (
    ("codice", "tipo", "nome", "provincia", "appartiene_a", "valida_dal", "valida_al", "subentrante"),
    ("17", "Regione", "Basilicata", "", "", "", "", ""),
    ("PZ", "Centro per l'impiego", "CPI Potenza", "076", "Basilicata", "01/02/2018", "30 giugno 2019", "MT"),
    ("MT", "cpi", "CPI Matera", "077", "17", "2018-02-01", "", ""),
)


def xlsx(folder: Path, *tables: tuple[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "registro.xlsx")
    return folder / "registro.xlsx"


def text(folder: Path, delimiter: str) -> Path:
    path = folder / "registro.txt"
    path.write_text("\n".join(delimiter.join(row) for row in ITALIAN), encoding="cp1252")
    return path


def ndjson(folder: Path) -> Path:
    path = folder / "registro.ndjson"
    path.write_text(
        "".join(json.dumps(dict(zip(ITALIAN[0], row, strict=True))) + "\n" for row in ITALIAN[1:])
    )
    return path


def ods(folder: Path) -> Path:
    return libreoffice.convert(xlsx(folder, ("Foglio1", ITALIAN)), "ods")


FORMS: dict[str, Callable[[Path], Path]] = {
    "xlsx": lambda folder: xlsx(folder, ("Foglio1", [("Registro 2018",), (), *ITALIAN])),
    "tabs": lambda folder: text(folder, "\t"),
    "semicolons": lambda folder: text(folder, ";"),
    "ndjson": ndjson,
    "ods": ods,
}


@pytest.mark.parametrize("form", [*list(FORMS)[:-1], pytest.param("ods", marks=pytest.mark.office)])
def test_a_registry_is_read_as_every_other_table(tmp_path: Path, form: str) -> None:
    registry = load_units(FORMS[form](tmp_path), PACKAGED)
    unit = registry.get("PZ")
    assert unit is not None
    assert (unit.kind, unit.name, unit.province, unit.parent) == ("cpi", "CPI Potenza", "076", "17")
    assert (unit.valid_from, unit.valid_to, unit.successor) == (
        dt.date(2018, 2, 1),
        dt.date(2019, 6, 30),
        "MT",
    )
    assert len(registry.units) == 3


def refusal(path: Path) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        load_units(path, PACKAGED)
    return [problem.removeprefix(str(path)) for problem in caught.value.problems]


def test_a_sheet_beside_the_registry_is_named(tmp_path: Path) -> None:
    path = xlsx(tmp_path, ("Sedi", ITALIAN), ("Altre", [("S", "school", "Liceo")]), ("Scuole", [ITALIAN[0]]))
    assert refusal(path) == [
        " [Altre]: the sheet was not read; give it the headings of a registry of units, or remove it"
    ]


def test_sheets_with_its_headings_are_one_registry(tmp_path: Path) -> None:
    schools = [ITALIAN[0][:5], ("S", "school", "Liceo", "", "CPI Matera")]
    registry = load_units(xlsx(tmp_path, ("Sedi", ITALIAN), ("Scuole", schools)), PACKAGED)
    assert [unit.parent for unit in registry.units if unit.code == "S"] == ["MT"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("units.parquet", "files .parquet are not read"),
        ("units.xls", "old .xls file"),
        ("units.json", "files .json"),
    ],
)
def test_what_is_not_read_is_said(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert said in refusal(tmp_path / name)[0]


def test_cells_are_named_by_their_own_headings(tmp_path: Path) -> None:
    rows = [ITALIAN[0], ("1,65401E+09", "cpi", "Uno", "", "17", "30/02/2018"), ("17", "centro", "Due")]
    found = refusal(xlsx(tmp_path, ("Sedi", rows)))
    assert [problem.split(": ")[:2] for problem in found] == [
        [" [Sedi]:2", "codice"],
        [" [Sedi]:2", "valida_dal"],
        [" [Sedi]:3", "tipo"],
    ]


def test_a_cell_under_no_heading_is_named(tmp_path: Path) -> None:
    rows = [(*ITALIAN[0][:5], ""), (*ITALIAN[1][:5], "perduto")]
    assert "got 'perduto' in a column without a heading" in refusal(xlsx(tmp_path, ("Sedi", rows)))[0]
