# SPDX-License-Identifier: EUPL-1.2
"""Streams of a setting: every convention and the programme followed, and what is found as lines."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from ...schema.base import Language
from ...schema.error_record import ErrorRecord
from ...schema.stream import StreamFact
from ..archive.secret import Secret
from ..stream.following import follow
from ..stream.run import Say, Stream
from ..stream.told import Held, Told
from .filters import Filters
from .setting import Setting

ALL = Filters()

FIRST = ("fact", "seq", "supersedes", "withdrawn")
"""The keys each line of the output begins with."""


def unsaid(_: ErrorRecord) -> None:
    """Say nothing."""


def stream_of(
    setting: Setting,
    filters: Filters = ALL,
    language: Language = "it",
    say: Say = unsaid,
    archive: Path | None = None,
    secret: Secret | None = None,
) -> Stream:
    """A stream that nothing was told yet.

    Args:
        say: Told what is to be said about lines.
        archive: What it holds is where the stream begins.
        secret: That of the keys of persons.

    Raises:
        ArchiveError: The archive cannot be used, or the secret is not the one of its persons.
    """
    held = None if archive is None else Held(archive, secret)
    key = None if secret is None else secret.key
    told = Told(setting.rulebook.vocabulary, setting.units, language, held, setting.from_rules, key)
    asked = partial(filters.options, known_at=None)
    return Stream(told, follow(setting.rulebook, setting.agreements, setting.programme, asked), say)


def written(facts: Iterable[StreamFact]) -> Iterator[str]:
    """One fact a line."""
    for fact in facts:
        values = fact.model_dump(mode="json")
        ordered = {name: values.pop(name) for name in FIRST} | values
        yield json.dumps(ordered, ensure_ascii=False) + "\n"
