# SPDX-License-Identifier: EUPL-1.2
"""The workbook that a submission is filled in: what it offers, what it accepts, and how it comes back."""

import datetime as dt
from functools import cache, partial
from pathlib import Path

import libreoffice
import openpyxl
import pytest
from click.testing import CliRunner
from conftest import Fill
from impegni.cli import main
from impegni.engine.agreements.units_file import load_units
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import (
    PACKAGED,
    default_convention_path,
    load_convention,
    load_rulebook,
)
from impegni.engine.intake.codes import codes_of
from impegni.engine.intake.columns import EVENTS
from impegni.engine.intake.headings import match_headings
from impegni.engine.served.unserving import notice_unserving
from impegni.engine.submissions.reader import Manner, read_files
from impegni.engine.template.code_lists import code_lists
from impegni.engine.template.examples import example_rows
from impegni.engine.template.request import Request, make_request
from impegni.engine.template.workbook import write_template
from impegni.schema.errors import UsageError
from impegni.schema.vocabulary import Vocabulary

pytestmark = pytest.mark.slow

MARCH = dt.date(2018, 3, 1)
CPI = "F052C999006"
TYPED = {
    ("Eventi", "A2"): "0017", ("Eventi", "B2"): "info_session", ("Eventi", "C2"): "2018-03-15",
    ("Eventi", "D2"): f"17|{CPI}", ("Eventi", "F2"): "adr", ("Eventi", "G2"): "workers", ("Eventi", "I2"): "1250",
    ("Eventi", "L2"): "00123", ("Eventi", "O2"): "prot. 7/2018",
}  # fmt: skip


@cache
def registry() -> Registry:
    return load_units(PACKAGED / "conventions" / "basilicata.units.csv", load_rulebook().vocabulary)


def request(month: dt.date = MARCH, *senders: str, language: str = "it") -> Request:
    vocabulary = load_rulebook().vocabulary
    convention = load_convention(default_convention_path(PACKAGED), vocabulary)
    return make_request(convention, registry(), vocabulary, month, senders, language)


def book_of(path: Path, wanted: Request) -> openpyxl.Workbook:
    write_template(wanted, path)
    return openpyxl.load_workbook(path)


def rules(book: openpyxl.Workbook, sheet: str) -> dict[str, openpyxl.worksheet.datavalidation.DataValidation]:
    """What each column accepts, by its heading."""
    page = book[sheet]
    found = {str(rule.sqref).split("2:")[0]: rule for rule in page.data_validations.dataValidation}
    return {str(page[f"{letter}1"].value): rule for letter, rule in found.items()}


def sent_back(path: Path) -> list[tuple[object, ...]]:
    """The events of a workbook sent back; its submission must be the only one."""
    read = read_files(
        [path], load_rulebook().vocabulary, registry().units, manner=Manner(received=dt.date(2018, 4, 5))
    )
    assert [record for record in read.records if record.level == "binding"] == []
    con = read.facts.con
    assert con.execute("select id, month from submission_row").fetchall() == [(f"{CPI}-2018-03", "2018-03")]
    events = "select submission, event_id, date, unit, participants, person from event_row"
    return con.execute(events).fetchall()


@pytest.mark.parametrize("language", ["it", "en"])
def test_sent_back_unfilled_it_says_that_nothing_happened(tmp_path: Path, language: str) -> None:
    write_template(request(MARCH, CPI, language=language), tmp_path / "t.xlsx")
    assert sent_back(tmp_path / "t.xlsx") == []


def test_drop_downs_offer_titles_and_only_single_ones_are_strict(tmp_path: Path) -> None:
    book = book_of(tmp_path / "t.xlsx", request())
    lists = {
        heading: (rule.formula1, rule.errorStyle)
        for heading, rule in rules(book, "Eventi").items()
        if rule.type == "list"
    }
    assert lists == {
        "tipo_evento": ("=list_event", "stop"),
        "sede": ("=list_unit", "warning"),
        "prodotto": ("=list_deliverable", "stop"),
        "tema": ("=list_topic", "warning"),
        "destinatari": ("=list_target", "warning"),
        "fase": ("=list_phase", "stop"),
        "pratica": ("=list_unit", "warning"),
        "stato": ("=list_status", "stop"),
    }
    assert rules(book, "Platee")["sede"].errorStyle == "stop"


