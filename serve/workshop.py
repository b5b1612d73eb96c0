# SPDX-License-Identifier: EUPL-1.2
"""The workshop: each order is carried out by a process of its own, forked from one that has the engine loaded.

What people send is read there and nowhere else, with bounds on memory, time and disk; nothing comes back but JSON.
"""

import asyncio
import contextlib
import json
import multiprocessing
import os
import secrets
import shutil
import signal
import threading
from collections.abc import Iterator
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from .errand import SPILL, carry_out
from .orders import Order, OrderBusyError, OrderFailedError, OrderRefusedError

LOADED = "impegni.serve.jobs.loaded"
QUICK = frozenset({"state", "storing", "replying"})
"""Jobs that are short and that many wait for: they do not stand in line behind checks and dossiers."""

GRACE = 1.0
"""Seconds a process that was told to end has for it."""


class Workshop:
    """Processes that carry out orders, so many at once, and one more for what is quick and waited for by many."""

    def __init__(self, at_once: int = 2) -> None:
        self._free, self._quick = asyncio.Semaphore(at_once), asyncio.Semaphore(1)
        self._running: set[BaseProcess] = set()
        self._context = _context()

    async def run(self, order: Order) -> Any:
        """Carry out an order; what came of it.

        Raises:
            OrderRefusedError: What was asked cannot be had.
            OrderFailedError: It took too long or too much, or broke.
        """
        async with self._quick if order.job in QUICK else self._free:
            answer = order.folder / f".{secrets.token_hex(8)}.json"
            try:
                code = await self._process(order, str(answer))
                return _read(answer.read_bytes() if answer.exists() else b"", code)
            finally:
                _clear(order.folder, answer)

    async def _process(self, order: Order, answer: str) -> int | None:
        order.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        process = self._context.Process(target=carry_out, args=(order, answer), daemon=True)  # type: ignore[attr-defined]
        process.start()
        self._running.add(process)
        try:
            await asyncio.to_thread(process.join, order.limits.seconds)
            if process.is_alive():
                raise OrderFailedError("time")
            return int(process.exitcode or 0)
        finally:
            await asyncio.to_thread(_end, process)
            self._running.discard(process)

    def close(self) -> None:
        """End what still runs."""
        for process in list(self._running):
            process.kill()


def _context() -> BaseContext:
    """Forking from a process that has loaded the engine, where the system can; a fresh one each time elsewhere."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    # One thread each: the process that is forked from must have no other, and there are others to share cores with.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([LOADED])
    with _uninterrupted():
        forkserver.ensure_running()
    return context


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started meanwhile hears no interrupt: one at the keyboard goes to all, and all are ended from here."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end(process: BaseProcess) -> None:
    if process.is_alive():
        process.kill()
    process.join(GRACE)
    with contextlib.suppress(ValueError):
        process.close()


def _clear(folder: Path, answer: Path) -> None:
    """Remove the answer, and what a process that was ended left behind."""
    with contextlib.suppress(OSError):
        answer.unlink(missing_ok=True)
    for left in folder.glob(f"{SPILL}*"):
        shutil.rmtree(left, ignore_errors=True)


def _read(answer: bytes, code: int | None) -> Any:
    try:
        said = json.loads(answer)
    except ValueError:
        raise OrderFailedError("fault", f"exit {code}") from None
    if said.get("busy"):
        raise OrderBusyError([str(one) for one in said["refused"]])
    if "refused" in said:
        raise OrderRefusedError([str(one) for one in said["refused"]])
    if "failed" in said:
        raise OrderFailedError(str(said["failed"]), str(said.get("detail", "")))
    return said["done"]
