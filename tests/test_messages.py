# SPDX-License-Identifier: EUPL-1.2
"""The Italian catalogue is complete, and what is shipped is built from it."""

import datetime as dt
import io
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from impegni.engine.reports.catalogue import LOCALES, Words

FOLDER = LOCALES / "it" / "LC_MESSAGES"
ENGINE = Path(__file__).parent.parent / "engine"
KEYWORDS = {"text": None, "mark": None, "plural": (1, 2), "mark_plural": (1, 2)}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "impegni.po").open("rb") as file:
        return read_po(file, locale="it", domain="impegni", abort_invalid=True)


def test_every_message_is_translated(catalogue: Catalog) -> None:
    found = {
        message
        for path in ENGINE.rglob("*.py")
        for _, message, _, _ in extract("python", io.BytesIO(path.read_bytes()), keywords=KEYWORDS)
    }
    known = {entry.id for entry in catalogue if entry.id and entry.string and not entry.fuzzy}
    assert found == known


def test_shipped_catalogue_is_the_one_written(catalogue: Catalog) -> None:
    built = io.BytesIO()
    write_mo(built, catalogue)
    assert (FOLDER / "impegni.mo").read_bytes() == built.getvalue()


def test_translations_have_the_fields_of_their_message(catalogue: Catalog) -> None:
    for entry in catalogue:
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        for message in entry.string if isinstance(entry.string, tuple) else (entry.string,):
            if entry.id:
                assert fields(message) <= fields(ids[-1]), message


def fields(message: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [(3999, 4000, "99,9 %"), (9999, 10000, "99,9 %"), (4, 4, "100 %"), (5, 4, "125 %"), (0, 4, "0 %")],
)
def test_percentages_are_never_rounded_up(part: int, whole: int, written: str) -> None:
    assert Words("it").percent(part, whole) == written


def test_numbers_and_dates_follow_the_language() -> None:
    italian, english = Words("it"), Words("en")
    day = dt.date(2018, 3, 1)
    assert (italian.number(4000), english.number(4000)) == ("4.000", "4,000")
    assert (italian.month(day), english.month(day)) == ("mar 2018", "Mar 2018")
    assert italian.day(day) == english.day(day) == "01/03/2018"


def test_plural_forms_are_italian() -> None:
    words = Words("it")
    assert words.plural("{count} violated", "{count} violated", 1) == "1 violato"
    assert words.plural("{count} violated", "{count} violated", 2) == "2 violati"
