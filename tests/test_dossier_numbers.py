# SPDX-License-Identifier: EUPL-1.2
"""Every number on the pages of a dossier is worked out anew from the verdicts, and a forged one is found."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from dossier_expected import WORDS, Expected
from dossier_html import Shown, numbers, read
from dossier_site import written
from impegni.engine.dossier.causes import NAMED
from impegni.engine.reports.page import NAMES
from impegni.engine.words.windows import window_words

pytestmark = pytest.mark.slow

SORTS = {
    "since", "windows", "breach", "instead", "broken rest", "ask until",
    "observed", "required", "shortfall", "gap", "tenths", "due", "last_day", "days", "monthly",
    "before observed", "before required", "after observed", "after required", "length",
    "headline total", "headline violation", "headline kept", "headline due", "headline duties_kept",
    "headline duties_due", "rollup violation", "rollup at_risk", "rollup kept", "rollup due", "rollup duties_kept",
    "rollup duties_due", "duty kept", "duty due", "duty attainment", "unit pending", "unit at_risk",
    "at attainment", "units length", "ask months", "ask blocked", "list length", "changes length", "scope",
    "reading differ", "reading kept", "reading due",
}  # fmt: skip
"""Sorts of numbers that the sample's pages have, and more of the same fields."""


@cache
def expected(published: bool = False) -> Expected:
    return Expected(published)


@cache
def pages(published: bool = False) -> dict[str, str]:
    folder: Path = written(published)[0]
    return {str(page.relative_to(folder)): page.read_text("utf-8") for page in sorted(folder.rglob("*.html"))}


@pytest.mark.parametrize("published", [False, True])
def test_every_number_is_that_of_the_verdicts(published: bool) -> None:
    found = {name: list(expected(published).wrong(page)) for name, page in pages(published).items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def sort_of(one: Shown) -> str:
    """What a number is of: its field, after the first word of its place."""
    of = one.own.get("data-of", "").partition("/")[0] or one.own.get("data-side", "")
    return of if of == "scope" else f"{of} {one.field}".strip()


@cache
def one_of_each() -> dict[str, Shown]:
    found: dict[str, Shown] = {}
    for page in pages().values():
        for one in numbers(page):
            if one.field != "drawn":
                found.setdefault(sort_of(one), one)
    return found


def test_pages_have_every_sort_of_number() -> None:
    assert sorted(SORTS - one_of_each().keys()) == []


def forgeries(one: Shown) -> Iterator[Shown]:
    """The same with another value, with another text, and with both changed alike."""
    if one.value.lstrip("-").isdigit():
        more = str(int(one.value) + 1)
        text = one.text.replace(WORDS.number(int(one.value)), WORDS.number(int(more)))
        if one.field == "tenths":
            text = WORDS.percent(int(more), 1000)
    else:
        more, text = one.value.replace("20", "21", 1), one.text.replace("20", "21")
    key = "value" if "value" in one.own else "datetime"
    assert text != one.text
    yield replace(one, own={**one.own, key: more})
    yield replace(one, text=text)
    yield replace(one, own={**one.own, key: more}, text=text)


def test_a_forged_number_of_each_sort_is_found() -> None:
    missed = [
        (sort, forged.own, forged.text)
        for sort, one in one_of_each().items()
        for forged in forgeries(one)
        if not expected().differs(forged)
    ]
    assert missed == []


def test_a_forged_page_is_found() -> None:
    page = pages()["index.html"]
    forged = page.replace('data-field="observed">0<', 'data-field="observed">1<', 1)
    assert forged != page
    assert len(list(expected().wrong(forged))) == 1


def names() -> Iterator[str]:
    """Everything with a digit that is no figure: titles, ids, clauses, amounts, windows, days, hashes."""
    _, verdicts, made = written()
    view = expected().page
    yield from (unit.name or unit.code for unit in view.registry.units)
    yield from (unit.code for unit in view.registry.units)
    for duty in verdicts.duties.values():
        yield from (
            duty.id,
            *duty.clauses,
            view.duty_words.short(duty),
            *([duty.title.it] if duty.title else []),
        )
    yield from (rule for rule, _ in verdicts.out_of_scope)
    yield from (one.objective for one in made.objectives)
    yield from (one.title.it for one in made.objectives)
    for row in expected().now.every.values():
        label = window_words(row["window"], row["start"], WORDS)
        yield from (label, str(row["start"].year), f"{row['start'].year}-{row['start'].month:02}")
        yield from (in_full(entry.rpartition(" ")[2]) for entry in row["incomplete"])
        yield f"mancano {WORDS.number(len(row['incomplete']))} invii"
    for day in (made.meeting, made.since, made.term_start, made.term_end):
        yield from ([WORDS.day(day)] if day else [])
    yield from (made.rulebook, made.agreement, made.title.it, "SHA-256", "30 giorni")
    yield from (one.text.it for one in made.assumptions)
    for reading in made.readings:
        yield from (reading.title.it, reading.text.it, *(other.text.it for other in reading.others))
        yield from (one.title.it for other in reading.others for one in other.instead)
    yield from (ask.sender for ask in made.asks if ask.sender)
    yield from (f"{quarter}° trim." for quarter in range(1, 5))
    for change in made.changes:
        yield f"e altri {len(change.cause.submissions) - NAMED} invii"
        for touch in change.cause.submissions:
            yield from (WORDS.day(touch.received) if touch.received else "", in_full(touch.month))
            yield f"e altre {len(touch.units) - NAMES} unità"


def in_full(month: str | None) -> str:
    return "" if month is None else WORDS.month_in_full(dt.date.fromisoformat(f"{month}-01"))


def test_no_other_number_stands_on_a_page() -> None:
    known = sorted({name for name in names() if name}, key=len, reverse=True)
    named = re.compile("|".join(rf"(?<![\w.]){re.escape(name)}(?![\w])" for name in known))
    texts = {text for page in pages().values() for text in read(page).loose}
    assert len(texts) > 100
    assert sorted(text for text in texts if re.search(r"\d", named.sub("", text))) == []


def test_every_quantified_verdict_stands_on_the_page_of_its_unit() -> None:
    shown = {
        one.place
        for name, page in pages().items()
        if name.startswith("units/")
        for one in numbers(page)
        if "data-window" in one.around
    }
    due = {place for place, row in expected().now.every.items() if row["required"] is not None}
    assert due <= shown


def test_lists_leave_nothing_out() -> None:
    page = pages()["index.html"]
    now, shown = expected().now, numbers(page)
    stretches = {one.around["data-stretch"] for one in shown if one.field == "windows"}
    assert stretches == {"|".join(place) for place in now.stretches}
    paced = {one.place for one in numbers(page) if one.field == "monthly"}
    assert paced == {(row["rule"], row["unit"], row["window"]) for row in now.lists["at_risk"]}
    changed = {
        tuple(one.around["data-change"].split("|")) for one in numbers(page) if "data-change" in one.around
    }
    assert changed <= expected().changes.keys()
    escalated = {one.around["data-escalation"] for one in numbers(page) if "data-escalation" in one.around}
    assert escalated == {"|".join(place) for place in now.runs}


def test_pages_need_no_network_and_are_small() -> None:
    for name, page in pages().items():
        assert re.findall(r'src=|href="http|url\((?!#)|@import', page) == [], name
        assert len(page) < 3_000_000
