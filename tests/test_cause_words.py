# SPDX-License-Identifier: EUPL-1.2
"""Why a verdict changed, in words: the submission by its month and units, what a later day brought."""

import pytest
from held_facts import FEBRUARY, MONTHLY, Held, session, submission
from impegni.engine.dossier.causes import cause_words
from impegni.schema.base import Language
from impegni.schema.change import Change
from report_pages import make_page

pytestmark = pytest.mark.slow


def said(change: Change, language: Language = "it") -> str:
    return cause_words(make_page("2018-03-20", [MONTHLY], language=language), change)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("it", "invio di febbraio 2018 (CPI Alfa), ricevuto il 02/04/2018"),
        ("en", "submission of February 2018 (CPI Alfa), received 02/04/2018"),
    ],
)
def test_a_submission_is_named_by_its_month_and_units(language: Language, words: str) -> None:
    late = submission("s3", "2018-02", "2018-04-02", units=["A"])
    held = Held(FEBRUARY, late, session("e1", "2018-02-10", "s3"))
    (change,) = held.between("2018-03-20", "2018-03-20", "2018-04-02")
    assert said(change, language) == words


def test_a_later_day_brings_a_window_and_its_end() -> None:
    opened, decided = Held(FEBRUARY).since("2018-02-20", "2018-03-20")[::-1]
    assert (opened.window.label, said(opened)) == ("2018-03", "il periodo è iniziato")
    assert (decided.window.label, said(decided)) == ("2018-02", "il termine è scaduto")
