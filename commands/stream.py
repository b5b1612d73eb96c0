# SPDX-License-Identifier: EUPL-1.2
"""`impegni stream`: facts told line by line, and the verdicts they change."""

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import UsageError
from .command import Command
from .options import (
    archive_option,
    filter_options,
    key_option,
    language_option,
    programme_option,
    reading_option,
    setting_options,
)
from .output import say, write

if TYPE_CHECKING:
    from ..engine.stream.arriving import Arriving
    from ..engine.stream.run import Stream
    from ..engine.stream.storing import Stored
    from ..schema.base import Language
    from ..schema.error_record import ErrorRecord

INTERRUPTED = 130


@click.command(cls=Command)
@archive_option()
@key_option
@setting_options
@programme_option
@reading_option
@filter_options
@click.option(
    "--max-delay",
    type=click.FloatRange(min=0),
    default=0.2,
    show_default=True,
    metavar="SECONDS",
    help="How long a line may wait for others that keep coming; 0 judges each by itself.",
)
@click.option("--store", is_flag=True, help="At the end, put the submissions told into the archive.")
@language_option
@click.pass_context
def stream(
    ctx: click.Context,
    archive: Path | None,
    key_file: Path | None,
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    programme: Path | None,
    readings: dict[str, str],
    codes: Sequence[str],
    rules: Sequence[str],
    objectives: Sequence[str],
    max_delay: float,
    store: bool,
    language: "Language",
) -> None:
    """Judge facts told on standard input, a JSON object a line, and write what changes.

    From the first line {"fact": "clock", "date": ...} on, the verdicts, escalations and roll-ups that a line
    makes new or other are written, a JSON object a line. With --archive, what it holds is where the stream
    begins. Exits with 2 if a line was left out because it is wrong.
    """
    from ..engine.archive.secret import read_secret
    from ..engine.runs.filters import Filters, checked_filters
    from ..engine.runs.setting import load_setting
    from ..engine.runs.streams import stream_of
    from ..engine.stream.arriving import Arriving
    from ..engine.stream.storing import store as stored

    setting = load_setting(rulebook, conventions, units, programme, readings)
    filters = checked_filters(Filters(rules, objectives, codes, readings), setting)
    secret = read_secret(key_file, language)
    running = stream_of(setting, filters, language, _say, _held(archive, store=store), secret)
    arriving = Arriving(sys.stdin.buffer, max_delay)
    with stopped_by_signals(arriving.stop) as signals:
        _tell(running, arriving)
        if store and archive is not None:
            tell_stored(stored(running.told.con, archive, language, secret, setting.registries), language)
        running.finish()
    ctx.exit(INTERRUPTED if signal.SIGINT in signals else 2 if running.refused else 0)


def _held(archive: Path | None, *, store: bool) -> Path | None:
    """The archive that a stream begins with; none if it is still to be made."""
    from ..engine.language.reader import words

    if store and archive is None:
        raise UsageError([f"--store: {words.text('got no archive to store in; name it with --archive')}"])
    return None if archive is None or (store and not archive.exists()) else archive


def _tell(running: "Stream", arriving: "Arriving") -> None:
    """Tell a stream what arrives, and write what changes."""
    from ..engine.runs.streams import written

    for lines in arriving.together():
        write(written(running.tell(lines)), None)


def _say(record: "ErrorRecord") -> None:
    say(record.located())


@contextlib.contextmanager
def stopped_by_signals(stop: Callable[[], None]) -> Iterator[list[int]]:
    """Let signals end the input and not the program; those that came."""
    come: list[int] = []

    def handle(number: int, frame: object) -> None:
        come.append(number)
        stop()

    in_charge = threading.current_thread() is threading.main_thread()
    kinds = (signal.SIGINT, signal.SIGTERM) if in_charge else ()
    before = {kind: signal.signal(kind, handle) for kind in kinds}
    try:
        yield come
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def tell_stored(stored: "Stored", language: "Language") -> None:
    """Say on standard error what was stored, and how much could not be."""
    from ..engine.language.words import Words
    from ..engine.reports.archive_lines import ingest_lines

    words = Words(language)
    for line in ingest_lines(stored.ingested, words):
        say(line)
    if stored.left:
        left = words.plural(
            "{count} line was not stored: its submission has not come",
            "{count} lines were not stored: their submissions have not come",
            stored.left,
        )
        say(left)
