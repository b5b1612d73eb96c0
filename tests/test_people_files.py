# SPDX-License-Identifier: EUPL-1.2
"""Files as people make and send them: what can mean one thing only is read, and nothing is lost without a word."""

import shutil
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from impegni.schema.errors import InputError
from intake_support import read as read_alone
from intake_support import rows
from submission_support import MANIFEST, read, said, submission

pytestmark = pytest.mark.slow

DAY = "2018-03-20"
HEADINGS = ["id_evento", "tipo_evento", "data", "sede", "impresa", "partecipanti"]


def event(number: int = 1, **given: str) -> str:
    cells = dict(zip(HEADINGS, [f"E{number}", "seminar", DAY, "PZ", "", "12"], strict=True)) | given
    return ";".join(cells.values())


def dates(path: Path) -> list[str]:
    return [str(day) for (day,) in rows(read(path), "event_row", "date")]


@pytest.mark.parametrize(
    "written",
    [
        "20-03-2018", "20.3.2018", "2018/03/20", "20 marzo 2018", "20-mar-2018", "20-mar-18", "martedì 20 marzo 2018",
        "20/03/2018 10:30", "'20/03/2018", "2018-03-20T00:00:00.000", "2018-03-20 00:00:00", "20 March 2018",
    ],
)  # fmt: skip
def test_days_that_mean_one_thing(tmp_path: Path, written: str) -> None:
    path = submission(tmp_path, event(data=written))
    assert dates(path) == [DAY]
    assert ("hour_left_out" in [code for _, code, _ in said(path)]) == written.endswith("10:30")


@pytest.mark.parametrize("written", ["20/03/18", "43179", "2018-03-20T23:30:00Z", "20/13/2018", "marzo"])
def test_days_that_may_mean_another_or_none(tmp_path: Path, written: str) -> None:
    assert [level for level, _, _ in said(submission(tmp_path, event(data=written)))] == ["binding"]


@pytest.mark.parametrize("written", ["mar-18", "marzo 2018", "03-2018", "2018/03", "Mar 2018", "01/03/2018"])
def test_months_that_mean_one_thing(tmp_path: Path, written: str) -> None:
    path = submission(tmp_path, event(), manifest=MANIFEST.replace("2018-03\n", f"{written}\n"))
    assert rows(read(path), "submission_row", "month") == [("2018-03",)]


@pytest.mark.parametrize(
    "unseen",
    [
        "\u200b", "\u2060", "\u202f", "\u3000", "\ufeff", "\u00ad", "\u00a0", "\ufe0f", "\U000e0100", "\u034f",
        "\u3164", "\u2800", "\ufffc",
    ],
)  # fmt: skip
def test_what_is_not_seen_makes_no_difference(tmp_path: Path, unseen: str) -> None:
    cells = [f"{unseen}{cell}{unseen}" for cell in event(impresa="F1").split(";")]
    path = submission(tmp_path, ";".join(cells))
    assert rows(read(path), "event_row", "event_id", "unit", "firm", "participants") == [
        ("E1", "PZ", "F1", 12)
    ]


def test_accents_apart_from_their_letters_are_put_together(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "però")
    path = submission(tmp_path, event(1, impresa=apart), event(2, impresa="però"))
    assert set(rows(read(path), "event_row", "firm")) == {("però",)}


@pytest.mark.parametrize(
    "written",
    [
        "P.IVA 01654010345",
        "0165 401 0345",
        "1654010345,0",
        "1654010345.0",
        "IT01654010345",
        "C.F. 0165.401.0345",
        "'01654010345",
        "№01654010345",
        "01654010345 (Rossi srl)",
        "Rossi srl, IT01654010345",
    ],
)
def test_a_firm_is_one_however_its_number_is_written(tmp_path: Path, written: str) -> None:
    path = submission(tmp_path, event(impresa=written))
    assert rows(read(path), "event_row", "firm") == [("01654010345",)]


@pytest.mark.parametrize("column", ["id_evento", "impresa"])
@pytest.mark.parametrize("written", ["1,65401E+09", "1.654010345E9", "2E+05"])
def test_shortened_numbers_are_no_keys(tmp_path: Path, column: str, written: str) -> None:
    assert said(submission(tmp_path, event(**{column: written}))) == [("binding", "shortened_number", 2)]


def test_blanks_at_the_end_of_a_row_may_be_left_out(tmp_path: Path) -> None:
    path = submission(tmp_path)
    (path / "eventi.csv").write_text(f"{';'.join(HEADINGS)}\nE1;seminar;{DAY};PZ\n", encoding="utf-8")
    assert rows(read(path), "event_row", "event_id", "participants") == [("E1", None)]


