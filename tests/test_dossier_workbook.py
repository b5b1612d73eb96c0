# SPDX-License-Identifier: EUPL-1.2
"""Every number and day of the workbook of a dossier is worked out anew from the verdicts."""

import datetime as dt
from collections import Counter
from functools import cache
from typing import Any

import openpyxl
import pytest
from dossier_expected import Expected
from dossier_oracle import Row, state
from dossier_site import written

pytestmark = pytest.mark.slow

HEAD = {"Riepilogo": "Convenzione", "Da chiedere": "Unità", "Cambiamenti": "Cambiamento"}
STATES = {
    "violato": "violation", "non valutabile": "not_evaluable", "in corso": "pending", "mantenuto": "attainment",
    "sospeso": "suspended", "non applicabile": "not_applicable", "non raggiunto": "missed_goal",
}  # fmt: skip
WORDED = {**{code: word for word, code in STATES.items()}, "at_risk": "a rischio"}


@cache
def expected() -> Expected:
    return Expected()


@cache
def book() -> Any:
    return openpyxl.load_workbook(written()[0] / "brief.xlsx")


def lines(name: str) -> list[dict[str, Any]]:
    """The lines of a sheet, by heading; days as days."""
    table = list(book()[name].iter_rows(values_only=True))
    head = next(number for number, line in enumerate(table) if None not in line)
    return [
        {
            str(key): value.date() if isinstance(value, dt.datetime) else value
            for key, value in zip(table[head], line, strict=True)
        }
        for line in table[head + 1 :]
    ]


def row_of(line: dict[str, Any], code: str) -> Row:
    """The verdict a line is about."""
    rows = expected().now.every.values()
    place = (line["Regola"], line[code], line["Dal"])
    (found,) = [row for row in rows if (row["rule"], row["unit"], row["start"]) == place]
    return found


def gap(row: Row) -> int | None:
    """Done less required; nothing is said of what cannot be evaluated."""
    unknown = row["required"] is None or row["kind"] == "not_evaluable"
    return None if unknown else row["observed"] - row["required"]


def test_summary_counts_duties_of_each_objective() -> None:
    now, found = expected().now, lines("Riepilogo")
    objectives = [line for line in found if line["Obiettivo specifico"]]
    for line in objectives:
        figures = now.group(
            lambda one, _, key=line["Obiettivo specifico"]: one.objective == key,
            line["Impegni"] == "documentali",
        )
        shown = {code: line[word] for word, code in STATES.items()}
        assert shown == {code: figures[code] for code in shown}
        assert (line["Impegni scaduti"], line["Impegni mantenuti"]) == (
            figures["duties_due"],
            figures["duties_kept"],
        )
        single = (line["Scadenze singole passate"], line["Scadenze singole rispettate"])
        assert single == (figures["due"], figures["kept"])
        assert line["a rischio"] == figures["at_risk"]
    assert sum(sum(line[word] for word in STATES) for line in objectives) == len(now.by_rule)
    others = {line["Titolo"] for line in found if not line["Obiettivo specifico"]}
    assert others == {"Tutti gli impegni", "a carico di ANPAL Servizi", "a carico di Regione"}


def test_the_summary_adds_up() -> None:
    found = lines("Riepilogo")
    (whole,) = [
        line for line in found if line["Titolo"] == "Tutti gli impegni" and line["Impegni"] == "quantificati"
    ]
    parts = [line for line in found if line["Obiettivo specifico"] and line["Impegni"] == "quantificati"]
    for heading in (*STATES, "a rischio", "Impegni scaduti", "Impegni mantenuti", "Scadenze singole passate"):
        assert whole[heading] == sum(part[heading] for part in parts)


def test_the_first_sheet_is_the_front_page() -> None:
    now, found = expected().now, lines("In breve")
    assert book().sheetnames[:2] == ["In breve", "Riepilogo"]
    told = Counter(line["Argomento"] for line in found)
    assert told["Impegni violati"] == len(now.stretches)
    assert told["Che cosa si può ancora salvare"] == len(now.lists["at_risk"])
    assert told["Che cosa si chiede, e a chi"] == len(now.asks)
    broken = Counter(
        (line["Dovuto"], line["Realizzato"]) for line in found if line["Argomento"] == "Impegni violati"
    )
    assert broken == Counter(
        tuple(sum(row[name] for row in rows) for name in ("required", "observed"))
        for rows in now.stretches.values()
    )


