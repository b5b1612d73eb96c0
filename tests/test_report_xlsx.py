# SPDX-License-Identifier: EUPL-1.2
"""The workbook: real numbers and dates, nothing that a spreadsheet would compute."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from impegni.engine.reports import xlsx as report_xlsx
from impegni.engine.reports.page import Page
from impegni.engine.reports.xlsx import write_xlsx
from impegni.schema.errors import UsageError
from impegni.schema.unit import Unit
from openpyxl import load_workbook
from report_pages import REGION, firms, make_page, sessions

pytestmark = pytest.mark.slow

MONTHLY, GOAL, FIRMS = "5.1.monthly", "5.1.wished", "5.1.firms"


def book(tmp_path: Path, *pages: Page) -> Any:
    write_xlsx(pages, tmp_path / "v.xlsx")
    return load_workbook(tmp_path / "v.xlsx")


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in found]


def day(text: str) -> dt.datetime:
    """A day as it is read back."""
    return dt.datetime.fromisoformat(text)


def test_a_sheet_an_objective_after_the_summary(tmp_path: Path) -> None:
    found = book(tmp_path, make_page("2018-03-11", [MONTHLY, "ART.5.submission"], submissions=[]))
    assert found.sheetnames == ["Riepilogo", "5.1", "Invii"]


def test_a_verdict_is_a_row_of_real_values(tmp_path: Path) -> None:
    sheet = book(tmp_path, make_page("2018-03-11", [MONTHLY], sessions("A", "2018-02-10")))["5.1"]
    violated = next(row for row in rows(sheet) if row["Stato"] == "violato")
    assert violated == {
        "Convenzione": "sample", "Regola": MONTHLY, "Parte di una regola": None, "Impegno": "monthly",
        "Clausole": "5.1", "A carico di": "ANPAL Servizi", "Codice unità": "B", "Unità": "CPI Beta",
        "Periodo": "feb 2018",
        "Dal": day("2018-02-01"), "Al": day("2018-02-28"), "Dovuto": 1, "Realizzato": 0,
        "Avanzamento": 0, "Scarto": -1, "Stato": "violato", "Da comunicare entro il": day("2018-03-10"),
        "A rischio": None, "Motivo": None,
    }  # fmt: skip


def test_headings_stay_in_sight_and_filter(tmp_path: Path) -> None:
    found = book(tmp_path, make_page("2018-03-11", [MONTHLY]))
    assert (found["5.1"].freeze_panes, found["5.1"].auto_filter.ref) == ("A2", "A1:S7")
    assert (found["Riepilogo"].freeze_panes, found["Riepilogo"].auto_filter.ref) == ("A4", "A3:P6")


def test_states_are_words_with_a_colour(tmp_path: Path) -> None:
    sheet = book(tmp_path, make_page("2018-03-11", [GOAL]))["5.1"]
    assert "non raggiunto" in {row["Stato"] for row in rows(sheet)}
    (place,) = sheet.conditional_formatting
    formulas = {rule.formula[0] for rule in place.rules}
    assert str(place.sqref) == "P2:P7"
    assert {'"violato"', '"non raggiunto"', '"mantenuto"'} <= formulas


def test_progress_is_never_rounded_up(tmp_path: Path) -> None:
    sheet = book(tmp_path, make_page("2020-01-11", [FIRMS], firms("2019-05-05", 3999)))["5.1"]
    (row,) = (row for row in rows(sheet) if row["Periodo"] == "2019")
    assert (row["Avanzamento"], row["Scarto"], row["Stato"]) == (0.999, -1, "violato")


def test_a_limit_has_a_gap_and_no_progress(tmp_path: Path) -> None:
    row = rows(book(tmp_path, make_page("2018-03-11", ["5.1.hours"]))["5.1"])[0]
    assert (row["Dovuto"], row["Avanzamento"], row["Scarto"]) == (640, None, -640)


def test_components_are_marked(tmp_path: Path) -> None:
    found = rows(book(tmp_path, make_page("2018-04-11", ["5.1.two-of-three"]))["5.1"])
    parts = {row["Regola"] for row in found if row["Parte di una regola"] == "sì"}
    assert parts == {"5.1.three-one", "5.1.three-two", "5.1.three-three"}


def test_the_summary_counts_duties(tmp_path: Path) -> None:
    sheet = book(tmp_path, make_page("2018-03-11", [MONTHLY, GOAL]))["Riepilogo"]
    above, head, row, whole, owed = (
        list(sheet.iter_rows(values_only=True))[place] for place in (slice(0, 2), 2, 3, 4, 5)
    )
    title = above[1]
    assert "situazione al 11/03/2018" in title[0]
    found = dict(zip(head, row, strict=True))
    assert (found["violato"], found["non raggiunto"], found["Scadenze singole passate"]) == (1, 1, 4)
    assert (found["Impegni scaduti"], found["Impegni mantenuti"]) == (2, 0)
    assert whole[2:] == ("Tutti gli impegni", *row[3:])
    assert owed[:3] == ("sample", None, "a carico di ANPAL Servizi")


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "@SUM(A1)", "-1", "a\x01b"])
def test_text_is_never_computed(tmp_path: Path, name: str) -> None:
    unit = Unit(code="A", kind="cpi", name=name, parent="R")
    cell = book(tmp_path, make_page("2018-03-11", [MONTHLY], units=[REGION, unit]))["5.1"]["H2"]
    assert (cell.data_type, cell.value) == ("s", name.replace("\x01", "\N{REPLACEMENT CHARACTER}"))
    assert cell.quotePrefix == name.startswith(("=", "+", "@", "-"))


def test_english_where_asked(tmp_path: Path) -> None:
    found = book(tmp_path, make_page("2018-03-11", [MONTHLY], language="en"))
    assert found.sheetnames == ["Summary", "5.1"]
    assert "violated" in {row["State"] for row in rows(found["5.1"])}


def test_more_rows_than_a_sheet_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_xlsx, "ROWS", 6)
    with pytest.raises(
        UsageError, match=r"objective 5\.1 has 6 verdicts and a sheet holds 5; narrow the run"
    ):
        write_xlsx([make_page("2018-03-11", [MONTHLY])], tmp_path / "v.xlsx")
    assert not (tmp_path / "v.xlsx").exists()


def test_same_run_gives_same_bytes(tmp_path: Path) -> None:
    page = make_page("2018-03-11", [MONTHLY])
    for name in ("a", "b"):
        write_xlsx([page], tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_run_without_verdicts_is_a_summary(tmp_path: Path) -> None:
    assert book(tmp_path, make_page("2017-12-31", [MONTHLY])).sheetnames == ["Riepilogo"]
