# SPDX-License-Identifier: EUPL-1.2
"""Reports for other programs: JSON, one verdict a line, CSV."""

import csv
import io
import json

import pytest
from impegni.engine.reports.csv import COLUMNS, csv_lines, harmless
from impegni.engine.reports.json import json_report, json_text, ndjson_lines
from impegni.engine.reports.page import Page
from impegni.schema.unit import Unit
from impegni.schema.verdict import Verdict
from report_pages import REGION, make_page, sessions

pytestmark = pytest.mark.slow

MONTHLY = "5.1.monthly"


@pytest.fixture
def page() -> Page:
    return make_page("2018-04-11", [MONTHLY, "ART.5.submission"], sessions("A", "2018-02-10", "2018-03-10"))


def test_json_says_what_was_asked_and_how_it_stands(page: Page) -> None:
    report = json_report(page.verdicts)
    assert (report["convention"], report["as_of"], report["known_at"]) == ("sample", "2018-04-11", None)
    assert report["complete"] is True
    assert report["out_of_scope"] == [{"rule": "ART.5.submission", "reason": "no_submissions"}]
    assert report["counts"]["duties"]["violation"] == 1
    assert report["counts"]["deadlines"] == {"due": 4, "kept": 2}
    assert report["counts"]["verdicts"] == {
        "attainment": 2,
        "not_applicable": 2,
        "pending": 2,
        "violation": 2,
    }


def test_json_verdicts_are_read_back_as_verdicts(page: Page) -> None:
    read = [Verdict.model_validate_json(json.dumps(one)) for one in json_report(page.verdicts)["verdicts"]]
    assert read == list(page.verdicts.models())


def test_json_text_keeps_accents() -> None:
    assert json_text({"title": "già"}) == '{\n  "title": "già"\n}\n'


def test_ndjson_is_one_verdict_a_line(page: Page) -> None:
    lines = list(ndjson_lines(page.verdicts))
    assert len(lines) == len(page.verdicts.frame)
    assert all(line.endswith("}\n") and line.count("\n") == 1 for line in lines)


def test_same_run_gives_same_bytes(page: Page) -> None:
    again = make_page("2018-04-11", [MONTHLY, "ART.5.submission"], sessions("A", "2018-02-10", "2018-03-10"))
    assert json_text(json_report(again.verdicts)) == json_text(json_report(page.verdicts))


def test_csv_has_a_row_for_each_verdict_and_names(page: Page) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(csv_lines(page)))))
    assert len(rows) == len(page.verdicts.frame)
    assert tuple(rows[0]) == COLUMNS
    violated = next(row for row in rows if row["kind"] == "violation")
    assert (violated["unit_name"], violated["window"], violated["shortfall"], violated["due"]) == (
        "CPI Beta", "2018-02", "1", "2018-03-10",
    )  # fmt: skip
    assert next(row for row in rows if row["kind"] == "attainment")["evidence"] == "A-2018-02-10"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_text_that_a_spreadsheet_would_run_is_marked(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_numbers_and_common_text_stay_as_they_are() -> None:
    assert [harmless(cell) for cell in (-1, None, "CPI d'Agri", "")] == [-1, None, "CPI d'Agri", ""]


def test_a_name_that_is_a_formula_does_no_harm() -> None:
    unit = Unit(code="A", kind="cpi", name='=HYPERLINK("http://x")', parent="R")
    text = "".join(csv_lines(make_page("2018-03-11", [MONTHLY], units=[REGION, unit])))
    assert "\"'=HYPERLINK(" in text


def test_components_of_a_composition_are_told_apart() -> None:
    page = make_page("2018-04-11", ["5.1.two-of-three"])
    rows = list(csv.DictReader(io.StringIO("".join(csv_lines(page)))))
    assert {row["role"] for row in rows} == {"rule", "component"}
    assert {row["rule"] for row in rows if row["role"] == "component"} == {
        "5.1.three-one", "5.1.three-two", "5.1.three-three",
    }  # fmt: skip
    assert json_report(page.verdicts)["counts"]["duties"]["violation"] == 1
