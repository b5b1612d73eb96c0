# SPDX-License-Identifier: EUPL-1.2
"""Where a command's words go: a file, standard output, a terminal."""

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..engine.plain_text import visible
from ..schema.errors import UsageError
from .reader import reader
from .text import coloured

if TYPE_CHECKING:
    from ..schema.base import Language
    from ..schema.error_record import ErrorRecord

NOTICES = 20


def say_some(records: Iterable["ErrorRecord"], language: "Language") -> None:
    """Say on standard error what is to be noticed about the files, each kind once, the first kinds only."""
    from ..engine.intake.notices import in_short

    notices = in_short(records, language)
    for notice in notices[:NOTICES]:
        say(notice)
    if len(notices) > NOTICES:
        words = reader()
        more = words.text(
            "and {count} more notices; impegni validate shows all", count=len(notices) - NOTICES
        )
        say(more)


def say(text: str) -> None:
    """Say something on standard error; of what was given nothing is obeyed there."""
    click.echo(visible(text), err=True)


def shows_unicode() -> bool:
    """Whether standard output takes the marks of reports."""
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "").startswith("utf8")


def write(pieces: Iterable[str], out: Path | None, encoding: str = "utf-8") -> None:
    """Write what programs read, to a file or to standard output: there the same bytes at any terminal.

    Args:
        encoding: Of a file.

    Raises:
        UsageError: It cannot be written.
    """
    if out is not None:
        write_whole(out, lambda part: write_text(pieces, part, encoding))
        return
    with _standard_output():
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()


def tell(pieces: Iterable[str], out: Path | None = None) -> None:
    """Write what people read: in colour to a terminal, in letters it can show to any other output.

    Raises:
        UsageError: It cannot be written.
    """
    if out is not None:
        write(pieces, out)
        return
    text = visible("".join(pieces))
    with _standard_output():
        if sys.stdout.isatty():
            _show_in_colour(text)
        else:
            encoding = sys.stdout.encoding or "utf-8"
            click.echo(text.encode(encoding, "replace").decode(encoding), nl=False)
            sys.stdout.flush()


@contextlib.contextmanager
def _standard_output() -> Iterator[None]:
    """A full disk behind standard output is nothing the program got wrong."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        words = reader()
        raise UsageError([f"{words.text('standard output')}: {_unwritable(error)}"]) from error


def _show_in_colour(text: str) -> None:
    from rich.console import Console

    Console(highlight=False).print(coloured(text), soft_wrap=True, end="")


def write_text(pieces: Iterable[str], path: Path, encoding: str) -> None:
    """Write text to a file."""
    with path.open("w", encoding=encoding, newline="\n") as file:
        file.writelines(pieces)


def _unwritable(error: OSError) -> str:
    from ..engine.system_errors import unwritable

    return unwritable(error)


def no_text(format_: str) -> str:
    """The sentence that asks for a file where a format is no text."""
    words = reader()
    return words.text(
        "--format {format}: is no text; write it to a file with --out FILE.{format}", format=format_
    )


def check_out(out: Path | None, inputs: Sequence[Path]) -> None:
    """Refuse, before any work, to write over what is read or where no folder is.

    Raises:
        UsageError: `out` is one of the inputs, or in no folder.
    """
    words = reader()
    if out is not None and not out.absolute().parent.is_dir():
        said = words.text("cannot be written: there is no folder {folder}", folder=out.parent)
        raise UsageError([f"--out: {out}: {said}"])
    if out is not None and out.resolve() in {path.resolve() for path in inputs}:
        said = words.text("is read by this command; write to another file")
        raise UsageError([f"--out: {out}: {said}"])


def write_whole(out: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a file beside `out` and put it in its place; what stood there stays if that fails.

    A link is followed, so that the file it names is replaced and not the link.

    Raises:
        UsageError: It cannot be written, or is a folder or a device.
    """
    from ..engine.written_aside import aside, remove_abandoned

    out = out.resolve()
    if out.exists() and not out.is_file():
        words = reader()
        said = words.text("is not a file; write the name of a file, for example verdicts.json")
        raise UsageError([f"--out: {out}: {said}"])
    beside = aside(out)
    try:
        remove_abandoned(out)
        write(beside)
        beside.replace(out)
    except OSError as error:
        raise UsageError([f"--out: {out}: {_unwritable(error)}"]) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
