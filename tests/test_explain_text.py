# SPDX-License-Identifier: EUPL-1.2
"""Explanations in words: each section in both languages, and never a code where a word belongs."""

import datetime as dt
import re
from collections.abc import Sequence

import pytest
from explaining import event, section, text, told
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.engine.explain.explanation import explain
from impegni.engine.explain.references import references_of
from impegni.schema.base import Language
from impegni.schema.facts import Event, Population, Submission
from report_pages import firms, make_page, sessions

pytestmark = pytest.mark.slow

EVERYTHING = [
    *sessions("A", "2018-02-10", "2018-04-02"),
    *sessions("R", "2018-03-10"),
    *firms("2018-05-10", 12),
    event("m1", "meeting", "2018-03-12", topic="one"),
    event("m2", "meeting", "2018-03-14", "A"),
    event("t", "training", "2018-05-10", participants=700),
    event("i", "interview", "2018-02-10", "A", person="P1"),
    event("j", "interview", "2018-02-11", "A"),
    event("p", "placement", "2018-02-11", "A", participants=2),
    event("r1", "request", "2018-03-10"),
    event("r2", "request", "2018-03-20"),
    event("a", "answer", "2018-03-12"),
    event("g", "agreement", "2018-03-12"),
]
MEMBERS = [
    Population(population="members", unit="A", person=person, member_from=dt.date(2018, 1, 1))
    for person in ("P1", "P2", "P3")
]
RULES = [
    "monthly", "two-a-year-each", "quarterly", "firms", "recipients", "hours", "plan", "all-members", "at-most-half",
    "no-unit", "after-agreement", "answered", "two-of-three", "wished",
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_every_verdict_can_be_told_in_both_languages(rule: str) -> None:
    page = make_page("2018-06-20", [f"5.1.{rule}"], EVERYTHING, populations=MEMBERS)
    for verdict in list(page.verdicts.models()):
        found = explain(page.verdicts, verdict.rule, verdict.unit, verdict.window.label)
        italian, english = text(page, found, "it"), text(page, found, "en")
        for written in (italian, english):
            assert max(map(len, written.splitlines())) <= 100
            assert not re.search(r"\{|\}|None|\bnot_|_of\b", written)
            assert "\n\n\n" not in written
        assert italian != english


MONTH = ("5.1.monthly", "A", "2018-03", "2018-04-11", list(sessions("A", "2018-04-02")))
ORDER = ("5.1.after-agreement", "R", "2018-03", "2018-05-11",
         [event("r", "request", "2018-03-10"), event("g", "agreement", "2018-03-12")])  # fmt: skip
FIRMS = ("5.1.firms", "R", "2018", "2018-12-01", [*firms("2018-05-10", 1), *firms("2018-06-10", 1)])


@pytest.mark.parametrize(
    ("example", "language", "heading", "lines"),
    [
        (MONTH, "it", "Che cosa è richiesto", ["Almeno 1 al mese.", "Richiesto: 1."]),
        (MONTH, "en", "What is required", ["At least 1 a month.", "Required: 1."]),
        (MONTH, "it", "Che cosa è stato contato: 0", ["Nulla."]),
        (MONTH, "it", "Eventi non contati, per un solo motivo: 1",
         ["02/04/2018 · A-2018-04-02: fuori dal periodo; conta nel suo: apr 2018"]),
        (MONTH, "en", "Events not counted, for one reason only: 1",
         ["02/04/2018 · A-2018-04-02: outside the period; it counts in its own, Apr 2018"]),
        (MONTH, "it", "Che cosa manca",
         ["Ne manca 1.",
          "Il periodo è chiuso: conta ancora solo ciò che è stato fatto allora e viene comunicato adesso.",
          "Con 1 in più: mantenuto."]),
        (MONTH, "en", "What is missing",
         ["1 missing.", "The period is over: only what was done in it and is reported now still counts.",
          "With 1 more: kept."]),
        (ORDER, "it", "Che cosa doveva essere preceduto da un altro evento",
         ["✗ 10/03/2018 · r: «Richiesta» è del 10/03/2018, «Accordo» del 12/03/2018: doveva venire prima"]),
        (ORDER, "it", "Eventi che non precedono r, per un solo motivo: 1",
         ["12/03/2018 · g: troppo tardi: doveva venire entro il 10/03/2018"]),
        (ORDER, "en", "Events that do not precede r, for one reason only: 1",
         ["12/03/2018 · g: too late: it had to come by 10/03/2018"]),
        (ORDER, "it", "Che cosa manca",
         ["1 non è nell'ordine dovuto.", "Con 1 in più nell'ordine dovuto: mantenuto."]),
        (FIRMS, "it", "Che cosa è stato contato: 1", ["10/05/2018 · F2018-05-10-0 · 1 impresa"]),
        (FIRMS, "en", "Events not counted, for one reason only: 1",
         ["10/06/2018 · F2018-06-10-0: adds nothing new, counted already with F2018-05-10-0"]),
    ],
)  # fmt: skip
def test_a_section_says(
    example: tuple[str, str, str, str, Sequence[Event]],
    language: Language,
    heading: str,
    lines: Sequence[str],
) -> None:
    rule, unit, window, as_of, events = example
    page, found = told(rule, unit, window, as_of, events)
    assert section(text(page, found, language), heading) == lines


def test_what_is_at_risk_says_so() -> None:
    page, found = told("5.1.monthly", "A", "2018-03", "2018-03-29")
    assert text(page, found, "it").startswith("! IN CORSO, A RISCHIO  monthly\n")
    assert "Si può fare entro il 31/03/2018 e comunicare entro il 10/04/2018." in text(page, found, "it")


def test_a_goal_is_not_reached_rather_than_violated() -> None:
    page, found = told("5.1.wished", "A", "2018-03", "2018-04-11")
    assert text(page, found, "it").startswith("✗ NON RAGGIUNTO")


def test_a_maximum_has_its_margin() -> None:
    page, found = told(
        "5.1.hours", "R", "term", "2018-06-20", [event("t", "training", "2018-05-10", participants=639)]
    )
    assert section(text(page, found, "en"), "Margin")[0] == "1 more would still be within the limit."
    page, found = told(
        "5.1.hours", "R", "term", "2018-06-20", [event("t", "training", "2018-05-10", participants=642)]
    )
    assert section(text(page, found, "it"), "Margine") == ["2 di troppo.", "Con 2 in meno: in corso."]


def test_a_late_submission_cannot_be_made_good() -> None:
    late = Submission(id="s", month="2018-03", units=("A",), received=dt.date(2018, 4, 20))
    page, found = told("ART.5.submission", "A", "2018-03", "2018-05-11", submissions=[late])
    said = text(page, found, "it")
    assert section(said, "Invii arrivati troppo tardi: 1") == [
        "31/03/2018 · s: ricevuto il 20/04/2018, atteso entro il 10/04/2018"
    ]
    assert section(said, "Che cosa manca") == ["Ne manca 1.", "Un invio che arriva più tardi non rimedia."]


def test_submissions_not_received_are_named_with_their_month() -> None:
    page, found = told("5.1.monthly", "A", "2018-03", "2018-04-11", submissions=[])
    lines = section(text(page, found, "it"), "Che cosa manca")
    assert "CPI Alfa mar 2018" in " ".join(lines)
    assert (
        "Possono arrivare entro il 09/07/2018; dopo, ciò che non è stato comunicato vale come non fatto."
        in lines
    )


def test_a_clause_of_another_line_is_cited_in_its_own() -> None:
    book = load_rulebook()
    ((objective, rule),) = [found for found in book.rules() if found[1].id == "6.3.teachers-update"]
    found = references_of(rule, objective, book.objectives)
    assert [(one.clause, one.line) for one in found] == [("6.3/A3", 6), ("7.2/A1", 7)]
