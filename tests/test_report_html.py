# SPDX-License-Identifier: EUPL-1.2
"""The page of verdicts: the tables of the workbook, in one file that loads nothing and runs nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from impegni.engine.reports.html import html_pieces
from impegni.engine.reports.page import Page
from impegni.engine.reports.xlsx import write_xlsx
from impegni.schema.unit import Unit
from openpyxl import load_workbook
from report_pages import REGION, make_page, sessions

pytestmark = pytest.mark.slow

MONTHLY, GOAL = "5.1.monthly", "5.1.wished"


class Read(HTMLParser):
    """The headings of a page, its tables cell by cell, the style of each cell by its text."""

    def __init__(self, *pages: Page) -> None:
        super().__init__()
        self.headings, self.tables = list[str](), list[list[list[str]]]()
        self.styles, self._style = dict[str, str](), ""
        self._into: list[str] | None = None
        self.feed("".join(html_pieces(pages)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th", "h2"):
            self._into = self.headings if tag == "h2" else self.tables[-1][-1]
            self._into.append("")
            self._style = dict(attrs).get("style") or ""

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data
            self.styles[self._into[-1]] = self._style

    def handle_endtag(self, tag: str) -> None:
        self._into = None if tag in ("td", "th", "h2") else self._into


def test_its_tables_are_those_of_the_workbook(tmp_path: Path) -> None:
    page = make_page("2018-03-11", [MONTHLY, GOAL, "ART.5.submission"], submissions=[])
    found = Read(page)
    write_xlsx([page], tmp_path / "v.xlsx")
    sheets = load_workbook(tmp_path / "v.xlsx")
    assert found.headings == sheets.sheetnames
    for sheet, table in zip(sheets, found.tables, strict=True):
        rows = [row for row in sheet.iter_rows(values_only=True) if row[1] is not None or row[2] is not None]
        assert len(rows) == len(table)
        assert [list(map(bool, row)) for row in table] == [[cell is not None for cell in row] for row in rows]


def test_values_are_as_an_italian_writes_them() -> None:
    head, *rows = Read(make_page("2018-03-11", [MONTHLY], sessions("A", "2018-02-10"))).tables[1]
    shown = dict(zip(head, next(row for row in rows if "violato" in row), strict=True))
    names = (
        "Unità",
        "Dal",
        "Dovuto",
        "Realizzato",
        "Avanzamento",
        "Scarto",
        "Stato",
        "Da comunicare entro il",
    )
    assert [shown[name] for name in names] == [
        "CPI Beta", "01/02/2018", "1", "0", "0 %", "-1", "violato", "10/03/2018",
    ]  # fmt: skip


def test_a_state_is_told_by_word_and_colour() -> None:
    styles = Read(make_page("2018-03-11", [MONTHLY], sessions("A", "2018-02-10"))).styles
    assert (styles["violato"], styles["mantenuto"]) == ("background: #F4B6B6", "background: #C6E7C8")


def test_nothing_written_in_a_name_is_markup() -> None:
    units = [REGION, Unit(code="A", kind="cpi", parent="R", name="<script>alert(1)</script>")]
    text = "".join(html_pieces([make_page("2018-03-11", [MONTHLY], units=units)]))
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_it_loads_nothing() -> None:
    text = "".join(html_pieces([make_page("2018-03-11", [MONTHLY])]))
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#)|url\(|@import""", text)
