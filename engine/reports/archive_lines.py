# SPDX-License-Identifier: EUPL-1.2
"""What is said about an archive: what an ingest added, the log, what a verification found."""

from collections.abc import Iterator, Sequence

from ..archive.forgetting import Forgotten
from ..archive.ingest import Ingested
from ..archive.log import LogEntry
from ..archive.replies import Replied
from ..archive.verification import Contradiction
from ..intake.columns import EVENTS
from ..language.catalogue import mark
from ..language.words import Words
from ..plain_text import on_one_line

DIFFERENCES = {
    "content": mark("the rows are not those received"),
    "log": mark("the log tells another sender or day"),
    "twice": mark("the submission stands twice"),
    "rows": mark("rows of a submission that is not there"),
    "left_out": mark("the rows left out as faulty are not those that were left out"),
    "person": mark("a person in it has no mark, or two"),
    "forgotten": mark("the persons forgotten are not those that the log tells of"),
    "mark": mark("a person is not the one that the log was computed from"),
    "chain": mark("from this entry on the log is not the one that was written"),
    "cut": mark("this is not the last entry that was written to the log"),
    "seal": mark("this entry of the log was not sealed with the secret key"),
    "secret": mark("the secret key is not the one that the log tells of"),
    "units": mark("the units that became known with this entry are not those stored"),
    "names": mark(
        "the ids of earlier events are not those given when the archive was brought to a new version"
    ),
    "replies": mark("the replies of the parties are not those that were put in"),
    "meta": mark("something is said of the archive as a whole that impegni does not say, or twice"),
    "kept": mark(
        "what was kept beside the archive says something else than what is counted anew; it is kept no longer"
    ),
    "unfinished": mark(
        "its log ends in the midst of an act, which counts for nothing: a command was killed, or the log was cut; give "
        "that command again, or take a backup copy"
    ),
    "head": mark("no entry of the log has this head: what was seen then is no longer in the archive"),
    "current_event": mark("the version that counts is another"),
    "current_population": mark("the figure that counts is another"),
}
_ENTRIES = ("chain", "cut", "seal", "units", "replies")
"""The checks that are about an entry of the log."""


def ingest_lines(done: Ingested, words: Words) -> Iterator[str]:
    """One line a submission: what is new, then what was there already."""
    archived, already = words.text("archived"), words.text("already in the archive")
    for entry in done.added:
        yield f"{entry.submission}: {archived}, {_amounts(entry, words)}"
    for name in done.held:
        yield f"{name}: {already}"
    if done.added:
        yield head_line(done.added, words)


def replied_lines(done: Replied, words: Words) -> Iterator[str]:
    """What is new, then what was there already."""
    if done.added is not None:
        count = done.added.replies or 0
        yield words.plural("{count} reply archived", "{count} replies archived", count)
    if done.held:
        yield words.plural(
            "{count} reply already in the archive", "{count} replies already in the archive", done.held
        )
    if done.added is not None:
        yield head_line([done.added], words)


def log_lines(entries: Sequence[LogEntry], words: Words) -> Iterator[str]:
    """One line an act."""
    for entry in entries:
        by = "" if entry.actor is None else words.text("; by {actor}", actor=entry.actor)
        yield on_one_line(f"{entry.seq:>5}  {_said(entry, words)}{by}")


def _said(entry: LogEntry, words: Words) -> str:
    if entry.act == "upgrade":
        return _upgraded(entry, words)
    if entry.act == "reply":
        said = words.plural(
            "{count} reply of the parties", "{count} replies of the parties", entry.replies or 0
        )
        return ", ".join([said, *entry.files])
    if entry.act == "forget":
        said = words.text("a person was forgotten")
    else:
        day = "" if entry.received is None else words.day(entry.received)
        said = ", ".join(filter(None, (words.text("received {day}", day=day), entry.sender)))
    return f"{entry.submission or words.text('replies of the parties')}: {said}; {_amounts(entry, words)}"


def forgotten_lines(done: Forgotten, words: Words) -> Iterator[str]:
    """What forgetting a person could not reach."""
    for one in done.unreached:
        yield words.plural(
            "{submission}: {count} row still names the person in {column}: what stands there is kept as it was sent",
            "{submission}: {count} rows still name the person in {column}: what stands there is kept as it was sent",
            one.rows,
            submission=one.submission,
            column=EVENTS.column(one.column).heading(words.language),
        )
    yield words.text(
        "Not reached: copies and exports of the archive, the files received, reports made before. Forget the person "
        "there too"
    )


def _upgraded(entry: LogEntry, words: Words) -> str:
    parts = [words.text("the archive was brought to a new version; what is before is as found")]
    if entry.events:
        numbered = words.plural(
            "{count} row with a number for its id: it is an event of its own month, or corrects one",
            "{count} rows with a number for their id: each is an event of its own month, or corrects one",
            entry.events,
        )
        parts.append(numbered)
    return "; ".join(parts)


def head_line(entries: Sequence[LogEntry], words: Words) -> str:
    """The head of the log, to be kept elsewhere: it stands for everything held and how it came there."""
    if not entries:
        return words.text("the archive is empty")
    return words.text("Head of the log: {head} (entry {seq})", head=entries[-1].entry, seq=entries[-1].seq)


def proof_lines(
    found: Sequence[Contradiction],
    entries: Sequence[LogEntry],
    words: Words,
    *,
    sealed: bool,
    head: str | None,
) -> Iterator[str]:
    """One line a difference, or that there is none; then what was proved and the head.

    Args:
        entries: The whole log.
        sealed: The secret was given, and seals were checked.
        head: The one that was looked for.
    """
    for one in found:
        what = words.text("entry {seq}", seq=one.what) if one.check in _ENTRIES else one.what
        yield (
            f"{what}: {words.marked(DIFFERENCES[one.check])}"
            if what
            else words.marked(DIFFERENCES[one.check])
        )
    if not found:
        yield words.text("the archive is whole")
    seen = [entry for entry in entries if entry.entry == head]
    if seen:
        yield words.text(
            "what was seen at entry {seq} is still in it; {count} entries came after",
            seq=seen[0].seq,
            count=len(entries) - seen[0].seq,
        )
    if not sealed and any(entry.seal for entry in entries):
        yield words.text("the seals were not checked: give the secret key (--key-file)")
    yield head_line(entries, words)


def effect_line(kinds: Sequence[str], words: Words) -> str:
    """How many verdicts a submission changed, breaches that are new or cured by themselves.

    Args:
        kinds: The kind of each change.
    """
    new, cured = kinds.count("new"), kinds.count("cured")
    parts = [
        words.plural("{count} new violation", "{count} new violations", new),
        words.plural("{count} violation cured", "{count} violations cured", cured),
        words.plural(
            "{count} other verdict changed", "{count} other verdicts changed", len(kinds) - new - cured
        ),
    ]
    return "       " + ", ".join(parts)


def _amounts(entry: LogEntry, words: Words) -> str:
    if entry.replies is not None:
        return words.plural("{count} reply", "{count} replies", entry.replies)
    parts = [
        words.plural("{count} row of events", "{count} rows of events", entry.events),
        words.plural("{count} row of populations", "{count} rows of populations", entry.populations),
    ]
    if entry.refused:
        parts.append(words.plural("{count} row left out", "{count} rows left out", entry.refused))
    return ", ".join(parts)
