# SPDX-License-Identifier: EUPL-1.2
"""The page on another region, followed word for word by somebody who knows nothing else."""

import re
import shlex
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from doc_pages import DOCS, blocks, text
from impegni.cli import main

pytestmark = pytest.mark.slow

PAGES = {"en": DOCS / "another_region.md", "it": DOCS / "another_region.it.md"}


def commands(page: Path) -> list[list[str]]:
    """The commands of the page, in their order."""
    lines = [line for block in blocks(page, "console") for line in block.splitlines()]
    return [shlex.split(line.removeprefix("$ ")) for line in lines]


def run(words: list[str]) -> Result:
    return CliRunner().invoke(main, words[1:], catch_exceptions=False)


def write_values(page: Path) -> None:
    """The values that the page gives, in place of those in the convention."""
    (values,) = blocks(page, "yaml")
    convention = Path("convention.yaml")
    written = convention.read_text(encoding="utf-8")
    for line in values.splitlines():
        name = line.split(":")[0]
        written, times = re.subn(rf"(?m)^{name}: .*$", line, written)
        assert times == 1, name
    convention.write_text(written, encoding="utf-8")


def rows(page: Path, first: str) -> list[list[str]]:
    """The table of the page whose first heading is `first`, headings included."""
    table = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text(page).splitlines()
        if "|" in line
    ]
    start = next(number for number, cells in enumerate(table) if cells[0] == first)
    return [table[start], *table[start + 2 :]]


def fill(workbook: Path, headings: list[str], events: list[list[str]]) -> None:
    """Write when it is sent, and the events, as a person would."""
    book = openpyxl.load_workbook(workbook)
    manifest, sheet = book.worksheets[1], book.worksheets[2]
    sent = next(row for row in manifest.iter_rows() if row[0].value in ("inviato", "sent"))
    sent[1].value = "05/02/2018"
    columns: dict[Any, int] = {cell.value: cell.column for cell in sheet[1]}
    for number, event in enumerate(events, 2):
        for heading, value in zip(headings, event, strict=True):
            sheet.cell(number, columns[heading]).value = value
    book.save(workbook)


@pytest.mark.parametrize("language", PAGES)
def test_the_page_leads_from_nothing_to_a_dossier(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PAGES[language]
    monkeypatch.chdir(tmp_path)
    for words in commands(page):
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            (registry,) = blocks(page, "csv")
            Path("units.csv").write_text(registry, encoding="utf-8")
            write_values(page)
            continue
        result = run(words)
        assert result.exit_code == 0, (words, result.output)
        if words[1] == "template":
            headings, *events = rows(page, {"it": "tipo_evento", "en": "event"}[language])
            fill(Path(words[-1]), headings, events)
    assert (Path.cwd() / "dossier" / "index.html").is_file()
    counted = re.findall(
        "CPI (Campobasso|Termoli)", (Path.cwd() / "dossier" / "brief.json").read_text("utf-8")
    )
    assert set(counted) == {"Campobasso", "Termoli"}


def test_it_takes_ten_commands_at_most() -> None:
    asked = {
        language: [words for words in commands(page) if words[0] == "impegni"]
        for language, page in PAGES.items()
    }
    assert len(asked["it"]) == len(asked["en"]) <= 10
    assert [words[1] for words in asked["it"]] == [words[1] for words in asked["en"]]


def test_the_region_is_as_large_as_the_page_says() -> None:
    for page in PAGES.values():
        (registry,) = blocks(page, "csv")
        kinds = [line.split(",")[1] for line in registry.splitlines()]
        assert (kinds.count("cpi"), kinds.count("school")) == (4, 6)
        assert "4 CPI e 6 istituti" in text(page) or "4 job centres and 6 schools" in text(page)