def named(book: openpyxl.Workbook, name: str) -> list[object]:
    """What stands in the cells that a name points to."""
    ((sheet, span),) = book.defined_names[name].destinations
    return [cell.value for (cell,) in book[sheet][span.replace("$", "")]]


def test_names_point_to_titles_and_codes_of_the_lists(tmp_path: Path) -> None:
    wanted = request()
    book = book_of(tmp_path / "t.xlsx", wanted)
    for one in code_lists(wanted):
        assert named(book, f"list_{one.name}") == [row[0] for row in one.rows]
        assert not one.coded or named(book, f"codes_{one.name}") == [row[1] for row in one.rows]
        for place, mark in enumerate(one.marks, len(one.headings) - len(one.marks)):
            assert named(book, f"needs_{one.name}_{mark}") == [row[place] or None for row in one.rows]


@pytest.mark.parametrize("language", ["it", "en"])
def test_what_drop_downs_offer_is_understood(language: str) -> None:
    wanted = request(language=language)
    for one in code_lists(wanted):
        if one.coded:
            assert [wanted.codes[one.name].meant(row[0]) for row in one.rows] == [row[1] for row in one.rows]


def vocabulary_with(**deliverable: object) -> Vocabulary:
    """The vocabulary with more asked of its first deliverable."""
    vocabulary = load_rulebook().vocabulary
    code, first = next(iter(vocabulary.deliverables.items()))
    changed = first.model_copy(update=deliverable)
    return vocabulary.model_copy(update={"deliverables": {**vocabulary.deliverables, code: changed}})


def test_what_a_deliverable_requires_is_coloured_and_told(tmp_path: Path) -> None:
    vocabulary = vocabulary_with(requires=("invited",), units=("region",))
    convention = load_convention(default_convention_path(PACKAGED), vocabulary)
    wanted = make_request(convention, registry(), vocabulary, MARCH)
    book = book_of(tmp_path / "t.xlsx", wanted)
    formats = book["Eventi"].conditional_formatting
    formulas = [rule.formula[0] for each in formats for rule in each.rules]
    assert any("needs_deliverable_invited" in one and "list_deliverable,$E2" in one for one in formulas)
    told = [[cell.value for cell in row if cell.value] for row in book["Istruzioni"].iter_rows()]
    title = next(iter(vocabulary.deliverables.values())).title.it
    assert [title, "invitati", "Regione"] in told
    assert named(book, "needs_deliverable_invited")[0] == "x"


def test_dates_are_of_the_month_and_numbers_whole(tmp_path: Path) -> None:
    accepted = rules(book_of(tmp_path / "t.xlsx", request()), "Eventi")
    day, count = accepted["data"], accepted["partecipanti"]
    assert (day.type, day.formula1, day.formula2, day.errorStyle) == ("date", "43160", "43190", "warning")
    assert (count.type, count.operator, count.formula1, count.errorStyle) == ("whole", "between", "0", "stop")


@pytest.mark.parametrize(("sheet", "language"), [("Eventi", "it"), ("Events", "en")])
def test_headings_stay_in_sight_and_are_understood(tmp_path: Path, sheet: str, language: str) -> None:
    book = book_of(tmp_path / "t.xlsx", request(language=language))
    headings = [str(cell.value) for cell in book[sheet][1]]
    matched = match_headings(headings, EVENTS)
    assert (matched.unknown, matched.missing, book[sheet].freeze_panes) == ((), (), "B2")
    assert [cell.value for cell in book[sheet]["A"]] == [
        "id_evento" if language == "it" else "event_id",
        *range(1, 301),
    ]


def test_only_units_of_the_month_are_offered() -> None:
    codes = {unit.code for unit in request().units}
    born_later = [unit for unit in registry().units if unit.valid_from > dt.date(2018, 3, 31)]
    assert born_later
    assert not codes & {unit.code for unit in born_later}
    assert {unit.code for unit in born_later} & {unit.code for unit in request(dt.date(2019, 3, 1)).units}


def test_the_manifest_speaks_for_the_units_asked_for() -> None:
    assert request(MARCH, CPI).suggested_id == f"{CPI}-2018-03"
    assert request().suggested_id == "basilicata-2018-03"
    assert len(request().senders) == 9


