# SPDX-License-Identifier: EUPL-1.2
"""Rows against each other: one id with several firms, two contents, possible duplicates, submissions."""

from pathlib import Path

import pytest
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.engine.intake import row_files as intake_rows
from impegni.engine.intake.codes import codes_of
from impegni.engine.intake.columns import KINDS
from impegni.engine.intake.headings import match_headings
from impegni.engine.submissions.reader import Manner, read_files
from impegni.schema.errors import InputError
from intake_support import UNITS, VOCABULARY, read, rows

EVENTS = "id_evento;tipo_evento;data;sede;impresa;invio\n"
SUBMISSIONS = (
    "id;mese;sedi;ricevuto;sostituisce\nS1;03/2018;PZ|MT;05/04/2018;\nS2;2018-04;PZ|MT;2018-05-05;S1\n"
)


def events(folder: Path, *lines: str, name: str = "eventi.csv") -> Path:
    path = folder / name
    path.write_text(EVENTS + "".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def submissions(folder: Path, text: str = SUBMISSIONS) -> Path:
    path = folder / "invii.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_event_with_several_firms_is_fine(tmp_path: Path) -> None:
    intake = read(events(tmp_path, "E1;seminar;2018-03-01;PZ;F1;", "E1;seminar;2018-03-01;PZ;F2;"))
    assert intake.facts.repeated_ids
    assert intake.records == ()


def test_the_same_row_twice_is_fine(tmp_path: Path) -> None:
    intake = read(*[events(tmp_path, "E1;seminar;2018-03-01;PZ;F1;", name=f"eventi_{n}.csv") for n in (1, 2)])
    assert (intake.facts.repeated_ids, intake.records) == (True, ())


def test_two_contents_are_refused_across_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    events(Path(), "E1;seminar;2018-03-01;PZ;;", name="eventi_1.csv")
    events(Path(), "E2;seminar;2018-03-01;PZ;;", "E1;seminar;2018-03-02;MT;;", name="eventi_2.csv")
    with pytest.raises(InputError) as refused:
        read(Path("eventi_1.csv"), Path("eventi_2.csv"), language="en")
    message = "'E1' stands in eventi_1.csv row 2 too, with another: data, sede; "
    message += "one id may differ only in firm and person"
    assert refused.value.problems == (f"eventi_2.csv:3: id_evento: {message}",)


def test_two_contents_in_two_submissions_are_versions(tmp_path: Path) -> None:
    path = events(tmp_path, "E1;seminar;2018-03-01;PZ;;S1", "E1;seminar;2018-03-02;PZ;;S2")
    intake = read(path, submissions(tmp_path))
    assert intake.facts.repeated_ids
    assert not intake.facts.complete
    assert rows(intake, "submission_row", "id", "month", "units", "replaces") == [
        ("S1", "2018-03", "PZ|MT", None),
        ("S2", "2018-04", "PZ|MT", "S1"),
    ]


def test_unknown_submissions_are_refused(tmp_path: Path) -> None:
    path = events(tmp_path, "E1;seminar;2018-03-01;PZ;;S9")
    with pytest.raises(
        InputError, match=r"eventi.csv:2: invio: l'invio «S9» non è in nessun file degli invii"
    ):
        read(path, submissions(tmp_path))


def test_replacing_an_unknown_submission_is_a_notice(tmp_path: Path) -> None:
    intake = read(submissions(tmp_path, SUBMISSIONS.replace(";S1\n", ";S0\n")))
    found = [(record.level, record.code, record.row) for record in intake.records]
    assert found == [("notice", "unknown_submission", 3)]


def test_possible_duplicates_are_noticed(tmp_path: Path) -> None:
    path = events(tmp_path, *[f"E{number};seminar;2018-03-01;PZ;;" for number in (1, 2, 2, 3)])
    intake = read(path)
    found = [(record.level, record.row, record.got) for record in intake.records]
    assert found == [("notice", 3, "E2"), ("notice", 5, "E3")]
    assert (
        intake.records[0].message
        == f"possibile doppione: «E2» è uguale in tutto, tranne l'id, a {path} riga 2"
    )


def test_duplicates_beyond_the_bound_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_rows, "DUPLICATES_NAMED", 1)
    intake = read(events(tmp_path, *[f"E{number};seminar;2018-03-01;PZ;;" for number in range(4)]))
    assert sorted(record.message for record in intake.records)[0] == "... e altri 2 possibili doppioni"


def test_that_duplicates_were_not_sought_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_rows, "ROWS_SEARCHED", 1)
    intake = read(events(tmp_path, *[f"E{number};seminar;2018-03-01;PZ;;" for number in range(4)]))
    assert [record.code for record in intake.records] == ["duplicates_not_sought"]


def test_every_row_of_an_id_with_two_contents_is_left_out_and_told(tmp_path: Path) -> None:
    days = (1, 1, 2, 3)
    path = events(
        tmp_path, *[f"E1;seminar;2018-03-0{day};PZ;F{day};" for day in days], "E2;seminar;2018-03-05;PZ;;"
    )
    intake = read_files([path], VOCABULARY, UNITS, manner=Manner("en", accept_valid_rows=True))
    assert rows(intake, "event_row", "event_id") == [("E2",)]
    assert [row["row"] for row in intake.refused.to_pylist()] == [2, 3, 4, 5]
    told = [(record.row, record.message.split(" too")[0][-5:]) for record in intake.records]
    assert told == [(2, "row 4"), (3, "row 4"), (4, "row 2"), (5, "row 2")]


@pytest.mark.parametrize(
    "word",
    ["dance", "pizza", "qwerty", "x", "", "evento di prova", "12", "abracadabra", "seminterrato", "contact"],
)
def test_far_fetched_suggestions_are_not_made(word: str) -> None:
    codes = codes_of(load_rulebook(None).vocabulary, UNITS)
    assert [each.near(word) for each in codes.values()] == [None] * len(codes)
    for kind in KINDS:
        matched = match_headings([word], kind)
        assert not matched.positions
        assert not any(near for _, near in matched.unknown)


def test_no_files_give_empty_tables() -> None:
    intake = read()
    assert intake.facts.complete
    assert rows(intake, "event_row", "event_id") == []


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Rossi srl", "ROSSI S.R.L.", 1),
        ("F 00123", "f00123", 1),
        ("Caffè Lucano", "caffe' lucano", 1),
        ("00743110157", "IT00743110157", 0),
        ("Rossi srl", "Rosi srl", 0),
    ],
)
def test_a_firm_written_in_two_ways_is_told(tmp_path: Path, one: str, other: str, told: int) -> None:
    intake = read(events(tmp_path, f"E1;seminar;2018-03-01;PZ;{one};", f"E2;seminar;2018-03-02;PZ;{other};"))
    assert [record.code for record in intake.records].count("firm_spelt_twice") == told


def test_firms_written_in_many_ways_are_told_in_a_number(tmp_path: Path) -> None:
    many = (f"E{n};seminar;2018-03-01;PZ;Rossi{'.' * n}srl;" for n in range(25))
    intake = read(events(tmp_path, *many), language="en")
    assert [record.code for record in intake.records].count("firm_spelt_twice") == 20
    assert "... and 4 more rows with the same notice" in {record.message for record in intake.records}
