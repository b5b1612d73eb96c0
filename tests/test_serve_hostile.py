# SPDX-License-Identifier: EUPL-1.2
"""`impegni serve` under attack: what is sent to do harm is refused in words, and the next one is served."""

import asyncio
import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from hostile_files import hostile
from impegni.serve import deliveries
from impegni.serve.orders import Limits, Order, OrderFailedError
from serve_support import place, submission, told

pytestmark = pytest.mark.slow

ATTACKS = 60


def test_hostile_uploads_leave_it_serving(tmp_path: Path) -> None:
    answers: list[tuple[str, int, str]] = []

    async def attack(browser: Any, number: int) -> None:
        kind, made = hostile(number)
        answer = await browser().send(made)
        answers.append((kind, answer.status_code, answer.text))

    async def story(browser: Any, desk: Any) -> None:
        for start in range(0, ATTACKS, 10):
            await asyncio.gather(*(attack(browser, number) for number in range(start, start + 10)))
        clerk = browser()
        receipt = await clerk.store(await clerk.send(submission("PZ-2018-02")))
        assert "Stored. Keep this page" in receipt.text

    told(story, place(tmp_path))
    assert [(kind, status) for kind, status, _ in answers if status not in (200, 422)] == []
    assert [kind for kind, _, text in answers if "<script>alert" in text or "Traceback" in text] == []
    outside = [path for path in tmp_path.iterdir() if path.name not in {"a.impegni", "pages"}]
    assert outside == []


def test_what_takes_too_long_or_too_much_is_ended_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(browser: Any, desk: Any) -> None:
        monkeypatch.setattr(deliveries, "CHECK", Limits(seconds=0))
        ended = await browser().send(submission("PZ-2018-02"))
        assert "it took too long and was ended" in ended.text
        monkeypatch.setattr(deliveries, "CHECK", Limits(memory=64 * 1024 * 1024))
        starved = await browser().send(submission("PZ-2018-02"))
        assert re.search("needs more memory|failed on the server", starved.text)
        monkeypatch.undo()
        assert "Everything is right" in (await browser().send(submission("PZ-2018-02"))).text

    told(story, place(tmp_path))
    assert not list((tmp_path / "pages").rglob(".work-*"))


def test_a_process_beyond_its_bounds_fails_alone(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        order = Order("state", desk.place, tmp_path / "work", "en")
        with pytest.raises(OrderFailedError, match="time"):
            await desk.workshop.run(dataclasses.replace(order, limits=Limits(seconds=0)))
        assert await desk.workshop.run(order)

    told(story, place(tmp_path))
