# SPDX-License-Identifier: EUPL-1.2
"""What a process that does one thing and ends need not do; half a second of work should not take a whole one."""

import atexit
import gc
import os

SELDOM = 300_000, 5, 5
"""After how many new objects Python looks for unused ones, and after how many times among more of them."""


def spare() -> None:
    """Leave undone, from now on, what is of no use to such a process.

    Rules and code, which are most of its objects, stay to its end, and then all of it goes: to search it for what
    nobody uses is in vain. Threads that multiply matrices wait for work by asking for it; there is none.
    """
    gc.set_threshold(*SELDOM)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
