# SPDX-License-Identifier: EUPL-1.2
"""Characters that are not shown but obeyed are refused with their place, and nothing printed obeys any."""

from pathlib import Path

import duckdb
import pytest
from archive_support import one, put
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.plain_text import visible
from impegni.schema.errors import InputError
from report_pages import CONVENTION, RULEBOOK
from submission_support import MANIFEST, read, submission

pytestmark = pytest.mark.slow

ROW = "E1;seminar;2018-03-20;PZ;F1;12;20;nota"
SETTING = ["--rulebook", str(RULEBOOK), "--convention", str(CONVENTION)]
OBEYED = ("\x1b", "\x07", "\x9b", "\x85")


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--lang", "en"])


def refused(folder: Path, row: str, manifest: str = MANIFEST) -> str:
    """What is said of a submission with one event."""
    with pytest.raises(InputError) as raised:
        read(submission(folder, row, manifest=manifest))
    said = str(raised.value)
    assert visible(said) == said
    return said


@pytest.mark.parametrize("obeyed", OBEYED)
@pytest.mark.parametrize("cell", ["E1", "F1", "nota"])
def test_a_cell_is_refused_with_its_place(tmp_path: Path, cell: str, obeyed: str) -> None:
    said = refused(tmp_path, ROW.replace(cell, f"{cell[0]}{obeyed}[31m{cell[1:]}"))
    assert f"U+{ord(obeyed):04X}" in said
    assert "eventi.csv:2: " in said


def test_several_lines_are_for_notes_alone(tmp_path: Path) -> None:
    read(submission(tmp_path, ROW.replace("nota", '"due\nrighe"')))
    assert "U+000A" in refused(tmp_path / "b", ROW.replace("F1", '"F\n1"'))


@pytest.mark.parametrize("sender", [r'"CPI\e[2J"', r'"A\nB"'])
def test_so_is_a_field_of_a_manifest(tmp_path: Path, sender: str) -> None:
    said = refused(tmp_path, ROW, f"{MANIFEST}mittente: {sender}\n")
    assert "invio.yaml:5: mittente" in said


def test_so_is_the_name_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "eventi\x1b[2J\nx.csv"
    path.write_text("event_id,event,date,unit\n", encoding="utf-8")
    done = run("validate", path, *SETTING)
    assert (done.exit_code, "U+001B" in done.stdout + done.stderr) == (2, True)
    assert "\x1b" not in done.stdout + done.stderr


def test_so_is_the_name_of_a_unit(tmp_path: Path) -> None:
    units = tmp_path / "units.csv"
    units.write_text("code,kind,name,parent\nR,region,Regione,\nA,cpi,CPI \x1b[31mA,R\n", encoding="utf-8")
    done = run("check", "x.csv", "--as-of", "2018-03-31", "--units", units, *SETTING)
    assert (done.exit_code, "U+001B" in done.stderr) == (2, True)
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("option", [["--actor", "\x1b[2J"], ["--as-of", "\x1b[2J"], ["--un\x1bit", "x"]])
def test_an_option_is_refused_and_shown_without_it(tmp_path: Path, option: list[str]) -> None:
    done = run("archive", "forget", "P1", "--archive", tmp_path / "a", *option)
    assert done.exit_code == 2
    assert "\x1b" not in done.stderr


def test_what_an_archive_has_held_since_before_is_printed_without_them(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-01-05", sender="x"))
    with duckdb.connect(str(path)) as con:
        con.execute("update log set sender = 'CPI' || chr(27) || '[2J' || chr(10) || '    2  s9: forged'")
    told = run("archive", "log", "--archive", path).stdout
    assert "\x1b" not in told
    assert len(told.splitlines()) == 2
