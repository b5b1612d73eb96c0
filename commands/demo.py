# SPDX-License-Identifier: EUPL-1.2
"""`impegni demo`: the packaged sample, end to end."""

import shlex
from typing import TYPE_CHECKING

import click

from .command import Command
from .options import language_option
from .output import shows_unicode, tell
from .progress import working
from .reader import reader
from .text import near, program

if TYPE_CHECKING:
    from ..schema.base import Language


@click.command(cls=Command)
@language_option
def demo(language: "Language") -> None:
    """Judge the packaged sample, end to end."""
    from ..engine.runs.check import judged
    from ..engine.runs.facts import load_facts
    from ..engine.runs.filters import Filters
    from ..engine.runs.sample import SAMPLE, load_sample
    from ..engine.runs.setting import load_setting
    from .formats import rendered

    plain, words = not shows_unicode(), reader()
    with working() as say:
        sample, files = load_sample(SAMPLE)
        setting = load_setting(None, [], SAMPLE / sample.units)
        intake = load_facts(files, setting, language)
        options = Filters(objectives=sample.objectives).options(sample.as_of, None)
        checked = judged(setting, intake.facts, options, language, plain, say)
        say(words.text("Writing the report"))
        report = list(rendered(checked, "table", plain))
    tell(report)
    called = program()
    command = [called, "check", *map(near, files), "--units", near(SAMPLE / sample.units)]
    first = words.text("Try next:") + " "
    click.echo(f"\n{first}{shlex.join(command)} --as-of {sample.as_of} --format json > verdicts.json")
    click.echo(f"{' ' * len(first)}{called} rules show 5.1.info-session-each-cpi")
