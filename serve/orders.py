# SPDX-License-Identifier: EUPL-1.2
"""Orders: what a page asks of a process of its own, and what may come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..schema.base import Language
from .place import Place

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What a process may use.

    Attributes:
        seconds: How long it may take.
        memory: Bytes it may address.
        disk: Bytes of the largest file it may write.
    """

    seconds: int = 120
    memory: int = 4096 * MEGABYTE
    disk: int = 512 * MEGABYTE


DEFAULT = Limits()


@dataclass(frozen=True)
class Order:
    """One piece of work.

    Attributes:
        job: The module of `jobs` that does it.
        folder: Where it reads and writes; nothing else may be written but the archive, by those that store.
        asked: What it is asked, as JSON could say it.
        limits: What it may use.
    """

    job: str
    place: Place
    folder: Path
    language: Language
    asked: Mapping[str, Any] = field(default_factory=dict)
    limits: Limits = DEFAULT


class OrderRefusedError(Exception):
    """What was asked cannot be had; the sentences say why, in the reader's language."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class OrderBusyError(OrderRefusedError):
    """Another program has the archive; it may be asked again."""


class OrderFailedError(Exception):
    """The process broke off: `time`, `memory`, or `fault`."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why} {detail}".strip())
        self.why = why
