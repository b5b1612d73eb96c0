# SPDX-License-Identifier: EUPL-1.2
"""`impegni stream`: facts told line by line, and the verdicts they change."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
from .output import write

if TYPE_CHECKING:
    from ..schema.base import Language


@click.command(cls=Command)
@archive_option()
@key_option
@setting_options
@programme_option
@reading_option
@filter_options
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
    language: "Language",
) -> None:
    """Judge facts told on standard input, a JSON object a line, and write what changes.

    At each line {"fact": "clock", "date": ...} and at the end, the verdicts, escalations and roll-ups
    that are new or changed are written, a JSON object a line. With --archive, what it holds is where
    the stream begins; nothing is stored. Exits with 2 if a line was left out because it is wrong.
    """
    from ..engine.archive.secret import read_secret
    from ..engine.runs.filters import Filters, checked_filters
    from ..engine.runs.setting import load_setting
    from ..engine.runs.streams import judge_on, written
    from ..engine.stream.gathered import Gathered, Held
    from ..engine.stream.lines import numbered
    from ..engine.stream.run import Stream

    setting = load_setting(rulebook, conventions, units, programme, readings)
    filters = checked_filters(Filters(rules, objectives, codes, readings), setting)
    secret = read_secret(key_file, language)
    held = None if archive is None else Held(archive, secret)
    key = None if secret is None else secret.key
    gathered = Gathered(setting.rulebook.vocabulary, setting.units, language, held, setting.from_rules, key)
    running = Stream(
        gathered,
        judge_on(setting, filters),
        lambda record: click.echo(record.located(), err=True),
        language,
    )
    for changed in running.run(numbered(sys.stdin.buffer)):
        write(written(changed), None)
    ctx.exit(2 if running.refused else 0)
