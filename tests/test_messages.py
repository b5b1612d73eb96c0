# SPDX-License-Identifier: EUPL-1.2
"""The Italian catalogue is complete, and what is shipped is built from it."""

import datetime as dt
import string
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from impegni.engine.language.words import Words
from impegni.locale.messages import ITALIAN, UnreadableMessageError, messages, modules, read_catalogue, renew


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read_catalogue(ITALIAN)


def test_every_message_is_translated(catalogue: Catalog) -> None:
    known = {entry.id for entry in catalogue if entry.id}
    assert messages(modules()) == known, "run make messages"
    assert renew(catalogue, set(known)) == []


def test_shipped_catalogue_is_the_one_written(catalogue: Catalog) -> None:
    with ITALIAN.with_suffix(".mo").open("rb") as file:
        shipped = read_mo(file)
    assert translations(shipped) == translations(catalogue), "run make messages"
    assert shipped.plural_forms == catalogue.plural_forms


def translations(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {forms(entry.id): forms(entry.string) for entry in catalogue if entry.id}


def forms(message: str | Sequence[str]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('words.text("kept")', "kept"),
        ('words.text("kept " "early")', "kept early"),
        ('page.words.plural("{count} row", "{count} rows", 2)', ("{count} row", "{count} rows")),
        ('Words(language).text("kept")', "kept"),
        ("f\"{self._words.text('kept')}\"", "kept"),
        ('STATES = {"kept": mark("kept")}\nwords.marked(STATES[state])', "kept"),
        ('RUN = mark_plural("a run", "runs")\nwords.marked_plural(RUN, 2)', ("a run", "runs")),
    ],
)
def test_messages_are_read_where_they_stand(tmp_path: Path, line: str, message: object) -> None:
    assert messages([module(tmp_path, line)]) == {message}


@pytest.mark.parametrize(
    "line",
    [
        'words.text(f"{name} kept")',
        'words.text("kept" + name)',
        "words.text(message)",
        "self._words.text(message)",
        "words.text(STATES[state])",
        'f"{words.text(message)}"',
        "words.plural(one, many, 2)",
        'words.plural("{count} row", many, 2)',
        "mark(message)",
        "Message(message)",
        "text = words.text",
        "map(self.words.text, names)",
        "said = Words(language)",
        "def f(said: Words): ...",
        "class A:\n  said: Words",
    ],
)
def test_messages_that_cannot_be_read_are_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(UnreadableMessageError, match=r"module.py:[12]: "):
        messages([module(tmp_path, line)])


def test_renewing_adds_what_is_new_and_drops_what_is_gone() -> None:
    catalogue = Catalog("it")
    catalogue.add("gone", "andato")
    catalogue.add("kept", "rispettato")
    new = ("{count} row", "{count} rows")
    assert renew(catalogue, {"kept", new}) == [new]
    assert {entry.id: entry.string for entry in catalogue if entry.id} == {
        "kept": "rispettato",
        new: ("", ""),
    }


def module(folder: Path, line: str) -> Path:
    path = folder / "module.py"
    path.write_text(line, encoding="utf-8")
    return path


def test_translations_have_the_fields_of_their_message(catalogue: Catalog) -> None:
    for entry in catalogue:
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        for message in entry.string if isinstance(entry.string, tuple) else (entry.string,):
            if entry.id:
                assert fields(message) <= {name for one in ids for name in fields(one)}, message


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
