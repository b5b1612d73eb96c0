# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with files, in short and in full: counted, located, the same in every format."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from impegni.cli import main

pytestmark = pytest.mark.slow

HEADINGS = "id_evento;tipo_evento;data;sede;protocollo;tema;partecipanti;destinatari\n"
MISSPELT = HEADINGS.replace("destinatari", "destinatar")


def row(number: int, day: str = "2018-03-20", unit: str = "G942C999001") -> str:
    return f"e{number};info_session;{day};{unit};p{number};adr;12;adr_beneficiaries\n"


def written(folder: Path, *rows: str) -> Path:
    path = folder / "eventi.csv"
    path.write_text(HEADINGS + "".join(rows), encoding="utf-8")
    return path


def validate(*words: str | Path, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, words)], env=env)


def test_the_summary_counts_before_it_lists(tmp_path: Path) -> None:
    path = written(tmp_path, row(1), row(2, "2018-02-30"), row(3, "ieri"), row(4, "oggi", "X1"))
    result = validate(path)
    lines = result.stdout.splitlines()
    assert result.exit_code == 2
    assert lines[0] == "1 file, 1 tabella, 4 righe: 4 errori, 0 segnalazioni"
    assert lines[1:4] == [f"{path}: eventi, 4", "", "  2  data: «…» non è una data ammessa"]
    assert lines[4:6] == ["  1  data: la data «…» non esiste", "  1  sede: codice o titolo «…» sconosciuto"]
    assert [line.split(": ")[0] for line in lines[7:]] == [f"{path}:3", f"{path}:4", f"{path}:5", f"{path}:5"]


def test_what_is_right_is_said_to_be(tmp_path: Path) -> None:
    path = written(tmp_path, row(1))
    assert validate(path).stdout == f"1 file, 1 tabella, 1 riga: nessun problema\n{path}: eventi, 1\n"
    english = validate(path, "--lang", "en")
    assert (english.exit_code, english.stdout.splitlines()[0]) == (0, "1 file, 1 table, 1 row: no problem")


def test_beyond_twenty_it_says_how_to_get_all(tmp_path: Path) -> None:
    path = written(tmp_path, *(row(number, "ieri") for number in range(25)))
    italian, english = validate(path).stdout.splitlines(), validate(path, "--lang", "en").stdout.splitlines()
    assert sum(line.startswith(f"{path}:") and "ieri" in line for line in italian) == 20
    command = "impegni validate FILE... --format xlsx --out errori.xlsx"
    assert italian[-1] == f"e altri 5; tutti, segnati nelle loro celle: {command}"
    assert english[-1] == f"and 5 more; all of them, each marked in its cell: {command}"


@pytest.mark.parametrize("command", [["check", "--as-of", "2018-06-30"], ["ingest", "--archive", "a.db"]])
def test_refusals_of_other_commands_point_to_the_workbook(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, *(row(number, "ieri") for number in range(25)))
    lines = CliRunner().invoke(main, [command[0], str(path), *command[1:]]).stderr.splitlines()
    assert len(lines) == 21
    assert "altri 5 problemi" in lines[-1]
    assert "impegni validate FILE... --format xlsx --out errori.xlsx" in lines[-1]


def test_csv_and_json_hold_every_record(tmp_path: Path) -> None:
    path = written(tmp_path, *(row(number, "ieri") for number in range(250)))
    records = json.loads(validate(path, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(validate(path, "--format", "csv").stdout)))
    assert len(records) == len(rows) == 250
    assert rows[0] == {name: str(value or "") for name, value in records[0].items()}
    assert (rows[0]["row"], rows[0]["column"], rows[0]["got"]) == ("2", "data", "ieri")


def test_records_beyond_those_kept_for_a_refusal_are_there_in_full(tmp_path: Path) -> None:
    path = written(tmp_path, *(row(number, "ieri") for number in range(10_500)))
    assert len(json.loads(validate(path, "--format", "json").stdout)) == 10_500


def test_csv_in_a_file_starts_with_the_mark_that_excel_wants(tmp_path: Path) -> None:
    path, out = written(tmp_path, row(1, "ieri")), tmp_path / "errori.csv"
    assert validate(path, "--format", "csv", "--out", out).exit_code == 2
    assert out.read_bytes().startswith(b"\xef\xbb\xbffile,sheet,row,column,level,code,")


def test_what_looks_like_a_formula_is_text_in_csv(tmp_path: Path) -> None:
    path = written(tmp_path, row(1, "=1+1"))
    (record,) = csv.DictReader(io.StringIO(validate(path, "--format", "csv").stdout))
    assert record["got"] == "'=1+1"


def test_notices_come_after_what_binds_and_refuse_nothing(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    path.write_text(MISSPELT + row(1), encoding="utf-8")
    result = validate(path)
    assert result.exit_code == 0
    assert "0 errori, 1 segnalazione" in result.stdout
    assert result.stdout.splitlines()[-1].startswith(f"{path}: destinatar: segnalazione: ")
    path.write_text(MISSPELT + row(1) + row(2, "ieri"), encoding="utf-8")
    assert "segnalazione: " in validate(path).stdout.splitlines()[-1]


def test_a_terminal_without_accents_gets_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, row(1, "ieri"))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    result = CliRunner(charset="ascii").invoke(main, ["validate", str(path)])
    assert result.stdout.isascii()
    assert '"~" non e una data ammessa' in result.stdout


@pytest.mark.parametrize("words", [["--format", "xlsx"], ["--format", "xlsx", "--out", "eventi.csv"]])
def test_a_workbook_needs_a_file_that_is_no_input(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = written(tmp_path, row(1, "ieri")).read_bytes()
    result = validate("eventi.csv", *words)
    assert (result.exit_code, "--out" in result.stderr) == (2, True)
    assert (tmp_path / "eventi.csv").read_bytes() == before


def test_a_summary_goes_to_a_file_too(tmp_path: Path) -> None:
    path, out = written(tmp_path, row(1, "ieri")), tmp_path / "errori.txt"
    assert validate(path, "--out", out).stdout == ""
    assert "«…» non è una data ammessa" in out.read_text(encoding="utf-8")
