# SPDX-License-Identifier: EUPL-1.2
"""The proof that what is kept beside an archive changes no verdict: everything is counted anew and held against it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from ..archive.file import Archive
from ..archive.held import held_facts
from ..archive.verification import Contradiction
from ..kept.files import drop, files, read_file
from ..kept.judged import Judged
from ..kept.judging import KeptJudge, judged_anew
from ..kept.table_file import Said
from ..language.reader import words
from ..verdicts.run import Options
from ..verdicts.verdict_rows import rows_of
from .judgements import judged_of
from .setting import Setting
from .work import Work


def wrongly_kept(archive: Archive, setting: Setting, say: Work | None = None) -> tuple[Contradiction, ...]:
    """The tables kept from which a check would say something else; they are kept no longer.

    Tables kept under other definitions, on which no check under these builds, are not looked at; a file that is broken
    goes.
    """
    return tuple(_wrong(archive, setting, say or Work()))


def _wrong(archive: Archive, setting: Setting, say: Work) -> Iterator[Contradiction]:
    judged = {one.name: one for one in judged_of(setting)}
    for file in sorted(files(archive.path)):
        kept = read_file(file)
        if kept is None:
            drop(file)
            continue
        options, one = _options(kept.said), judged.get(kept.said["name"])
        if one is None or one.key(options) != file.stem:
            continue
        what = f"{one.name} {options.as_of}"
        say(words.text("Judging {name}", name=what))
        if not _same(archive, one, options, file):
            drop(file)
            yield Contradiction("kept", what)


def _same(archive: Archive, one: Judged, options: Options, file: Path) -> bool:
    """Whether verdicts and sums, brought up to date from what was kept, are those of everything counted."""
    facts = held_facts(archive)
    found = KeptJudge(archive.path, one)(facts, options)
    anew, sums = judged_anew(one, facts, options)
    kept = read_file(file)
    return rows_of(found.frame) == rows_of(anew.frame) and (kept is None or kept.sums.agree_with(sums))


def _options(said: Said) -> Options:
    known_at = None if said["known_at"] is None else dt.date.fromisoformat(said["known_at"])
    return Options(dt.date.fromisoformat(said["as_of"]), known_at, readings=said["readings"])
