# SPDX-License-Identifier: EUPL-1.2
"""The pages of `impegni serve` in a real browser: a clerk's month, a member's evening, a party's reply."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from chromium import check_barriers, without_error
from serve_support import SMALL, submission

pytestmark = pytest.mark.slow

WIDTHS = [1280, 390]
WAITS = 60_000
EVENT = {"id_evento": "1", "tipo_evento": "info_sesion", "data": "2018-02-20", "sede": "PZ", "tema": "adr"}


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A server of its own at a free port, which ends with the test."""
    command = [sys.executable, "-m", "impegni", "serve", "--archive", str(tmp_path / "a.impegni")]
    command += ["--rulebook", str(SMALL), "--today", "2018-04-05", "--port", "0", "--no-project"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        found = re.search(r"http://\S+/", line)
        assert found, line + server.stderr.read()
        yield found[0].rstrip("/")
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def opened(browser: Any, width: int, **more: Any) -> Any:
    """A page in a browser whose reader is Italian."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="it-IT", accept_downloads=True, **more
    )
    page = context.new_page()
    page.set_default_timeout(WAITS)
    return page


def filled(path: Path, out: Path, **values: str) -> Path:
    """A workbook with some cells of its first event written."""
    book = openpyxl.load_workbook(path)
    sheet = book["Eventi"]
    headings = [cell.value for cell in sheet[1]]
    for name, value in values.items():
        sheet.cell(2, headings.index(name) + 1, value)
    book.save(out)
    return out


def downloaded(page: Any, folder: Path, name: str, text: str) -> Path:
    """The file that a link leads to."""
    with page.expect_download() as found:
        page.get_by_role("link", name=text).first.click()
    found.value.save_as(folder / name)
    return folder / name


def follow(page: Any, name: str, address: str) -> None:
    """Follow a link, until the page it leads to is there."""
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(address)


def send(page: Any, file: Path, button: str = "Controlla") -> None:
    page.set_input_files("#files", str(file))
    page.get_by_role("button", name=button).click()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_clerks_whole_month(browser: Any, address: str, tmp_path: Path, width: int) -> None:
    page = opened(browser, width)
    with without_error(page):
        page.goto(f"{address}/")
        check_barriers(page)
        page.locator(".todo li", has_text="Potenza").filter(has_text="febbraio").first.wait_for()
        empty = downloaded(page, tmp_path, "empty.xlsx", "Cartella da compilare Potenza, febbraio 2018")
        follow(page, "Invia", "**/send")
        check_barriers(page)
        send(page, filled(empty, tmp_path / "invio.xlsx", **EVENT))
        page.get_by_role("heading", name="C'è qualcosa da correggere").wait_for()
        page.get_by_text("foglio Eventi, riga 2, colonna tipo_evento").wait_for()
        check_barriers(page)
        marked = downloaded(page, tmp_path, "marked.xlsx", "Scarica la copia con le celle segnate")
        send(page, filled(marked, tmp_path / "corretto.xlsx", tipo_evento="info_session"))
        page.get_by_role("heading", name="È tutto giusto").wait_for()
        check_barriers(page)
        page.get_by_role("button", name="Archivia").click()
        page.get_by_role("heading", name="Ricevuta").wait_for()
        check_barriers(page)
        follow(page, "PZ-2018-02", "**/submissions/PZ-2018-02")
        check_barriers(page)
        page.goto(f"{address}/submissions?unit=PZ")
        check_barriers(page)
    page.context.close()


def stored(page: Any, address: str, folder: Path) -> None:
    """Store one submission by the pages."""
    name, content = submission("PZ-2018-02")
    (folder / name).write_bytes(content)
    page.goto(f"{address}/send")
    send(page, folder / name)
    page.get_by_role("button", name="Archivia").click()
    page.get_by_role("heading", name="Ricevuta").wait_for()


def test_a_month_without_javascript(browser: Any, address: str, tmp_path: Path) -> None:
    page = opened(browser, 390, java_script_enabled=False)
    stored(page, address, tmp_path)
    page.goto(f"{address}/dossier?day=05/04/2018")
    page.get_by_role("heading", name="Dossier per la riunione del 05/04/2018").wait_for()
    page.context.close()


def tab_to(page: Any, name: str) -> None:
    """Press the key that leads from one control to the next until one of that name is reached."""
    said = "() => { const one = document.activeElement; return one.innerText || one.labels?.[0]?.innerText || '' }"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(said).strip() == name:
            return
    pytest.fail(f"the keyboard does not reach {name!r}")


def asked_for(page: Any, choices: list[Any]) -> Any:
    """The choice of a file that the space bar opens; a browser that is busy may miss a key."""
    for _ in range(5):
        page.keyboard.press("Space")
        for _ in range(50):
            if choices:
                return choices[0]
            page.wait_for_timeout(100)
    pytest.fail("the space bar opens no choice of a file")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_month_by_keyboard_alone(browser: Any, address: str, tmp_path: Path, width: int) -> None:
    name, content = submission("PZ-2018-02")
    (tmp_path / name).write_bytes(content)
    page = opened(browser, width)
    # Heard from the beginning: told only as the key is pressed, a browser may hand the choice over too late.
    choices: list[Any] = []
    page.on("filechooser", lambda choice: choices.append(choice))
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Vai al contenuto principale"
    tab_to(page, "Invia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/send")
    tab_to(page, "File")
    asked_for(page, choices).set_files(str(tmp_path / name))
    tab_to(page, "Controlla")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="È tutto giusto").wait_for()
    tab_to(page, "Archivia")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ricevuta").wait_for()
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_members_evening(browser: Any, address: str, tmp_path: Path, width: int) -> None:
    page = opened(browser, width)
    with without_error(page):
        stored(page, address, tmp_path)
        follow(page, "Dossier", "**/dossier")
        check_barriers(page)
        page.fill("#since", "05/03/2018")
        page.get_by_role("button", name="Apri").click()
        page.get_by_role("heading", name="Dossier per la riunione del 05/04/2018").wait_for()
        check_barriers(page)
        page.get_by_role("link", name="Agenda", exact=True).click()
        page.get_by_role("link", name="Come calendario (ICS)").wait_for()
        check_barriers(page)
        calendar = downloaded(page, tmp_path, "agenda.ics", "Come calendario (ICS)")
        assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR")
        page.get_by_role("link", name="Regole", exact=True).click()
        page.locator("header.top").wait_for()
        check_barriers(page)
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_partys_reply(browser: Any, address: str, tmp_path: Path, width: int) -> None:
    page = opened(browser, width)
    with without_error(page):
        stored(page, address, tmp_path)
        page.goto(f"{address}/dossier?day=05/04/2018")
        page.get_by_role("heading", name="Dossier per la riunione del 05/04/2018").wait_for()
        page.locator("details:has(a.explain) > summary").first.click()
        page.locator("a.explain:visible").first.click()
        page.get_by_role("heading", name="Che cosa è richiesto").wait_for()
        check_barriers(page)
        page.get_by_role("link", name="Replica a questo esito").click()
        page.select_option("#kind", "justification")
        page.select_option("#party", "region")
        page.fill("#text", "La sede era chiusa per lavori")
        check_barriers(page)
        page.get_by_role("button", name="Conserva la replica").click()
        page.get_by_text("La replica è conservata.").wait_for()
        check_barriers(page)
        page.goto(f"{address}/dossier/2018-04-05/-/-/it/index.html")
        page.get_by_text("La sede era chiusa per lavori").first.wait_for(state="attached")
    page.context.close()
