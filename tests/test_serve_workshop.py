# SPDX-License-Identifier: EUPL-1.2
"""The processes that work for the server: what is pressed at the keyboard is for the server alone."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest
from impegni.serve.workshop import Workshop

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="each is started afresh there"),
]


def told(path: str) -> None:
    heard = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    Path(path).write_text("heard" if heard else "unheard", encoding="utf-8")


def test_they_hear_no_interrupt(tmp_path: Path) -> None:
    async def context() -> object:
        return Workshop()._context

    process = asyncio.run(context()).Process(target=told, args=(str(tmp_path / "told"),))
    process.start()
    process.join(60)
    assert (tmp_path / "told").read_text(encoding="utf-8") == "unheard"
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
