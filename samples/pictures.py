# SPDX-License-Identifier: EUPL-1.2
"""Makes the pictures of the README anew, from the sample: `make pictures`. They are taken, never drawn by hand.

A server of its own shows the sample on a day of its term; a browser sends it a workbook with faults, opens a dossier,
and looks at what an official would see.
"""

import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
PICTURES = HERE.parent / "docs" / "pictures"
SAMPLE = HERE / "basilicata"
IMPEGNI = [sys.executable, "-m", "impegni"]
SETTING = ["--units", str(SAMPLE / "units.csv"), "--no-project"]
SIZE = {"width": 1080, "height": 860}
WAITS = 300_000
ROWS: list[Mapping[str, object]] = [
    {"event_id": 1, "event": "info_session", "date": "15/01/2020", "unit": "CPI Senise", "topic": "adr",
     "target": "adr_beneficiaries", "participants": 12, "evidence": "prot. 118/2020"},
    {"event_id": 2, "event": "info_sesion", "date": "31/02/2020", "unit": "CPI Senise", "topic": "adr",
     "target": "adr_beneficiaries", "participants": "dodici", "evidence": "-"},
]  # fmt: skip
HEADINGS = {
    "it": {"event_id": "id_evento", "event": "tipo_evento", "date": "data", "unit": "sede", "topic": "tema",
           "target": "destinatari", "participants": "partecipanti", "evidence": "protocollo"},
    "en": {},
}  # fmt: skip


def main() -> None:
    """Take them, in both languages."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with (
        tempfile.TemporaryDirectory() as scratch,
        served(Path(scratch)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for language in ("it", "en"):
            page = browser.new_context(viewport=SIZE, locale=language, accept_downloads=True).new_page()
            page.set_default_timeout(WAITS)
            page.goto(f"{address}/?lang={language}")
            taken(page, "overview", language)
            page.goto(f"{address}/dossier?day=20/02/2020&since=20/01/2020")
            page.locator("#headline").wait_for()
            taken(page, "dossier", language)
            page.goto(f"{address}/send")
            page.set_input_files("#files", str(faulty(page, Path(scratch), language)))
            page.locator("main button[type=submit]").click()
            page.locator("ul.problems").wait_for()
            taken(page, "check", language)
        browser.close()


@contextmanager
def served(scratch: Path) -> Iterator[str]:
    """The address of a server that shows the sample."""
    archive = str(scratch / "sample.impegni")
    subprocess.run(
        [*IMPEGNI, "ingest", str(SAMPLE / "monthly"), "--archive", archive, *SETTING],
        check=True,
        capture_output=True,
    )
    command = [*IMPEGNI, "serve", "--archive", archive, *SETTING, "--today", "2020-02-20", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        found = re.search(r"http://\S+/", server.stderr.readline())
        assert found is not None
        yield found[0].rstrip("/")
        server.send_signal(signal.SIGTERM)


def faulty(page: Any, scratch: Path, language: str) -> Path:
    """The workbook of a month, filled in with faults."""
    with page.expect_download() as found:
        page.evaluate("location.href = '/workbook?unit=I610C999004&month=2020-01'")
    path = scratch / f"I610C999004-2020-01.{language}.xlsx"
    found.value.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book["Eventi" if language == "it" else "Events"]
    headings = [cell.value for cell in sheet[1]]
    for number, row in enumerate(ROWS, 2):
        for name, value in row.items():
            sheet.cell(number, headings.index(HEADINGS[language].get(name, name)) + 1, value)
    book.save(path)
    return path


def taken(page: Any, name: str, language: str) -> None:
    """Take a picture of what a page shows without scrolling."""
    page.screenshot(path=PICTURES / f"{name}.{language}.png")


if __name__ == "__main__":
    main()
