# SPDX-License-Identifier: EUPL-1.2
"""`impegni rules mutate`: do the cases of a rule notice when the rule is changed?"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import UsageError
from .command import Command
from .options import format_option, rulebook_option
from .output import write
from .progress import working
from .reader import reader

if TYPE_CHECKING:
    from ..engine.definitions.rulebook import Rulebook
    from ..engine.mutation.sample import SampleFiles


@click.command("mutate", cls=Command)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--objective", "objectives", multiple=True, metavar="N", help="Only rules of this objective.")
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes at work.  [default: one a core]"
)
@rulebook_option
@format_option
@click.pass_context
def mutate_rules(
    ctx: click.Context,
    ids: Sequence[str],
    objectives: Sequence[str],
    jobs: int | None,
    rulebook: Path | None,
    format_: str,
) -> None:
    """Change each rule in many small ways and run its cases against each change.

    A change that no case notices has survived and exits with 1, unless equivalent_mutants.yaml explains why it
    changes no verdict at all.
    """
    from ..engine.definitions.rulebook import load_rulebook
    from ..engine.mutation.equivalents import load_equivalents, reviewed
    from ..engine.mutation.report import count_line, record, rule_lines
    from ..engine.mutation.runs import run_rules
    from ..engine.reports.json import json_text

    book = load_rulebook(rulebook)
    entries, rules = load_equivalents(book), _selected(book, ids, objectives)
    sample = _sample() if rulebook is None else None
    found, words = [], reader()
    with working() as say:
        say(words.text("Changing the rules"), 0, len(rules))
        for run in run_rules(book.root, rules, jobs or os.cpu_count() or 1, sample):
            found.append(reviewed(run, entries))
            say(words.text("Changing the rules"), len(found), len(rules))
            if format_ == "table":
                for line in rule_lines(found[-1]):
                    say.line(line)
    if format_ == "json":
        write([json_text(record(found))], None)
    else:
        click.echo(count_line(found))
    ctx.exit(int(not all(one.passed for one in found)))


def _selected(book: "Rulebook", ids: Sequence[str], objectives: Sequence[str]) -> list[str]:
    """The ids of the rules asked for, in the order of the rulebook.

    Raises:
        UsageError: There is no such rule or objective, or nothing is left; a run of nothing must not pass.
    """
    from ..engine.runs.meant import not_among

    owners = {rule.id: book.owners[rule.id] for rule in book.own_rules()}
    for rule_id in ids:
        if rule_id not in owners:
            raise UsageError([f"ID: {not_among(rule_id, list(owners))}"])
    for number in objectives:
        if number not in owners.values():
            raise UsageError([f"--objective: {not_among(number, list(dict.fromkeys(owners.values())))}"])
    found = [
        rule_id
        for rule_id, objective in owners.items()
        if (not ids or rule_id in ids) and (not objectives or objective in objectives)
    ]
    if not found:
        words = reader()
        raise UsageError([words.text("got no rule that meets all of the selection; widen it")])
    return found


def _sample() -> "SampleFiles":
    """The packaged sample, where survivors are looked for that change no case."""
    from ..engine.mutation.sample import SampleFiles
    from ..engine.runs.sample import SAMPLE, load_sample

    sample, files = load_sample(SAMPLE)
    return SampleFiles(SAMPLE / sample.units, tuple(files), sample.as_of)
