# SPDX-License-Identifier: EUPL-1.2
"""What is said about an archive: what an ingest added, the log, what a verification found."""

from collections.abc import Iterator, Sequence

from ..archive.ingest import Ingested
from ..archive.log import LogEntry
from ..archive.verification import Difference
from ..language.catalogue import mark
from ..language.words import Words

DIFFERENCES = {
    "content": mark("the rows are not those received"),
    "log": mark("the log tells another sender or day"),
    "twice": mark("the submission stands twice"),
    "rows": mark("rows of a submission that is not there"),
    "sequence": mark("an entry of the log is missing"),
    "current_event": mark("the version that counts is another"),
    "current_population": mark("the figure that counts is another"),
}


def ingest_lines(done: Ingested, words: Words) -> Iterator[str]:
    """One line a submission: what is new, then what was there already."""
    archived, already = words.text("archived"), words.text("already in the archive")
    for entry in done.added:
        yield f"{entry.submission}: {archived}, {_amounts(entry, words)}"
    for name in done.held:
        yield f"{name}: {already}"


def log_lines(entries: Sequence[LogEntry], words: Words) -> Iterator[str]:
    """One line an act."""
    for entry in entries:
        if entry.act == "forget":
            said = words.text("a person was forgotten")
        else:
            day = "" if entry.received is None else words.day(entry.received)
            said = ", ".join(filter(None, (words.text("received {day}", day=day), entry.sender)))
        yield f"{entry.seq:>5}  {entry.submission}: {said}; {_amounts(entry, words)}"


def difference_lines(found: Sequence[Difference], words: Words) -> Iterator[str]:
    """One line a difference, or that there is none."""
    for one in found:
        yield f"{one.what}: {words.marked(DIFFERENCES[one.check])}"
    if not found:
        yield words.text("the archive is whole")


def effect_line(kinds: Sequence[str], words: Words) -> str:
    """How many verdicts a submission changed, breaches that are new or cured by themselves.

    Args:
        kinds: The kind of each change.
    """
    new, cured = kinds.count("new"), kinds.count("cured")
    parts = [
        words.plural("{count} new breach", "{count} new breaches", new),
        words.plural("{count} breach cured", "{count} breaches cured", cured),
        words.plural(
            "{count} other verdict changed", "{count} other verdicts changed", len(kinds) - new - cured
        ),
    ]
    return "       " + ", ".join(parts)


def _amounts(entry: LogEntry, words: Words) -> str:
    parts = [
        words.plural("{count} row of events", "{count} rows of events", entry.events),
        words.plural("{count} row of populations", "{count} rows of populations", entry.populations),
    ]
    if entry.refused:
        parts.append(words.plural("{count} row left out", "{count} rows left out", entry.refused))
    return ", ".join(parts)
