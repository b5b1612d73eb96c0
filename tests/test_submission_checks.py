# SPDX-License-Identifier: EUPL-1.2
"""Submissions against their month, their units, the calendar and each other: each check on its failing side."""

import datetime as dt
from pathlib import Path

import pytest
from impegni.schema.errors import InputError
from intake_support import rows
from submission_support import MANIFEST, read, said, submission

pytestmark = pytest.mark.slow


def test_rows_belong_to_the_submission_of_their_manifest(tmp_path: Path) -> None:
    intake = read(submission(tmp_path, "E1;seminar;20/03/2018;PZ"))
    assert rows(intake, "event_row", "event_id", "submission") == [("E1", "S1")]
    received = dt.date(2018, 4, 5)
    assert rows(intake, "submission_row", "id", "month", "units", "received") == [
        ("S1", "2018-03", "PZ|MT", received)
    ]
    assert (intake.facts.complete, intake.records) == (False, ())


@pytest.mark.parametrize(
    ("event", "level", "code"),
    [
        ("E1;seminar;2018-04-03;PZ", "binding", "date_after_month"),
        ("E1;seminar;2018-02-20;PZ", "binding", "date_before_month"),
        ("E1;seminar;2018-03-20;MT", "binding", "unit_not_valid"),
        ("E1;seminar;2018-03-20;PZ;;30;20", "binding", "more_participants"),
        ("E1;seminar;2018-03-20;PZ;12345678901", "binding", "bad_firm"),
        ("E1;seminar;2018-03-20;PZ;RSSMRA80A01H501U", "binding", "personal_firm"),
        ("E1;seminar;2018-03-20;PZ;;;;sentita RSSMRA80A01H501U", "binding", "personal_data"),
        ("E1;seminar;2018-03-20;PZ;743110157", "notice", "restored_firm"),
        ("E1;seminar;2018-03-20;pz", "notice", "restored_code"),
        ("E1;seminar;2018-03-20;PZ;;;;scrivere a mario@example.it", "binding", "contact_data"),
        ("E1;seminar;2018-03-20;PZ;;;;attivitÃ\xa0 svolta", "notice", "spoilt_text"),
        ("E1;seminar;2018-03-18;PZ", "notice", "sunday"),
    ],
)
def test_a_faulty_row_is_told(tmp_path: Path, event: str, level: str, code: str) -> None:
    assert said(submission(tmp_path, event)) == [(level, code, 2)]


def test_personal_data_are_never_repeated_whole(tmp_path: Path) -> None:
    path = submission(tmp_path, "E1;seminar;2018-03-20;PZ;;;;RSSMRA80A01H501U")
    with pytest.raises(InputError) as refused:
        read(path)
    assert "RSSMRA80A01H501U" not in str(refused.value.records) + str(refused.value)
    assert "RSSMRA80A01H501U" not in str(read(path, accept_valid_rows=True).refused.to_pylist())


def test_earlier_months_are_accepted_from_a_submission_that_says_so(tmp_path: Path) -> None:
    manifest = MANIFEST + "rettifiche: Sì\n"
    assert said(submission(tmp_path, "E1;seminar;2018-02-20;PZ", manifest=manifest)) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (MANIFEST.replace("2018-03", "2018-13"), "bad_month"),
        (MANIFEST.replace("inviato: 2018-04-05\n", ""), "no_received"),
        (MANIFEST.replace("2018-04-05", "2018-02-05"), "sent_before_month"),
        (MANIFEST + "ricevuto: 2018-04-01\n", "received_before_sent"),
        (MANIFEST.replace("id: S1\n", ""), "missing_field"),
        (MANIFEST + "colore: blu\n", "unknown_field"),
        (MANIFEST + "rettifiche: forse\n", "bad_flag"),
        (MANIFEST + "mittente: RSSMRA80A01H501U\n", "personal_data"),
        (MANIFEST + "sostituisce: S0\n", "unknown_submission"),
        ("- a list\n", "manifest_not_fields"),
        ("id: [\n", "broken_manifest"),
    ],
)
def test_a_faulty_manifest_is_told(tmp_path: Path, wrong: str, code: str) -> None:
    found = said(submission(tmp_path, "E1;seminar;2018-03-20;PZ", manifest=wrong))
    assert code in [each for _, each, _ in found]


def test_received_may_be_given(tmp_path: Path) -> None:
    path = submission(tmp_path, manifest=MANIFEST.replace("inviato: 2018-04-05\n", ""))
    intake = read(path, received=dt.date(2018, 4, 9))
    assert rows(intake, "submission_row", "received") == [(dt.date(2018, 4, 9),)]