def test_every_sheet_prints_as_wide_as_a_page_with_its_headings() -> None:
    for sheet in book().worksheets:
        paper = sheet.page_setup
        assert (paper.orientation, paper.fitToWidth or 1, paper.fitToHeight) == ("landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        head = next(row[0].row for row in sheet.iter_rows() if None not in [cell.value for cell in row])
        assert sheet.print_title_rows == f"${head}:${head}"


def test_violations_are_all_there_with_their_figures() -> None:
    now, found = expected().now, lines("Violazioni")
    runs = {id(row): len(run) for run in now.runs.values() for row in run}
    for line in found:
        row = row_of(line, "Codice")
        shown = (
            line["Dovuto"],
            line["Realizzato"],
            line["Scarto"],
            line["Da comunicare entro il"],
            line["Violato di seguito"],
        )
        quantified = now.form[row["rule"]] != "documentary"
        assert shown == (
            row["required"],
            row["observed"],
            gap(row),
            row["due"],
            runs.get(id(row)) if quantified else None,
        )
        assert STATES[line["Stato"]] == state(row)
    assert len(found) == sum(row["kind"] == "violation" for row in now.rows)


def test_what_is_at_risk_has_its_pace() -> None:
    now, found = expected().now, lines("A rischio")
    for line in found:
        row = row_of(line, "Codice")
        shown = (line["Da fare entro il"], line["Giorni utili rimasti"], line["Ogni 30 giorni"])
        assert shown == now.pace(row, expected().registry)
        assert (line["Dovuto"], line["Realizzato"], line["Manca"]) == (
            row["required"],
            row["observed"],
            row["shortfall"],
        )
    assert len(found) == sum(row["at_risk"] for row in now.rows)


def test_who_is_to_be_asked_for_how_many_months() -> None:
    shown = {
        line["Codice"]: (line["Numero di mesi mancanti"], line["Verdetti in attesa"])
        for line in lines("Da chiedere")
    }
    assert shown == {unit: (len(months), held) for unit, (months, held, _) in expected().now.asks.items()}


def test_changes_have_both_sides() -> None:
    found, sides = lines("Cambiamenti"), expected().sides
    for line in found:
        place = (line["Regola"], line["Codice"], line["Dal"])
        for name, suffix in (("before", " prima"), ("after", "")):
            rows = sides[name].every.values()
            row = next((row for row in rows if (row["rule"], row["unit"], row["start"]) == place), None)
            shown = tuple(line[f"{heading}{suffix}"] for heading in ("Stato", "Dovuto", "Realizzato"))
            assert shown == (
                (None,) * 3 if row is None else (WORDED[state(row)], row["required"], row["observed"])
            )
    assert len(found) == len(expected().changes)
    told = Counter(line["Cambiamento"] for line in found)
    assert sorted(told.values()) == sorted(Counter(expected().changes.values()).values())


def test_objectives_have_every_verdict() -> None:
    found = 0
    for name in book().sheetnames[6:]:
        for line in lines(name):
            found += 1
            row = row_of(line, "Codice unità")
            assert (line["Dovuto"], line["Realizzato"], line["Scarto"]) == (
                row["required"],
                row["observed"],
                gap(row),
            )
            assert (line["Al"], line["Da comunicare entro il"]) == (row["end"], row["due"])
            assert STATES[line["Stato"]] == ("missed_goal" if state(row) == "missed_goal" else row["kind"])
            assert (line["A rischio"] == "sì") == row["at_risk"]
            unknown = row["kind"] == "not_evaluable" or not row["required"] or row["headroom"] is not None
            tenths = None if unknown else row["observed"] * 1000 // row["required"]
            assert line["Avanzamento"] == (None if tenths is None else tenths / 1000)
    assert found == len(expected().now.every)


@pytest.mark.parametrize(
    "name", ["Riepilogo", "Violazioni", "A rischio", "Da chiedere", "Cambiamenti", "5.1"]
)
def test_sheets_filter_and_keep_their_headings_and_colour(name: str) -> None:
    sheet = book()[name]
    head = int(sheet.auto_filter.ref.split(":")[0].removeprefix("A"))
    assert sheet.freeze_panes == f"A{head + 1}"
    assert len(list(sheet.conditional_formatting)) >= 1


def test_nothing_is_a_formula() -> None:
    cells = [cell for sheet in book() for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