@pytest.mark.parametrize(("month", "sender"), [(dt.date(2028, 3, 1), CPI), (MARCH, "F052C99900")])
def test_a_month_or_unit_of_no_use_is_refused(month: dt.date, sender: str) -> None:
    with pytest.raises(UsageError, match="scriver"):
        request(month, sender)


def test_examples_stand_on_the_instructions_only(tmp_path: Path) -> None:
    wanted = request()
    book = book_of(tmp_path / "t.xlsx", wanted)
    told = {str(cell.value) for row in book["Istruzioni"].iter_rows() for cell in row}
    for row in example_rows(wanted, code_lists(wanted)):
        assert set(row.values()) <= told


@pytest.mark.parametrize("senders", [(), (CPI,), ("17",)])
def test_examples_are_rows_that_a_rule_counts(tmp_path: Path, senders: tuple[str, ...]) -> None:
    book, vocabulary = load_rulebook(), load_rulebook().vocabulary
    convention = load_convention(default_convention_path(PACKAGED), vocabulary)
    rules = (rule for _, rule in book.rules())
    wanted = make_request(convention, registry(), vocabulary, MARCH, senders, rules=rules)
    rows = example_rows(wanted, code_lists(wanted))
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [";".join(row.get(name, "") for name in columns) for row in rows]
    path = tmp_path / "events.csv"
    path.write_text("\n".join([";".join(columns), *lines]), encoding="utf-8")
    also = partial(notice_unserving, book=book, agreements=[convention], registries=[registry()])
    told = read_files([path], vocabulary, registry().units, also=also).records
    assert [record.code for record in told if record.code != "sunday"] == []


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    unit = registry().units[0].model_copy(update={"name": "=1+1"})
    wanted = request()
    odd = Request(
        wanted.convention,
        wanted.vocabulary,
        MARCH,
        (unit,),
        (unit.code,),
        codes_of(wanted.vocabulary, [unit]),
        "it",
    )
    cells = [cell for row in book_of(tmp_path / "t.xlsx", odd)["Elenchi"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_the_same_request_makes_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    write_template(request(), one)
    write_template(request(), two)
    assert one.read_bytes() == two.read_bytes()


def test_the_command_writes_workbooks_only(tmp_path: Path) -> None:
    out = tmp_path / "t.xlsx"
    words = ["template", "--month", "2018-03", "--unit", CPI, "--out"]
    assert CliRunner().invoke(main, [*words, str(out)]).exit_code == 0
    assert out.exists()
    validated = CliRunner().invoke(main, ["validate", str(out), "--lang", "en"])
    assert validated.exit_code == 0, "when it is sent is not known before it is sent"
    stored = CliRunner().invoke(main, ["ingest", str(out), "--archive", str(tmp_path / "a"), "--lang", "en"])
    assert (stored.exit_code, "it is not known when the submission was received" in stored.stderr) == (
        2,
        True,
    )
    refused = CliRunner().invoke(main, [*words, str(tmp_path / "t.csv"), "--lang", "en"])
    assert (refused.exit_code, "write the name of a workbook" in refused.stderr) == (2, True)
    assert CliRunner().invoke(main, ["template", "--month", "2018-13", "--out", str(out)]).exit_code == 2


def test_libreoffice_opens_fills_and_saves_it(office: Fill, tmp_path: Path) -> None:
    write_template(request(MARCH, CPI), tmp_path / "t.xlsx")
    office(tmp_path / "t.xlsx", TYPED, tmp_path / "saved.xlsx")
    assert sent_back(tmp_path / "saved.xlsx") == [
        (f"{CPI}-2018-03", "F052C999006/2018-03/0017", dt.date(2018, 3, 15), f"17|{CPI}", 1250, "00123")
    ]
    book = openpyxl.load_workbook(tmp_path / "saved.xlsx")
    row = [cell.value for cell in book["Eventi"][2]]
    assert [row[0], row[1], row[3]] == ["0017", "info_session", f"17|{CPI}"]
    assert row[2].date() == dt.date(2018, 3, 15)
    assert (row[8], row[11]) == (1250, "00123")
    assert book["Invio"]["B2"].value == f"{CPI}-2018-03"
    assert rules(book, "Eventi")["tema"].errorStyle == "warning"


def test_a_missing_libreoffice_fails_where_results_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "office", lambda: None)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(RuntimeError, match="not installed"):
        libreoffice.needed()