def test_valid_rows_are_accepted_and_the_others_kept_apart(tmp_path: Path) -> None:
    path = submission(tmp_path, "E1;seminar;2018-03-20;PZ", "E2;seminar;boh;PZ", "E3;seminar;2018-05-02;PZ")
    intake = read(path, accept_valid_rows=True)
    assert rows(intake, "event_row", "event_id") == [("E1",)]
    assert [(row["row"], row["submission"]) for row in intake.refused.to_pylist()] == [(3, "S1"), (4, "S1")]
    assert '"data": "boh"' in intake.refused.to_pylist()[0]["values"]
    assert [record.level for record in intake.records] == ["binding", "binding"]


def test_a_faulty_manifest_is_refused_though_valid_rows_are_accepted(tmp_path: Path) -> None:
    path = submission(tmp_path, manifest=MANIFEST.replace("2018-03", "2018-13"))
    with pytest.raises(InputError, match="mese"):
        read(path, accept_valid_rows=True)


def test_two_sizes_of_one_population_are_refused_and_great_changes_noticed(tmp_path: Path) -> None:
    path = submission(tmp_path)
    text = (
        "platea;sede;data;numero\nadr_beneficiaries;PZ;2018-02-28;100\nadr_beneficiaries;PZ;2018-03-31;300\n"
    )
    (path / "platee.csv").write_text(text, encoding="utf-8")
    assert said(path) == [("notice", "size_changed", 3)]
    (path / "platee.csv").write_text(text.replace("02-28", "03-31"), encoding="utf-8")
    assert ("binding", "two_sizes", 3) in said(path)


def test_what_earlier_submissions_told_is_known(tmp_path: Path) -> None:
    known = read(submission(tmp_path, "E1;seminar;2018-03-20;PZ")).facts
    again = submission(tmp_path, "E9;seminar;2018-03-20;PZ", manifest=MANIFEST.replace("S1", "S2"), name="b")
    assert said(again, known=known) == [("notice", "known_duplicate", 2)]
    assert said(again) == []


def test_a_folder_of_submissions_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b", "a"):
        submission(
            tmp_path / "all",
            f"{name};seminar;2018-03-20;PZ;;;;{name}",
            manifest=MANIFEST.replace("S1", name),
            name=name,
        )
    intake = read(tmp_path / "all")
    assert [file.file[-12:] for file in intake.files if file.kind == "events"] == [
        "a/eventi.csv",
        "b/eventi.csv",
    ]
    assert rows(intake, "event_row", "event_id", "submission") == [("a", "a"), ("b", "b")]


def replacing(folder: Path, event: str = "E9;seminar;2018-03-20;PZ") -> Path:
    """A submission that sends the rows of S1 anew, under other ids."""
    return submission(folder, event, manifest=MANIFEST.replace("S1", "S2") + "sostituisce: S1\n", name="b")


def test_rows_sent_anew_are_no_duplicates_of_those_replaced(tmp_path: Path) -> None:
    first = submission(tmp_path, "E1;seminar;2018-03-20;PZ")
    assert said(replacing(tmp_path), known=read(first).facts) == []
    assert said(first, tmp_path / "b") == []


def test_rows_of_a_replaced_submission_are_no_longer_compared_with(tmp_path: Path) -> None:
    first = submission(tmp_path, "E1;seminar;2018-03-20;PZ")
    known = read(first, replacing(tmp_path, "E9;seminar;2018-03-21;PZ")).facts
    third = submission(tmp_path, "E8;seminar;2018-03-20;PZ", manifest=MANIFEST.replace("S1", "S3"), name="c")
    assert said(third, known=known) == []


def with_person(folder: Path, name: str, event: str, person: str) -> Path:
    path = submission(folder, manifest=MANIFEST.replace("S1", name), name=name)
    text = f"id_evento;tipo_evento;data;sede;persona\n{event};seminar;2018-03-20;PZ;{person}\n"
    (path / "eventi.csv").write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("person", "codes"), [("P1", ["known_duplicate"]), ("P2", [])])
def test_persons_are_compared_by_the_keys_they_have_in_what_is_known(
    tmp_path: Path, person: str, codes: list[str]
) -> None:
    known = read(with_person(tmp_path, "S1", "E1", "k-1")).facts
    again = with_person(tmp_path, "S2", "E9", person)
    found = said(again, known=known, person_key=lambda given: given.replace("P", "k-"))
    assert [code for _, code, _ in found] == codes


def test_a_field_of_what_is_not_seen_is_blank(tmp_path: Path) -> None:
    path = submission(tmp_path, manifest=MANIFEST + 'mittente: "\\uFEFF \\u00A0"\n')
    assert rows(read(path), "submission_row", "sender") == [(None,)]


def test_when_it_was_received_is_not_asked_of_what_is_still_to_be_sent(tmp_path: Path) -> None:
    path = submission(tmp_path, manifest=MANIFEST.replace("inviato: 2018-04-05\n", ""))
    assert [code for _, code, _ in said(path)] == ["no_received"]
    assert [code for _, code, _ in said(path, unsent=True)] == ["not_sent_yet"]
