# SPDX-License-Identifier: EUPL-1.2
"""Lines as they arrive: what has come while others were judged is taken together."""

import os
import stat
import threading
import time
from collections.abc import Iterator
from itertools import islice
from queue import Empty, SimpleQueue
from typing import IO

from .lines import Numbered, numbered

MOST = 50_000
"""How many lines are taken together, or wait to be taken."""


class Arriving:
    """The lines of an input, until it ends or nothing more is to be taken.

    A file has come as a whole: what is taken together does not depend on time, so that it is judged alike each time.
    """

    def __init__(self, stream: IO[bytes], max_delay: float) -> None:
        """Take lines from a stream.

        Args:
            max_delay: For how many seconds a line may wait for others that keep coming; 0 takes each by itself.
        """
        self._stream, self._max_delay = stream, max_delay
        self._come: SimpleQueue[Numbered | None] = SimpleQueue()
        self._room = threading.Semaphore(MOST)
        self._stopped = False

    def stop(self) -> None:
        """Take no more than what has come; may be called from the handler of a signal."""
        self._stopped = True
        self._come.put(None)

    def together(self) -> Iterator[list[Numbered]]:
        """The lines to be judged together, again and again."""
        yield from self._in_time() if _comes_in_time(self._stream) else self._all_there()

    def _all_there(self) -> Iterator[list[Numbered]]:
        lines = numbered(self._stream)
        while not self._stopped and (taken := list(islice(lines, MOST if self._max_delay else 1))):
            yield taken

    def _in_time(self) -> Iterator[list[Numbered]]:
        threading.Thread(target=self._read, daemon=True).start()
        ended = False
        while not ended:
            taken, ended = self._take()
            if taken:
                yield taken

    def _take(self) -> tuple[list[Numbered], bool]:
        """A line and those that have come after it; and whether nothing is left."""
        line = self._come.get()
        taken, until = [], time.monotonic() + self._max_delay
        while line is not None:
            taken.append(line)
            self._room.release()
            if len(taken) == MOST or (time.monotonic() >= until and not self._stopped):
                return taken, False
            try:
                line = self._come.get_nowait()
            except Empty:
                return taken, self._stopped
        return taken, True

    def _read(self) -> None:
        # A reader of its own: one that waits on standard input would keep the program from ending.
        with os.fdopen(os.dup(self._stream.fileno()), "rb") as stream:
            for line in numbered(stream):
                self._room.acquire()
                self._come.put(line)
        self._come.put(None)


def _comes_in_time(stream: IO[bytes]) -> bool:
    """Whether a stream is a pipe, a terminal or the like, and no file."""
    try:
        return not stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:
        return False
