# SPDX-License-Identifier: EUPL-1.2
"""Dossiers of meetings: judged, compared with an earlier day, written."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

from ...schema.base import Language
from ...schema.change import Change
from ...schema.dossier import Dossier
from ...schema.errors import UsageError
from ..agenda.asks import latest_senders
from ..changes.changes import changes_since
from ..dossier.comparison_page import write_comparison
from ..dossier.dossier import Material, dossier
from ..dossier.folder import write_folder
from ..dossier.other_readings import Judge, other_options
from ..dossier.published import published_changes
from ..dossier.site import Site
from ..intake.fact_tables import FactTables
from ..language.words import Words
from ..reports.layout import UNICODE
from ..reports.page import Page
from ..reports.public import public, without_telling
from ..system_errors import unwritable
from ..verdicts.run import Options, Verdicts
from ..written_aside import folder_aside
from .judgements import Judgement, judgements
from .setting import Setting
from .work import Work


@dataclass(frozen=True)
class AskedDossier:
    """What is asked of a dossier, beside the facts.

    Attributes:
        one_page: Only the first sheet of the front page.
        head: That of the log of the archive they are taken from, if there is one.
        site: The site that its pages are served on, if they are.
    """

    options: Options
    since: dt.date | None
    published: bool
    language: Language
    one_page: bool = False
    head: str | None = None
    site: Site | None = None


@dataclass(frozen=True)
class WrittenDossiers:
    """What was written: the folders, each with an `index.html`, and what is to be noticed about the replies."""

    folders: tuple[Path, ...]
    notices: tuple[str, ...]


def write_dossiers(
    setting: Setting, facts: FactTables, asked: AskedDossier, out: Path, say: Work | None = None
) -> WrittenDossiers:
    """One dossier a convention and one of the programme, and the page that compares them.

    Raises:
        UsageError: The meeting is before the term, `--since` not before the meeting, or the folder cannot be
            written.
    """
    say = say or Work()
    _check_days(setting, asked)
    several = len(setting.agreements) > 1 or setting.programme is not None
    written: list[tuple[str, Dossier, Page]] = []
    notices: list[str] = []
    folders: list[Path] = []
    below = None if asked.site is None else replace(asked.site, root=f"../{asked.site.root}")
    site = below if several else asked.site
    for one in judgements(setting, say):
        folder = out / one.name if several else out
        made, page = made_dossier(one, facts, asked, say)
        notices += _astray(made, page.words)
        # Pages that are served are read while others are still written.
        aside = folder_aside(folder) if site is None else nullcontext(folder)
        with _refused(folder), aside as place:
            writing = partial(say, page.words.text("Writing {file}", file=folder))
            write_folder(made, page, place, writing, asked.one_page, site)
        folders.append(folder)
        written.append((one.name, made, page))
    if several:
        with _refused(out):
            write_comparison(written, out, asked.site)
        folders.insert(0, out)
    return WrittenDossiers(tuple(folders), tuple(notices))


def _check_days(setting: Setting, asked: AskedDossier) -> None:
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


def _astray(made: Dossier, words: Words) -> list[str]:
    """A sentence on each reply that speaks of no verdict."""
    return [
        words.text(
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
        for one in made.replies_astray
    ]


@contextmanager
def _refused(folder: Path) -> Iterator[None]:
    """Tell of a folder that cannot be written as of a wrong option."""
    try:
        yield
    except OSError as error:
        raise UsageError([f"--out: {folder}: {unwritable(error)}"]) from error


def made_dossier(
    one: Judgement, facts: FactTables, asked: AskedDossier, say: Work | None = None
) -> tuple[Dossier, Page]:
    """One dossier, and the page its verdicts are worded on."""
    say, words = say or Work(), Words(asked.language)
    run: Judge = partial(one.judge, facts)
    verdicts = run(asked.options)
    page = Page(verdicts, one.registry, words, UNICODE, one.programme, one.given)
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
        registry=one.registry,
        judge=_told(tried, partial(say, words.text("Trying other readings")), other_options(verdicts)),
        senders=latest_senders(facts, asked.options.known_at or asked.options.as_of),
        since=asked.since,
        changes=published_changes(changes, verdicts.duties, vocabulary) if asked.published else changes,
        public=asked.published,
        head=asked.head,
    )
    return dossier(material), replace(page, verdicts=shown)


def _without_telling(run: Judge, options: Options) -> Verdicts:
    return without_telling(run(options))


def _public(run: Judge, options: Options) -> Verdicts:
    return public(run(options))


def _told(run: Judge, say: Callable[[int, int], None], total: int) -> Judge:
    """The same judge, saying each time how often it was asked."""
    asked = count(1)

    def telling(options: Options) -> Verdicts:
        say(next(asked), total)
        return run(options)

    return telling


def _changes(run: Judge, asked: AskedDossier, since: dt.date, after: Verdicts) -> Sequence[Change]:
    options = asked.options
    return changes_since(
        lambda as_of, known_at: run(replace(options, as_of=as_of, known_at=known_at)),
        since,
        options.as_of,
        after,
    )
