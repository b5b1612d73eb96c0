# SPDX-License-Identifier: EUPL-1.2
"""A published dossier tells no number of persons, no sender and no submission."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import openpyxl
import pytest
from dossier_html import numbers
from dossier_oracle import place_of, records
from dossier_site import sample, written
from impegni.engine.dossier.published import published_changes
from impegni.engine.reports.public import tells_persons
from impegni.engine.verdicts.run import Verdicts
from impegni.schema.change import Change, Standing

pytestmark = pytest.mark.slow


@cache
def personal() -> frozenset[str]:
    """Rules that count persons, or events about one person each."""
    verdicts: Verdicts = written()[1]
    vocabulary = verdicts.rulebook.vocabulary
    return frozenset(rule for rule, duty in verdicts.duties.items() if tells_persons(duty, vocabulary))


@cache
def secret() -> frozenset[tuple[Any, ...]]:
    """Rule, unit and first day of the verdicts whose figures are withheld."""
    rows = records(written()[1])
    return frozenset(
        (row["rule"], row["unit"], row["start"].isoformat()) for row in rows if row["rule"] in personal()
    )


Told = Iterator[tuple[tuple[Any, ...], object]]


def told_in_data(published: bool) -> Told:
    """Every figure of a withheld verdict in the data."""
    return _told(json.loads((written(published)[0] / "brief.json").read_text("utf-8")))


def _told(node: Any) -> Told:
    for one in node if isinstance(node, list) else node.values() if isinstance(node, dict) else ():
        yield from _told(one)
    if isinstance(node, dict) and "window" in node and "unit" in node:
        place = (node["rule"], node["unit"], node["window"]["start"])
        sides = [side for side in (node, node.get("before"), node.get("after")) if side]
        figures = [side.get(name) for side in sides for name in ("observed", "shortfall", "headroom")]
        yield from ((place, figure) for figure in figures if place in secret() and figure is not None)


def told_on_pages(published: bool) -> Told:
    folder, verdicts, _ = written(published)
    starts = {place_of(row): row["start"].isoformat() for row in records(verdicts)}
    for page in sorted(folder.rglob("*.html")):
        for one in numbers(page.read_text("utf-8")):
            if "data-window" in one.around and one.field in ("observed", "shortfall", "gap", "tenths"):
                place = (*one.place[:2], starts[one.place])
                yield from [(place, one.value)] if place in secret() else []


def told_in_sheets(published: bool) -> Told:
    book = openpyxl.load_workbook(written(published)[0] / "brief.xlsx")
    for sheet in book.worksheets:
        head: list[Any] = []
        for line in sheet.iter_rows(values_only=True):
            head = list(line) if "Regola" in line else head
            cells = dict(zip(head, line, strict=False))
            day, unit = cells.get("Dal"), cells.get("Codice unità") or cells.get("Codice")
            place = (
                cells.get("Regola"),
                unit,
                day.date().isoformat() if isinstance(day, dt.datetime) else None,
            )
            figures = [cells.get(name) for name in ("Realizzato", "Realizzato prima", "Scarto", "Manca")]
            yield from ((place, one) for one in figures if place in secret() and one is not None)


@pytest.mark.parametrize("told", [told_in_data, told_on_pages, told_in_sheets])
def test_figures_of_persons_are_told_only_in_private(told: Any) -> None:
    assert list(told(True)) == []
    assert list(told(False)) != []


def test_changes_of_rules_that_count_persons_have_no_figures() -> None:
    changes = [change for change in written()[2].changes if change.rule in personal()]
    turned = [change.model_copy(update={"after": turned_over(change.after)}) for change in changes]
    told = published_changes(turned, written()[1].duties, written()[1].rulebook.vocabulary)
    assert [change.rule for change in told] == [change.rule for change in changes] != []
    sides = [side for change in told for side in (change.before, change.after) if side]
    assert {(side.required, side.observed) for side in sides} == {(None, None)}


def place(change: Change) -> tuple[str, str, str]:
    return change.rule, change.unit, change.window.label


def turned_over(side: Standing | None) -> Standing:
    """The same standing in a state that the other side does not have."""
    assert side is not None
    return side.model_copy(update={"kind": "suspended", "observed": 1})


def test_a_change_of_nothing_but_figures_of_persons_is_not_told() -> None:
    private = [change for change in written()[2].changes if change.rule in personal()]
    alike = [
        change
        for change in private
        if change.before and change.after and change.before.kind == change.after.kind
    ]
    assert alike
    published = written(True)[2].changes
    assert {place(change) for change in published}.isdisjoint(map(place, alike))
    kept = [change for change in published if change.rule not in personal()]
    assert any(change.after and change.after.observed is not None for change in kept)


def texts(published: bool) -> str:
    """All files of a folder as text."""
    folder = written(published)[0]
    book = openpyxl.load_workbook(folder / "brief.xlsx")
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    files = [path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in (".html", ".json")]
    return "\n".join([*files, *cells])


def test_no_submission_and_no_sender_is_named() -> None:
    con = sample()[1].facts.con.cursor()
    names = {
        one for row in con.execute("select id, sender from submission_row").fetchall() for one in row if one
    }
    found = {published: named(names, texts(published)) for published in (True, False)}
    assert found[True] == []
    assert {one.startswith("invio di ") for one in found[False]} == {True, False}


def named(names: Iterable[str], text: str) -> list[str]:
    """The names that stand in a text as data, in a cell or as an element; and submissions told by month and unit."""
    told = re.findall(r"invio di [^,;<]*, ricevuto", text)
    return [name for name in names if f'"{name}"' in text or f">{name}<" in text] + told
