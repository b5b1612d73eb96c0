# SPDX-License-Identifier: EUPL-1.2
"""Run the command line: `impegni`, or `python -m impegni`.

An interrupt ends it with 130 from the first moment on and without a word; what comes when all is done is not heard.
"""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn


def run() -> NoReturn:
    """Run the command that was given, and end with its exit code."""
    heeded = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    if heeded:
        signal.signal(signal.SIGINT, _end)
    from click import Abort

    from .cli import INTERRUPTED, main

    code = INTERRUPTED
    try:
        try:
            if heeded:
                signal.signal(signal.SIGINT, signal.default_int_handler)
            code = main(standalone_mode=False)
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except (Abort, KeyboardInterrupt):
        pass
    sys.exit(code)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Nothing has been begun that would have to be ended."""
    os._exit(128 + number)


if __name__ == "__main__":
    run()