@pytest.mark.parametrize(
    "last", ["TOTALE;;;;;12", "Totale eventi: 1;;;;;", "Nota: dati provvisori;;;;;", ";;;;;12"]
)
def test_what_stands_under_a_table_is_told_in_one_line(tmp_path: Path, last: str) -> None:
    found = said(submission(tmp_path, event(), last))
    assert [(level, row) for level, _, row in found] == [("binding", 3)]
    assert found[0][1] in ("sum_row", "remark_row")


def test_numbers_of_rows_that_pandas_writes_are_no_facts(tmp_path: Path) -> None:
    frame = pd.DataFrame([event(1).split(";"), event(2).split(";")], columns=HEADINGS)
    frame["data"], frame["partecipanti"] = pd.to_datetime(frame["data"]), [12.0, None]
    frame.to_csv(tmp_path / "eventi.csv", sep=";")
    frame.iloc[[1, 0]].to_parquet(tmp_path / "eventi.parquet")
    frame.set_index("id_evento").to_parquet(tmp_path / "eventi_indice.parquet")
    frame.to_json(tmp_path / "eventi.ndjson", orient="records", lines=True, date_format="iso")
    for path in tmp_path.iterdir():
        found = rows(read_alone(path), "event_row", "event_id", "participants", "date")
        assert [(number, count, str(day)) for number, count, day in found] == [
            ("E1", 12, DAY),
            ("E2", None, DAY),
        ]


def test_whole_rows_in_one_column_are_told(tmp_path: Path) -> None:
    path = submission(tmp_path)
    quoted = "".join(f'"{line}"\n' for line in (";".join(HEADINGS), event()))
    (path / "eventi.csv").write_text(quoted, encoding="utf-8")
    assert [code for _, code, _ in said(path)] == ["one_column"]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("altri.numbers", "binding"), ("altri.csv.gz", "binding"), ("altri", "binding"), ("eventi.csv.p7m", "notice"),
        ("altri.csv.p7m", "binding"), ("verbale.pdf", "notice"), ("foto.jpg", "notice"), ("LEGGIMI.txt", "notice"),
    ],
)  # fmt: skip
def test_beside_a_manifest_all_that_may_hold_data_binds(tmp_path: Path, name: str, level: str) -> None:
    path = submission(tmp_path, event())
    (path / name).write_bytes(b"x")
    assert [given for given, _, _ in said(path)] == [level]


def test_tables_with_tabs_are_read(tmp_path: Path) -> None:
    path = submission(tmp_path, event())
    (path / "eventi.csv").rename(path / "eventi.tsv")
    (path / "eventi.tsv").write_text((path / "eventi.tsv").read_text().replace(";", "\t"), encoding="utf-8")
    assert dates(path) == [DAY]


def test_manifests_of_windows_are_read(tmp_path: Path) -> None:
    for place, encoding in enumerate(("cp1252", "utf-16")):
        path = submission(tmp_path / str(place), event())
        (path / "invio.yaml").write_bytes(f"{MANIFEST}mittente: Unità\n".encode(encoding))
        assert rows(read(path), "submission_row", "sender") == [("Unità",)]


def office(folder: Path, unit: str, name: str) -> Path:
    manifest = f"id: {unit}-03\nmese: 2018-03\nsedi: {unit}\ninviato: 2018-04-05\n"
    return submission(
        folder, event(1, id_evento="1", sede=unit, data="2018-03-10"), manifest=manifest, name=name
    )


def told(path: Path) -> list[tuple[Any, ...]]:
    return rows(read(path), "event_row", "event_id", "unit")


BOTH = [("MT/2018-03/1", "MT"), ("PZ/2018-03/1", "PZ")]


def test_two_downloads_of_one_name_are_two_submissions(tmp_path: Path) -> None:
    one, other = office(tmp_path / "a", "PZ", "invio"), office(tmp_path / "b", "MT", "invio")
    folder, zips = tmp_path / "insieme", tmp_path / "zip"
    folder.mkdir(), zips.mkdir()
    for path in one.iterdir():
        shutil.copy(path, folder)
    for path in other.iterdir():
        shutil.copy(path, folder / f"{path.stem} (1){path.suffix}")
    shutil.make_archive(str(zips / "Invio"), "zip", one)
    shutil.make_archive(str(zips / "Invio (1)"), "zip", other)
    assert told(folder) == told(zips) == BOTH
    shutil.make_archive(str(tmp_path / "tutti"), "zip", zips)
    assert told(tmp_path / "tutti.zip") == BOTH


