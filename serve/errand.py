# SPDX-License-Identifier: EUPL-1.2
"""What runs in a process of its own: the bounds it lives in, the job, and its answer as a file."""

import importlib
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

from ..engine.language.locales import READER
from ..schema.errors import ArchiveError, Refused
from .orders import Limits, Order

SPILL = ".work-"
"""How the folders are named that a process unpacks and spills into; the server removes those it leaves behind."""

LOCKED = ("Could not set lock", "already attached")
"""What the database says of an archive that another program has."""

SLACK = 5
"""Seconds of processor time beyond those of the clock: several threads share them out."""


def carry_out(order: Order, answer: str) -> None:
    """Carry out an order and write its answer whole."""
    # What is told on the way, and what libraries say, is nothing for the terminal of the server.
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.umask(0o077)
    _bound(order.limits)
    os.environ[READER] = order.language
    with tempfile.TemporaryDirectory(prefix=SPILL, dir=order.folder) as spill:
        tempfile.tempdir = spill
        os.chdir(order.folder)
        said = json.dumps(_answer(order), ensure_ascii=False)
    part = Path(answer + ".part")
    part.write_text(said, encoding="utf-8")
    part.replace(answer)


def _answer(order: Order) -> dict[str, Any]:
    try:
        job = importlib.import_module(f".jobs.{order.job}", __package__)
        return {"done": job.run(order)}
    except Refused as refused:
        # Where the archive lies on the server is nobody's business.
        inside = f"{order.place.archive.parent}{os.sep}"
        busy = isinstance(refused, ArchiveError) and any(one in str(refused.__cause__) for one in LOCKED)
        return {"refused": [one.replace(inside, "") for one in refused.problems], "busy": busy}
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:
        if "Out of Memory" in str(error) or "std::bad_alloc" in str(error):
            return {"failed": "memory"}
        sys.stderr.write(f"impegni serve: {order.job} failed\n{traceback.format_exc()}")
        return {"failed": "fault", "detail": type(error).__name__}


def _bound(limits: Limits) -> None:
    """Bounds that the system keeps; one that has none leaves the clock alone, which the server keeps."""
    try:
        import resource
    except ImportError:
        return
    cores = os.cpu_count() or 1
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.disk),
        (resource.RLIMIT_CPU, (limits.seconds + SLACK) * cores),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
