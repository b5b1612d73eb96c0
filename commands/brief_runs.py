# SPDX-License-Identifier: EUPL-1.2
"""Dossiers of meetings: judged, compared with an earlier day, written."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

import click

from ..engine.changes.changes import changes_since
from ..engine.definitions.programme import national_registry
from ..engine.dossier.asks import latest_senders
from ..engine.dossier.comparison_page import write_comparison
from ..engine.dossier.dossier import Material, dossier
from ..engine.dossier.folder import write_folder
from ..engine.dossier.other_readings import Judge, other_options
from ..engine.dossier.published import published_changes
from ..engine.intake.reader import Intake
from ..engine.language.words import Words
from ..engine.reports.layout import UNICODE
from ..engine.reports.page import Page
from ..engine.reports.public import public, without_telling
from ..engine.verdicts.run import Options, Verdicts, judge, judge_programme
from ..schema.base import Language
from ..schema.change import Change
from ..schema.dossier import Dossier
from ..schema.errors import UsageError
from .output import unwritable
from .progress import Work
from .runs import without_national
from .setting import Setting


@dataclass(frozen=True)
class Asked:
    """What is asked of a dossier, beside the facts.

    Attributes:
        one_page: Only the first sheet of the front page.
        head: That of the log of the archive they are taken from, if there is one.
    """

    options: Options
    since: dt.date | None
    published: bool
    language: Language
    one_page: bool = False
    head: str | None = None


@dataclass(frozen=True)
class Judged:
    """What one dossier is about: a convention, or the programme over all of them.

    Attributes:
        page: Words its verdicts.
        judge: Judges the same with other options.
    """

    name: str
    page: Page
    judge: Judge


def write_dossiers(setting: Setting, intake: Intake, asked: Asked, out: Path, say: Work) -> list[Path]:
    """One dossier a convention and one of the programme, and the page that compares them; their folders.

    Raises:
        UsageError: The meeting is before the term, `--since` not before the meeting, or the folder cannot be
            written.
    """
    meeting, words = asked.options.as_of, Words(asked.language)
    begins = min(convention.term.start for convention, _ in setting.agreements)
    if meeting < begins:
        said = words.text(
            "got {day}, before the term; write a day from {begins} on",
            day=words.day(meeting),
            begins=words.day(begins),
        )
        raise UsageError([f"--meeting: {said}"])
    if asked.since is not None and asked.since >= meeting:
        said = words.text(
            "got {day}, the meeting is on {meeting}; write a day before it",
            day=words.day(asked.since),
            meeting=words.day(meeting),
        )
        raise UsageError([f"--since: {said}"])
    several = len(setting.agreements) > 1 or setting.programme is not None
    folders, written = [], []
    for one in _judged(setting, intake, asked, say):
        folder = out / one.name if several else out
        made, page = _dossier(one, intake, asked, say)
        _tell_astray(made, words)
        with _refused(folder):
            writing = partial(say, words.text("Writing {file}", file=folder))
            write_folder(made, page, folder, writing, asked.one_page)
        folders.append(folder)
        written.append((one.name, made, page))
    if not several:
        return folders
    with _refused(out):
        write_comparison(written, out)
    return [out, *folders]


def _tell_astray(made: Dossier, words: Words) -> None:
    """Tell on standard error of each reply that speaks of no verdict."""
    for one in made.replies_astray:
        said = words.text(
            "the reply of {day} about {rule}, {unit}, {window} speaks of no verdict of {convention}; write a period "
            "that the duty is judged in, for example {example}",
            day=words.day(one.date),
            rule=one.rule,
            unit=one.unit,
            window=one.window,
            convention=made.convention,
            example=next(
                (part.findings[0].window.label for part in made.duties if part.rule == one.rule), "2019-01"
            ),
        )
        click.echo(said, err=True)


@contextmanager
def _refused(folder: Path) -> Iterator[None]:
    """Tell of a folder that cannot be written as of a wrong option."""
    try:
        yield
    except OSError as error:
        raise UsageError([f"--out: {folder}: {unwritable(error)}"]) from error


def _judged(setting: Setting, intake: Intake, asked: Asked, say: Work) -> Iterator[Judged]:
    book, words, programme = setting.rulebook, Words(asked.language), setting.programme
    for convention, registry in setting.agreements:
        say(words.text("Judging {name}", name=convention.convention))
        run: Judge = partial(judge, book, convention, registry, intake.facts)
        if programme is not None:
            run = partial(_without_national, run)
        yield Judged(convention.convention, Page(run(asked.options), registry, words, UNICODE), run)
    if programme is not None:
        say(words.text("Judging {name}", name=programme.programme))
        members = setting.agreements
        run = partial(judge_programme, book, programme, members, intake.facts)
        registry = national_registry(programme, [one for _, one in members])
        given = tuple(convention.convention for convention, _ in members)
        page = Page(run(asked.options), registry, words, UNICODE, programme, given)
        yield Judged(programme.programme, page, run)


def _without_national(run: Judge, options: Options) -> Verdicts:
    return without_national(run(options))


def _dossier(one: Judged, intake: Intake, asked: Asked, say: Work) -> tuple[Dossier, Page]:
    verdicts, run, words = one.page.verdicts, one.judge, Words(asked.language)
    if asked.published:
        verdicts, run = without_telling(verdicts), partial(_without_telling, run)
    shown = public(verdicts) if asked.published else verdicts
    if asked.since is not None:
        say(words.text("Comparing with {day}", day=words.day(asked.since)))
    changes = () if asked.since is None else _changes(run, asked, asked.since, verdicts)
    vocabulary = verdicts.rulebook.vocabulary
    tried = partial(_public, run) if asked.published else run
    material = Material(
        verdicts=shown,
        registry=one.page.registry,
        judge=_told(tried, partial(say, words.text("Trying other readings")), other_options(verdicts)),
        senders=latest_senders(intake.facts, asked.options.known_at or asked.options.as_of),
        since=asked.since,
        changes=published_changes(changes, verdicts.duties, vocabulary) if asked.published else changes,
        public=asked.published,
        head=asked.head,
    )
    return dossier(material), replace(one.page, verdicts=shown)


def _without_telling(run: Judge, options: Options) -> Verdicts:
    return without_telling(run(options))


def _public(run: Judge, options: Options) -> Verdicts:
    return public(run(options))


def _told(run: Judge, say: Callable[[int, int], None], total: int) -> Judge:
    """The same judge, saying each time how often it was asked."""
    asked = count(1)

    def judged(options: Options) -> Verdicts:
        say(next(asked), total)
        return run(options)

    return judged


def _changes(run: Judge, asked: Asked, since: dt.date, after: Verdicts) -> Sequence[Change]:
    options = asked.options
    return changes_since(
        lambda as_of, known_at: run(replace(options, as_of=as_of, known_at=known_at)),
        since,
        options.as_of,
        after,
    )