def test_two_downloaded_workbooks_are_two_submissions(tmp_path: Path) -> None:
    for unit, name in (("PZ", "invio.xlsx"), ("MT", "invio (1).xlsx")):
        book = openpyxl.Workbook()
        book.active.title = "Invio"
        for field in (("id", unit), ("mese", "2018-03"), ("sedi", unit), ("inviato", "2018-04-05")):
            book.active.append(field)
        sheet = book.create_sheet("Eventi")
        sheet.append(HEADINGS)
        sheet.append(event(1, id_evento="1", sede=unit, data="2018-03-10").split(";"))
        book.save(tmp_path / name)
    assert told(tmp_path) == BOTH


def test_folders_of_windows_in_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for path in submission(tmp_path, event()).iterdir():
            member = zipfile.ZipInfo("x")
            member.filename = f"Invio\\{path.name}"
            archive.writestr(member, path.read_bytes())
    assert dates(tmp_path / "a.zip") == [DAY]


def test_spoilt_accents_are_noticed_whatever_spoilt_them(tmp_path: Path) -> None:
    for place, note in enumerate(("attivit\u00c3", "perchÃ©", "attivit…", "perch‚")):
        path = submission(tmp_path / str(place), event() + f";;{note}")
        assert [code for _, code, _ in said(path)] == ["spoilt_text"]


def test_marks_in_a_code_are_no_spelling_of_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="~PZ~"):
        read(submission(tmp_path, event(sede="~PZ~")))


@pytest.mark.parametrize("written", ["seminar - Seminario", "Seminario (seminar)", "SEMINAR Seminario"])
def test_a_code_beside_its_title_is_that_code(tmp_path: Path, written: str) -> None:
    path = submission(tmp_path, event(tipo_evento=written))
    assert rows(read(path), "event_row", "event") == [("seminar",)]


@pytest.mark.parametrize("written", ["n.d.", "-", "NaN", "idem", "Nessuna", "xx", "da definire", "?"])
def test_what_stands_for_no_firm_is_none(tmp_path: Path, written: str) -> None:
    assert ("binding", "no_identity") in [
        found[:2] for found in said(submission(tmp_path, event(impresa=written)))
    ]


@pytest.mark.parametrize(
    "written",
    [
        "ND Srl",
        "X2",
        "Idem Srl",
        "NC-01",
        "Varie Spa",
        "A01654010345",
        "pratica 12345678901",
        "01654010345-2",
    ],
)
def test_what_only_begins_so_is_a_firm(tmp_path: Path, written: str) -> None:
    assert rows(read(submission(tmp_path, event(impresa=written))), "event_row", "firm") == [(written,)]


def test_headings_that_say_how_to_fill_them_are_read(tmp_path: Path) -> None:
    headings = ";".join(HEADINGS).replace("data", "Data (gg/mm/aaaa)").replace("sede", "Sede [codice]")
    path = submission(tmp_path, event())
    (path / "eventi.csv").write_text(f"{headings}\n{event()}\n", encoding="utf-8")
    assert dates(path) == [DAY]


def test_a_copy_beside_the_events_is_told(tmp_path: Path) -> None:
    path = submission(tmp_path, event())
    shutil.copy(path / "eventi.csv", path / "eventi - Copia.csv")
    assert "further_file" in [found[1] for found in said(path)]


@pytest.mark.parametrize("name", ["submission.yaml.txt", "Invio.YML", "invio.yml.TXT"])
def test_a_manifest_with_a_hidden_ending_is_one(tmp_path: Path, name: str) -> None:
    path = submission(tmp_path, event())
    (path / "invio.yaml").rename(path / name)
    assert rows(read(path), "submission_row", "month") == [("2018-03",)]


def test_of_a_further_table_only_that_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Eventi"
    for cells in (HEADINGS, event().split(";"), [], ["Platee"], ["platea", "sede", "data", "numero"], ["x"]):
        book.active.append(cells)
    path = submission(tmp_path, event())
    (path / "eventi.csv").unlink()
    book.save(path / "eventi.xlsx")
    assert [found[:2] for found in said(path) if found[0] == "binding"] == [("binding", "second_table")]


@pytest.mark.parametrize(
    "written", ["20/03/2018 ore 10", "20/03/2018, alle ore 10:30", "martedi 20 marzo 2018"]
)
def test_an_hour_in_words_leaves_the_day(tmp_path: Path, written: str) -> None:
    assert dates(submission(tmp_path, event(data=written))) == [DAY]
