# SPDX-License-Identifier: EUPL-1.2
"""`impegni archive`: look into an archive, prove it, copy it, keep replies in it, forget a person in it."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import UsageError
from .command import Commands
from .given import DefinitionFiles, judged_files
from .options import (
    PATH,
    actor_option,
    archive_option,
    format_option,
    key_option,
    language_option,
    setting_options,
)
from .output import say_some, tell, write
from .progress import reading, working
from .text import joined
from .typed import DAY, HEAD

if TYPE_CHECKING:
    from ..engine.archive.log import LogEntry
    from ..engine.runs.effects import Effects
    from ..schema.base import Language


@click.group(cls=Commands)
def archive() -> None:
    """Look into an archive, prove it, copy it."""


@archive.command()
@click.argument("submissions", nargs=-1, metavar="[SUBMISSION]...")
@archive_option(required=True)
@click.option("--as-of", type=DAY, metavar="DATE", help="Show what each changed in the verdicts of that day.")
@setting_options
@format_option
@language_option
def log(
    submissions: Sequence[str],
    archive: Path,
    as_of: dt.date | None,
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    format_: str,
    language: "Language",
) -> None:
    """Who sent what, and when it was received; of these submissions, or of all."""
    from ..engine.archive.file import open_archive
    from ..engine.archive.log import entries
    from ..engine.language.words import Words
    from ..engine.reports.archive_lines import effect_line, head_line, log_lines
    from ..engine.reports.json import json_text
    from ..engine.runs.effects import effects
    from ..engine.runs.meant import not_among
    from ..engine.runs.setting import load_setting

    words, opened = Words(language), open_archive(archive, language)
    held = entries(opened)
    known = list(dict.fromkeys(entry.submission for entry in held if entry.submission))
    if wrong := [f"SUBMISSION: {not_among(one, known)}" for one in submissions if one not in known]:
        raise UsageError(wrong)
    shown = [entry for entry in held if not submissions or entry.submission in submissions]
    ingested = [entry.submission for entry in shown if entry.act == "ingest" and entry.submission]
    found: Effects = {}
    if as_of is not None:
        with working() as say:
            found = effects(opened, load_setting(rulebook, conventions, units), ingested, as_of, say)
    if format_ == "json":
        write([json_text([_record(entry, found) for entry in shown])], None)
        return
    for entry in shown:
        lines = list(log_lines([entry], words))
        if entry.submission in found:
            lines.append(effect_line([one["change"] for one in found[entry.submission]], words))
        tell([joined(lines)])
    tell([head_line(held, words)])


def _record(entry: "LogEntry", changed: "Effects") -> dict[str, object]:
    received = {"received": entry.received and entry.received.isoformat()}
    changes = {"changed": changed[entry.submission]} if entry.submission in changed else {}
    return dataclasses.asdict(entry) | received | changes


@archive.command()
@archive_option(required=True)
@click.option(
    "--head",
    type=HEAD,
    metavar="HASH",
    help="A head seen earlier, on a receipt, a log or a dossier: still in there?",
)
@key_option
@judged_files
@language_option
@click.pass_context
def verify(
    ctx: click.Context,
    archive: Path,
    head: str | None,
    key_file: Path | None,
    definitions: DefinitionFiles,
    language: "Language",
) -> None:
    """Prove that the archive holds what was put in; a difference exits with 1.

    With the secret of its persons the seals of the log are checked too. What checks under these definitions have kept
    beside it is counted anew.
    """
    from ..engine.archive.file import brought_up_to_date, open_archive
    from ..engine.archive.log import entries
    from ..engine.archive.secret import read_secret
    from ..engine.archive.verification import check_bytes, differences, unfinished
    from ..engine.kept.files import files
    from ..engine.language.words import Words
    from ..engine.reports.archive_lines import proof_lines
    from ..engine.runs.kept_proof import wrongly_kept

    check_bytes(archive, language)
    left = unfinished(archive)
    brought_up_to_date(archive, language)
    opened, secret = open_archive(archive, language), read_secret(key_file, language)
    found = (*differences(opened, secret, head), *left)
    if any(files(archive)):
        with working() as say:
            found += wrongly_kept(opened, definitions.load(), say)
    tell([joined(proof_lines(found, entries(opened), Words(language), sealed=secret is not None, head=head))])
    ctx.exit(int(bool(found)))


@archive.command("export")
@archive_option(required=True)
@click.option("--out", type=PATH, required=True, metavar="DIR", help="A folder that does not exist yet.")
@language_option
def export_(archive: Path, out: Path, language: "Language") -> None:
    """Copy the archive to a folder of Parquet files."""
    from ..engine.archive.file import open_archive
    from ..engine.archive.parquet_copy import export

    export(open_archive(archive, language), out)


@archive.command("import")
@click.argument("folder", type=PATH, metavar="DIR")
@archive_option(required=True)
@language_option
def import_(folder: Path, archive: Path, language: "Language") -> None:
    """Make a new archive of an exported folder DIR."""
    from ..engine.archive.parquet_copy import import_ as imported

    imported(folder, archive, language)


@archive.command()
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@archive_option(required=True)
@actor_option
@key_option
@setting_options
@language_option
def reply(
    paths: Sequence[Path],
    archive: Path,
    actor: str | None,
    key_file: Path | None,
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    language: "Language",
) -> None:
    """Put what the parties reply to verdicts, in the files PATH, into the archive: each reply once."""
    from ..engine.archive.replies import keep_replies, replies_in
    from ..engine.archive.secret import read_secret
    from ..engine.language.words import Words
    from ..engine.reports.archive_lines import replied_lines
    from ..engine.runs.facts import read_given
    from ..engine.runs.setting import load_setting

    secret = read_secret(key_file, language)
    with working() as say:
        say(reading(len(paths)))
        intake = read_given(paths, load_setting(rulebook, conventions, units), language)
        names = list(dict.fromkeys(Path(file.file).name for file in intake.files))
        given = replies_in(intake.facts, ", ".join(names), language)
        done = keep_replies(archive, given, language, files=names, actor=actor, secret=secret)
    say_some(intake.records, language)
    tell([joined(replied_lines(done, Words(language)))])


@archive.command()
@click.argument("person", metavar="PERSON")
@archive_option(required=True)
@actor_option
@key_option
@language_option
def forget(
    person: str, archive: Path, actor: str | None, key_file: Path | None, language: "Language"
) -> None:
    """Put a random tombstone in the place of PERSON everywhere; counts stay what they were."""
    from ..engine.archive.forgetting import forget as forgotten
    from ..engine.archive.secret import read_secret
    from ..engine.language.words import Words
    from ..engine.reports.archive_lines import forgotten_lines, log_lines

    done = forgotten(archive, person, language, read_secret(key_file, language), actor)
    words = Words(language)
    tell([joined([*log_lines(done.acts, words), *forgotten_lines(done, words)])])
