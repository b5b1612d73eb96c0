# SPDX-License-Identifier: EUPL-1.2
"""Whose id: numbers are local to units and month, corrections are declared, only one's own is replaced."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.held import facts_together, held_facts
from impegni.engine.archive.ingest import ingest
from impegni.engine.intake.event_ids import full_id
from impegni.engine.intake.fact_tables import FactTables, connect, fact_tables_from
from impegni.schema.errors import InputError
from impegni.schema.facts import Facts
from submission_support import read, submission

pytestmark = pytest.mark.slow

ROW = "{};seminar;{};{}"


def sent(folder: Path, unit: str, day: str, *ids: str, name: str = "", **manifest: str) -> Path:
    """A submission of the month of a day, sent on the tenth of the next, with an event for each id."""
    month = dt.date.fromisoformat(day[:7] + "-01")
    name = name or f"{unit.replace('|', '-')}-{month:%Y-%m}"
    fields = {"id": name, "mese": f"{month:%Y-%m}", "sedi": f"[{', '.join(unit.split('|'))}]"}
    fields |= {"inviato": f"{month + dt.timedelta(days=40):%Y-%m-10}"} | manifest
    text = "".join(f"{field}: {value}\n" for field, value in fields.items())
    rows = [ROW.format(one, day, unit.split("|")[0]) for one in ids]
    return submission(folder, *rows, manifest=text, name=name)


def held(facts: FactTables) -> list[tuple[Any, ...]]:
    return facts.con.execute("select event_id, unit, date::varchar from event_row order by all").fetchall()


def refused(*paths: Path, **given: Any) -> list[tuple[str, str | None, str]]:
    with pytest.raises(InputError) as error:
        read(*paths, **given)
    return [(one.code, one.got, one.message) for one in error.value.records if one.level == "binding"]


THREE = [
    ("MT/2018-03/1", "MT", "2018-03-12"),
    ("PZ/2018-02/1", "PZ", "2018-02-13"),
    ("PZ/2018-03/1", "PZ", "2018-03-12"),
]


def three(folder: Path) -> list[Path]:
    days = (("PZ", "2018-02-13"), ("PZ", "2018-03-12"), ("MT", "2018-03-12"))
    return [sent(folder, unit, day, "1") for unit, day in days]


def test_a_number_is_local_to_units_and_month(tmp_path: Path) -> None:
    assert held(read(*three(tmp_path)).facts) == THREE


def test_an_archive_keeps_what_came_and_knows_each_by_its_full_id(tmp_path: Path) -> None:
    path = tmp_path / "archive"
    for folder in three(tmp_path):
        ingest(path, read(folder), "en")
    con = held_facts(open_archive(path, "en")).con
    assert con.execute("select distinct event_id from archive.event_row").fetchall() == [("1",)]
    found = con.execute("select event_id, unit, date::varchar from current_event order by all").fetchall()
    assert found == held(held_facts(open_archive(path, "en"))) == THREE


def test_what_is_held_already_is_recognised(tmp_path: Path) -> None:
    path, folders = tmp_path / "archive", three(tmp_path)
    for folder in folders:
        ingest(path, read(folder), "en")
    known = held_facts(open_archive(path, "en"))
    again = read(*folders, known=known)
    assert [record.code for record in again.records if record.code == "known_duplicate"] == []
    known.con.close()
    assert len(ingest(path, again, "en").held) == 3


def test_files_and_archive_are_judged_together_by_full_ids(tmp_path: Path) -> None:
    path, (first, *others) = tmp_path / "archive", three(tmp_path)
    ingest(path, read(first), "en")
    intake = read(*others)
    facts = facts_together(open_archive(path, "en", intake.facts.con), intake, None)
    assert held(facts) == THREE


def test_a_correction_names_a_number_in_full(tmp_path: Path) -> None:
    first = sent(tmp_path, "PZ", "2018-02-13", "1", "2")
    later = sent(tmp_path, "PZ", "2018-02-20", "PZ/2018-02/1", name="PZ-bis", mese="2018-03", rettifiche="si")
    facts = read(first, later).facts
    ids = facts.con.execute("select event_id, count(*) from event_row group by 1 order by 1").fetchall()
    assert ids == [("PZ/2018-02/1", 2), ("PZ/2018-02/2", 1)]


@pytest.mark.parametrize("declared", [{"rettifiche": "si"}, {"sostituisce": "PZ-2018-02"}])
def test_an_id_of_another_submission_is_a_correction_where_that_is_declared(
    tmp_path: Path, declared: dict[str, str]
) -> None:
    paths = [sent(tmp_path, "PZ", "2018-02-13", "E7"), sent(tmp_path, "PZ", "2018-03-12", "E7", **declared)]
    assert [one[0] for one in held(read(*paths).facts)] == ["E7", "E7"]


def test_an_id_of_another_submission_is_refused_where_nothing_is_declared(tmp_path: Path) -> None:
    first, later = sent(tmp_path, "PZ", "2018-02-13", "E7"), sent(tmp_path, "PZ", "2018-03-12", "E7")
    expected = (
        "'E7' is an event of the submission 'PZ-2018-02' already (Seminar, 13/02/2018); if this corrects it, say so: "
        "in the manifest or on its sheet, corrections = yes; if it is another event, give it another id"
    )
    assert refused(later, first, language="en") == [("held_elsewhere", "E7", expected)]
    archive = tmp_path / "archive"
    ingest(archive, read(first), "en")
    known = held_facts(open_archive(archive, "en"))
    assert refused(later, language="en", known=known) == [("held_elsewhere", "E7", expected)]


def test_an_id_of_a_withdrawn_submission_is_free(tmp_path: Path) -> None:
    paths = [
        sent(tmp_path, "PZ", "2018-02-13", "E7"),
        sent(tmp_path, "PZ", "2018-02-14", "E8", name="again", sostituisce="PZ-2018-02"),
        sent(tmp_path, "PZ", "2018-03-12", "E7"),
    ]
    assert len(held(read(*paths).facts)) == 3


def test_the_same_units_and_month_sent_twice_need_a_word(tmp_path: Path) -> None:
    paths = [sent(tmp_path, "PZ", "2018-03-12", "1"), sent(tmp_path, "PZ", "2018-03-13", "1", name="second")]
    assert [code[:2] for code in refused(*paths)] == [("held_elsewhere", "PZ/2018-03/1")]


def test_submissions_of_a_table_are_only_given_notice_of(tmp_path: Path) -> None:
    (tmp_path / "invii.csv").write_text(
        "id_invio;mese;sedi;ricevuto\nA;2018-02;PZ;2018-03-10\nB;2018-03;PZ;2018-04-10\n", encoding="utf-8"
    )
    rows = ["E7;seminar;2018-02-13;PZ;A", "E7;seminar;2018-03-12;PZ;B", "1;seminar;2018-02-14;PZ;A"]
    (tmp_path / "eventi.csv").write_text(
        "id_evento;tipo_evento;data;sede;invio\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    intake = read(tmp_path / "invii.csv", tmp_path / "eventi.csv")
    assert [(one.level, one.row) for one in intake.records if one.code == "held_elsewhere"] == [("notice", 3)]
    assert [one[0] for one in held(intake.facts)] == ["E7", "E7", "PZ/2018-02/1"]


@pytest.mark.parametrize(
    ("units", "accepted"), [("PZ|MT", True), ("MT|PZ", True), ("PZ", False), ("BASILICATA", False)]
)
def test_a_submission_replaces_one_of_its_own_units(tmp_path: Path, units: str, accepted: bool) -> None:
    first = sent(tmp_path, "PZ|MT", "2018-03-12", "E1", name="first")
    other = sent(tmp_path, units, "2018-03-12", "E1", name="other", sostituisce="first")
    archive = tmp_path / "archive"
    ingest(archive, read(first), "en")
    for given in ({}, {"known": held_facts(open_archive(archive, "en"))}):
        paths = [other] if given else [first, other]
        if accepted:
            read(*paths, **given)
        else:
            assert [code[:2] for code in refused(*paths, **given)] == [("replaces_others", "first")]


def test_a_table_replaces_only_its_own_units_too(tmp_path: Path) -> None:
    (tmp_path / "invii.csv").write_text(
        "id_invio;mese;sedi;ricevuto;sostituisce\nA;2018-02;PZ;2018-03-10;\nB;2018-02;MT;2018-04-10;A\n",
        encoding="utf-8",
    )
    assert [code[:2] for code in refused(tmp_path / "invii.csv")] == [("replaces_others", "A")]


def test_bare_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    path.write_text("id_evento;tipo_evento;data;sede\n1;seminar;2018-03-12;PZ\n", encoding="utf-8")
    assert [one[0] for one in held(read(path).facts)] == ["1"]


def test_facts_held_as_models_are_known_alike() -> None:
    event = {"event_id": "1", "event": "seminar", "date": dt.date(2018, 3, 1), "unit": ("B", "A")}
    carrier = {"id": "S", "month": "2018-03", "units": ("B", "A"), "received": dt.date(2018, 4, 1)}
    facts = Facts.model_validate(
        {"events": [event | {"submission": "S"}, event], "submissions": [carrier]}, strict=False
    )
    assert sorted(one[0] for one in held(fact_tables_from(facts))) == ["1", "A+B/2018-03/1"]


def test_many_units_are_told_in_short_and_apart() -> None:
    con, units = connect(), [f"G942C9990{number:02}" for number in range(30)]
    told = full_id(con, units, "2018-03", "7")
    assert told == full_id(con, reversed(units), "2018-03", "7")
    assert told.startswith("G942C999000+29~")
    assert told.endswith("/2018-03/7")
    assert len({told, full_id(con, units[:-1], "2018-03", "7"), full_id(con, units[1:], "2018-03", "7")}) == 3


def test_rows_of_one_submission_may_not_contradict_each_other_by_two_spellings(tmp_path: Path) -> None:
    path = sent(tmp_path, "PZ", "2018-03-12", "1")
    with (path / "eventi.csv").open("a", encoding="utf-8") as file:
        file.write("PZ/2018-03/1;seminar;2018-03-13;PZ;;;;\n")
    assert [code[:2] for code in refused(path)] == [("same_id_differs", "PZ/2018-03/1")]
