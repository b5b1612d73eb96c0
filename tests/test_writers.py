# SPDX-License-Identifier: EUPL-1.2
"""Whoever writes a submission, in whatever form, the same facts are read; what is out of its place is named."""

import random
from pathlib import Path

import openpyxl
import pytest
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.ingest import ingest
from intake_support import rows
from submission_support import read, said, submission
from writers import HEADINGS, OFFICE, WRITERS, Rows, changed, drawn

pytestmark = pytest.mark.slow

COLUMNS = ("event_id", "event", "date", "unit", "firm", "participants", "note")
EACH = 2


def facts(path: Path) -> set[tuple[object, ...]]:
    return {tuple(map(str, row)) for row in rows(read(path), "event_row", *COLUMNS)}


def archived(path: Path) -> list[tuple[object, ...]]:
    """What an archive holds once the submission is in it, a line a row."""
    archive = path.with_suffix(".impegni")
    ingest(archive, read(path), "it")
    columns = ", ".join(COLUMNS)
    held = open_archive(archive, "it").con.execute(f"select {columns} from archive.event_row").fetchall()
    return sorted(tuple(map(str, row)) for row in held)


def meant(events: Rows) -> set[tuple[object, ...]]:
    return {tuple(cell or "None" for cell in row) for row in events}


def folder(path: Path) -> Path:
    found = submission(path)
    (found / "eventi.csv").unlink()
    return found


@pytest.mark.parametrize("seed", range(EACH))
@pytest.mark.parametrize("writer", sorted(WRITERS))
def test_every_writer_tells_the_same(tmp_path: Path, writer: str, seed: int) -> None:
    chance = random.Random(f"{writer} {seed}")
    events, path = drawn(chance), folder(tmp_path)
    given = events if writer.startswith("pandas") else changed(events, chance)
    WRITERS[writer](path, given)
    assert facts(path) == meant(events)
    if not seed:
        assert archived(path) == sorted(meant(events))


@pytest.mark.office
@pytest.mark.parametrize("writer", sorted(OFFICE))
def test_libreoffice_tells_the_same(tmp_path: Path, writer: str) -> None:
    chance = random.Random(writer)
    events, path = drawn(chance), folder(tmp_path)
    OFFICE[writer](path, changed(events, chance))
    assert archived(path) == sorted(meant(events))


@pytest.mark.parametrize("seed", range(4))
def test_private_sheets_hidden_columns_and_names_make_no_difference(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    events, path = drawn(chance), folder(tmp_path)
    WRITERS["openpyxl"](path, changed(events, chance))
    book = openpyxl.load_workbook(path / "eventi.xlsx")
    book.active.column_dimensions[chance.choice("EFG")].hidden = True
    book.create_sheet("Appunti", chance.randrange(2)).append(["Chiamare la scuola"])
    (path / "eventi.xlsx").unlink()
    book.save(path / f"eventi_{seed} (finale).xlsx")
    assert facts(path) == meant(events)
    assert "sheet_not_read" in [code for _, code, _ in said(path)]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("form", ["csv utf-8 ';'", "openpyxl"])
def test_a_fact_out_of_its_place_is_named(tmp_path: Path, form: str, seed: int) -> None:
    chance = random.Random(f"{form} {seed}")
    events, path = drawn(chance), folder(tmp_path)
    number, place = chance.randrange(len(events)), chance.choice((1, 2, 3))
    moved = [list(row) for row in events]
    moved[number].append(moved[number][place])
    moved[number][place] = ""
    WRITERS[form](path, moved)
    binding = [code for level, code, _ in said(path) if level == "binding"]
    assert set(binding) & {"ragged_row", "no_heading"}, (HEADINGS[place], binding)
