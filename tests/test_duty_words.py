# SPDX-License-Identifier: EUPL-1.2
"""What a duty asks, in the one place that says it: beside a title, in full, and as what is still to be done."""

import datetime as dt
from typing import Any

import pytest
from impegni.engine.definitions.rulebook import load_convention, load_rulebook
from impegni.engine.language.words import Words
from impegni.engine.words.duties import DutyWords
from impegni.schema.base import Language
from impegni.schema.rule import Rule
from report_pages import CONVENTION, RULEBOOK

DAY = dt.date(2018, 12, 31)


def duty_words(language: Language = "it") -> DutyWords:
    book = load_rulebook(RULEBOOK)
    return DutyWords(load_convention(CONVENTION, book.vocabulary), book.vocabulary, Words(language), DAY)


def rule_of(**fields: Any) -> Rule:
    common = {"id": "5.1.it", "clauses": ["5.1"], "title": {"it": "x", "en": "x"}, "owed_by": "region"}
    counted = {"for_each": "region", "where": {"event": "meeting"}, "per": "year", "at_least": 2}
    given = {**common, **counted, **fields}
    return Rule.model_validate({name: one for name, one in given.items() if one is not None}, strict=False)


@pytest.mark.parametrize(
    ("rule", "italian", "english"),
    [
        ("monthly", "almeno 1 al mese", "at least 1 a month"),
        ("firms", "almeno 4.000 imprese distinte all'anno", "at least 4,000 distinct firms a year"),
        (
            "recipients",
            "almeno 150 partecipanti nell'arco della convenzione, tolleranza 10 %",
            "at least 150 participants in the whole term, tolerance 10 %",
        ),
        (
            "hours",
            "al massimo 640 partecipanti nell'arco della convenzione",
            "at most 640 participants in the whole term",
        ),
        (
            "plan",
            "almeno 1 nell'arco della convenzione, con prova documentale",
            "at least 1 in the whole term, with a document that proves it",
        ),
        (
            "all-members",
            "almeno 100 % della platea «Iscritti» al mese",
            "at least 100 % of the population 'Members' a month",
        ),
        ("after-agreement", "nell'ordine dovuto", "in the order due"),
        ("answered", "ciascuno con seguito nei termini", "each answered in time"),
        ("two-of-three", "almeno 2 parti su 3 al mese", "at least 2 of 3 parts a month"),
    ],
)
def test_a_duty_says_what_it_asks_beside_its_title(rule: str, italian: str, english: str) -> None:
    duty = load_rulebook(RULEBOOK).rule(f"5.1.{rule}")
    assert duty_words("it").short(duty) == italian
    assert duty_words("en").short(duty) == english


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"measure": {"units": "cpi"}, "at_least": 4}, "almeno 4 CPI all'anno"),
        ({"measure": {"units": "school"}, "at_least": 1}, "almeno 1 Scuola all'anno"),
        (
            {"measure": {"units": ["school", "university"]}, "at_least": 30},
            "almeno 30 fra Scuole e Università all'anno",
        ),
        ({"measure": {"distinct": "topic"}, "at_least": 1}, "almeno 1 tema distinto all'anno"),
        ({"measure": {"distinct": "firm"}, "at_least": "$firms"}, "almeno $firms imprese all'anno"),
    ],
)
def test_what_is_counted_stands_in_the_number_of_its_amount(fields: dict[str, Any], said: str) -> None:
    assert duty_words().short(rule_of(**fields)) == said


def test_all_parts_are_not_so_many_of_so_many() -> None:
    members = [
        {"id": f"5.1.part-{name}", "where": {"event": name}, "at_least": 1}
        for name in ("meeting", "training")
    ]
    rule = rule_of(where=None, at_least=None, all_of=members)
    assert duty_words().short(rule) == "tutte e 2 le parti all'anno"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            "after-agreement",
            "ciascun evento «Richiesta» viene lo stesso giorno o dopo un evento «Accordo», presso la stessa sede",
        ),
        (
            "answered",
            "ciascun evento «Richiesta» è seguito da un evento «Risposta», presso la stessa sede, entro 30 giorni",
        ),
        ("firms", "almeno 4.000 imprese distinte all'anno"),
    ],
)
def test_in_full_an_order_names_its_events(rule: str, said: str) -> None:
    assert duty_words().full(load_rulebook(RULEBOOK).rule(f"5.1.{rule}")) == said


def test_in_full_a_document_goes_by_its_own_title() -> None:
    written = {"event": "deliverable", "deliverable": "plan"}
    order = {"each": {**written, "topic": "one"}, "after": {"event": "agreement"}, "same": "region"}
    rule = rule_of(where=None, at_least=None, order=order)
    assert duty_words().full(rule) == (
        "ciascun evento «Piano (tema: Uno)» viene lo stesso giorno o dopo un evento «Accordo», ovunque nella regione"
    )


@pytest.mark.parametrize(
    ("rule", "count", "said"),
    [
        ("monthly", 1, "ancora 1, da fare entro il 31/12/2018"),
        ("firms", 3999, "ancora 3.999 imprese, da fare entro il 31/12/2018"),
        ("all-members", 1, "ancora 1 persona, da fare entro il 31/12/2018"),
        ("at-most-half", 2, "ancora 2 partecipanti, da fare entro il 31/12/2018"),
    ],
)
def test_what_is_still_to_be_done_names_what_it_is_and_the_day(rule: str, count: int, said: str) -> None:
    assert duty_words().to_do(load_rulebook(RULEBOOK).rule(f"5.1.{rule}"), count, DAY) == said


@pytest.mark.parametrize(
    ("rule", "count", "said"),
    [
        ("monthly", 1, "1 evento"),
        ("monthly", 2, "2 eventi"),
        ("firms", 3999, "3.999 imprese"),
        ("all-members", 1, "1 persona"),
        ("at-most-half", 2, "2 partecipanti"),
    ],
)
def test_a_number_that_stands_alone_says_of_what(rule: str, count: int, said: str) -> None:
    assert duty_words().so_many(load_rulebook(RULEBOOK).rule(f"5.1.{rule}"), count) == said
