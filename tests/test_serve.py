# SPDX-License-Identifier: EUPL-1.2
"""`impegni serve`: what is sent is checked at its cells, corrected, stored once, and every page tells of it."""

import asyncio
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.log import entries
from impegni.engine.archive.verification import differences
from impegni.schema.serving import ArchiveState, CheckReport, Receipt
from serve_support import api, place, signed_on, submission, told

pytestmark = pytest.mark.slow

WRONG = "1,info_session,2018-02-20,PZ,adr,\n2,info_sesion,2018-02-21,PZ,adr,\n"


def test_what_is_sent_is_checked_corrected_stored_and_has_a_receipt(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        clerk = browser()
        assert "the first submission that is stored makes the archive" in (await clerk.get("/")).text
        wrong = await clerk.send(submission("PZ-2018-02", rows=WRONG))
        assert "row 3, column tipo_evento" in wrong.text
        assert "info_sesion" in wrong.text
        assert not desk.place.archive.exists()
        right = await clerk.send(submission("PZ-2018-02"), form=wrong.url.path)
        assert "Everything is right" in right.text
        receipt = await clerk.store(right)
        state = await desk.state("en")
        assert state.head in receipt.text
        assert "1 row of events" in receipt.text
        held = (await clerk.get("/submissions/PZ-2018-02")).text
        assert all(said in held for said in (state.head, "Potenza", "05/04/2018", "Stored at"))

    told(story, place(tmp_path))


def test_the_marked_copy_leads_to_the_cell_and_comes_back_as_it_is(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        clerk = browser()
        empty = await clerk.get("/workbook?month=2018-02&unit=PZ")
        book = openpyxl.load_workbook(io.BytesIO(empty.content))
        sheet = next(one for one in book.worksheets if one.title == "Events")
        headings = [cell.value for cell in sheet[1]]
        for name, value in {
            "event_id": "1",
            "event": "info_sesion",
            "date": "2018-02-20",
            "unit": "PZ",
            "topic": "adr",
        }.items():
            sheet.cell(2, headings.index(name) + 1, value)
        packed = io.BytesIO()
        book.save(packed)
        wrong = await clerk.send(("PZ.xlsx", packed.getvalue()))
        assert "sheet Events, row 2, column event" in wrong.text
        marked = await clerk.get(f"{wrong.url.path}/marked")
        copy = openpyxl.load_workbook(io.BytesIO(marked.content))
        cell = copy["Events"].cell(2, headings.index("event") + 1)
        assert "info_sesion" in cell.comment.text
        cell.value = "info_session"
        again = io.BytesIO()
        copy.save(again)
        assert "Everything is right" in (await clerk.send(("PZ.xlsx", again.getvalue()))).text

    told(story, place(tmp_path))


def test_faulty_rows_can_be_left_out(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        clerk = browser()
        wrong = await clerk.send(submission("PZ-2018-02", rows=WRONG))
        assert "Store without the faulty rows" in wrong.text
        receipt = await clerk.store(wrong, valid_rows="yes")
        assert "1 row left out" in receipt.text

    told(story, place(tmp_path))


def test_one_person_sends_for_her_own_units_and_sees_her_own_deliveries(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        anna, bruno, carla = browser("anna"), browser("bruno"), browser("carla")
        foreign = await anna.send(submission("MT-2018-02", units="MT"))
        assert "You may not send for: Matera" in foreign.text
        refused = await anna.post("/send", f"{foreign.url.path}/store")
        assert "you may not send for MT" in refused.text
        assert (await bruno.get(foreign.url.path)).status_code == 422
        assert (await carla.get("/send")).status_code == 422
        assert (await carla.get("/")).status_code == 200
        own = await anna.send(submission("PZ-2018-02"))
        assert "Receipt" in (await anna.store(own)).text
        assert (await desk.state("en")).submissions[0].actor == "anna"

    told(story, *signed_on(tmp_path))


def test_a_party_replies_and_the_log_tells_who_wrote_it(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        bruno = browser("bruno")
        await bruno.store(await bruno.send(submission("MT-2018-02", units="MT")))
        said = {
            "rule": "5.1.info-session", "unit": "PZ", "window": "feb 2018", "kind": "justification",
            "party": "region", "date": "05/04/2018", "text": "The office was closed", "document": "",
        }  # fmt: skip
        wrong = await bruno.post("/replies", "/replies", **said | {"date": "yesterday"})
        assert "yesterday" in wrong.text
        assert "The office was closed" in wrong.text
        assert (
            "may not reply for anpal_servizi"
            in (await bruno.post("/replies", "/replies", **said | {"party": "anpal_servizi"})).text
        )
        kept = await bruno.post("/replies", "/replies", **said)
        assert "The reply is kept" in kept.text
        assert "The office was closed" in kept.text
        explained = await bruno.get("/explain?day=2018-04-05&rule=5.1.info-session&unit=PZ&window=2018-02")
        assert "The office was closed" in explained.text
        assert "may reply for nobody" in (await browser("anna").get("/replies")).text

    told(story, *signed_on(tmp_path))
    log = entries(open_archive(tmp_path / "a.impegni", "en"))
    assert [(one.act, one.actor) for one in log] == [("ingest", "bruno"), ("reply", "bruno")]


def test_a_dossier_is_built_once_and_its_cells_lead_to_explanations(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        member = browser()
        await member.store(await member.send(submission("PZ-2018-02")))
        page = await member.get("/dossier?day=05/04/2018&since=05/03/2018")
        assert "Dossier for the meeting of 05/04/2018" in page.text
        assert "<style>" not in page.text
        assert "style=" not in page.text
        unit = await member.get(f"{page.url.path.rsplit('/', 1)[0]}/units/PZ.html")
        link = (
            f"{unit.url.path.rsplit('/', 1)[0]}/" + unit.text.split('class="explain" href="')[1].split('"')[0]
        )
        assert "What is required" in (await member.get(link.replace("&amp;", "&"))).text
        built = list((desk.place.folder / "kept").glob("*/dossier-*/done.json"))
        assert len(built) == 1
        await member.store(await member.send(submission("MT-2018-02", units="MT")))
        await member.get(page.url.path)
        assert not built[0].exists()

    told(story, place(tmp_path))


def test_the_agenda_comes_as_a_page_a_calendar_a_workbook_and_data(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        member = browser()
        await member.store(await member.send(submission("PZ-2018-02")))
        asked = "/agenda?start=05/04/2018&end=31/05/2018"
        assert "Monthly session" in (await member.get(asked)).text
        assert (await member.get(f"{asked}&format=ics")).content.startswith(b"BEGIN:VCALENDAR")
        assert (await member.get(f"{asked}&format=xlsx")).content.startswith(b"PK")
        assert json.loads((await member.get(f"{asked}&format=json")).content)[0]["items"]
        assert (await member.get("/agenda?start=05/04/2018&end=01/04/2018")).status_code == 422

    told(story, place(tmp_path))


def test_rules_have_their_pages_in_both_languages(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        member = browser()
        assert "5.1.info-session" in (await member.get("/rules/en/5.1.html")).text
        assert (await member.get("/rules")).url.path == "/rules/it/index.html"
        assert (await member.get("/rules/../desk.py")).status_code == 404

    told(story, place(tmp_path, language="it"))


def test_programs_get_the_same_as_data_that_keeps_to_the_schemas(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        with api(browser()) as client:
            name, packed = submission("PZ-2018-02", rows=WRONG)
            checked = await client.post("/api/check", files=[("files", (name, packed))])
            report = CheckReport.model_validate_json(checked.content)
            assert (report.binding, report.acceptable, report.salvageable) == (1, False, True)
            again = await client.post("/api/check", files=[("files", submission("PZ-2018-02"))])
            stored = await client.post(f"/api/check/{again.json()['delivery']}/store")
            receipt = Receipt.model_validate_json(stored.content)
            state = ArchiveState.model_validate_json((await client.get("/api/state")).content)
            assert state.head == receipt.head == receipt.added[0].entry
            dossier = (await client.get("/api/dossier?day=2018-04-05")).json()
            assert dossier["head"] == receipt.head

    told(story, place(tmp_path))


def test_twenty_clerks_at_once_lose_nothing(tmp_path: Path) -> None:
    async def clerk(browser: Any, number: int) -> str:
        mine, month = browser(), f"2018-{1 + number % 3:02}"
        name = f"S{number}-{month}"
        row = f"A{number}x,info_session,{month}-20,PZ,adr,\n"
        checked = await mine.send(submission(name, month, rows=row))
        return str((await mine.store(checked)).text)

    async def story(browser: Any, desk: Any) -> None:
        receipts = await asyncio.gather(*(clerk(browser, number) for number in range(20)))
        assert all("Stored. Keep this page" in one for one in receipts)
        state = await desk.state("en")
        assert sorted(one.id for one in state.submissions) == sorted(
            f"S{number}-2018-{1 + number % 3:02}" for number in range(20)
        )

    told(story, place(tmp_path))
    assert differences(open_archive(tmp_path / "a.impegni", "en")) == ()
