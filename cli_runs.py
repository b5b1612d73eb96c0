# SPDX-License-Identifier: EUPL-1.2
"""What commands do, up to the text they write; printing and exiting is left to the command line itself."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ConfigDict

from .engine.definitions.conventions import load_programme, reading_problem
from .engine.definitions.programme import national_registry
from .engine.definitions.registry import Registry
from .engine.definitions.rulebook import Rulebook, default_convention_path, load_convention, load_rulebook
from .engine.definitions.units_file import load_units
from .engine.definitions.validation import validate
from .engine.definitions.wording import choose
from .engine.definitions.yaml_source import read_yaml
from .engine.intake.reader import Intake, read_files
from .engine.reports.catalogue import Language, Words
from .engine.reports.layout import ASCII, UNICODE, Marks
from .engine.reports.rollups import breached
from .engine.reports.words import Page
from .engine.verdicts.run import Options, Verdicts, judge, judge_programme
from .schema.base import Many, Model
from .schema.convention import Convention, Programme
from .schema.errors import UsageError

SAMPLE = Path(__file__).resolve().parent / "samples" / "basilicata"


@dataclass(frozen=True)
class Setting:
    """The rules, each convention to judge with its registry, and the programme of the national rules."""

    rulebook: Rulebook
    agreements: tuple[tuple[Convention, Registry], ...]
    programme: Programme | None = None

    @property
    def codes(self) -> frozenset[str]:
        """Every unit code of any registry, and the nation's where there is a programme."""
        nation = [] if self.programme is None else [self.programme.nation]
        return frozenset(code for _, registry in self.agreements for code in registry.codes).union(nation)


@dataclass(frozen=True)
class Filters:
    """What of a run is asked for; empty means all."""

    rules: Sequence[str] = ()
    objectives: Sequence[str] = ()
    units: Sequence[str] = ()
    readings: Mapping[str, str] | None = None

    def options(self, as_of: dt.date, known_at: dt.date | None) -> Options:
        """The same as the engine takes it."""
        return Options(
            as_of,
            known_at,
            rules=frozenset(self.rules) or None,
            objectives=frozenset(self.objectives) or None,
            units=frozenset(self.units) or None,
            readings=self.readings or {},
        )


class Sample(Model):
    """A packaged sample: the day to judge it from, its registry, its files, the objectives they are about.

    What else the file says is for whoever makes the sample.
    """

    model_config = ConfigDict(extra="ignore")

    as_of: dt.date
    units: str
    files: Many[str]
    objectives: Many[str] = ()


def load_setting(
    rulebook: Path | None, conventions: Sequence[Path], units: Path | None, programme: Path | None = None
) -> Setting:
    """The rules and conventions named, or those of this package.

    Raises:
        UsageError: The conventions do not go together, or not with the registry or the programme.
    """
    if units is not None and len(conventions) > 1:
        raise UsageError(
            [f"--units: got {len(conventions)} conventions; a registry belongs to one, leave --units out"]
        )
    book = load_rulebook(rulebook)
    agreements = []
    for path in conventions or [default_convention_path(book.root)]:
        convention = load_convention(path, book.vocabulary)
        agreements.append((convention, load_units(units or path.parent / convention.units, book.vocabulary)))
    national = None if programme is None else load_programme(programme, book.vocabulary)
    _check_names([convention.convention for convention, _ in agreements], national)
    return Setting(book, tuple(agreements), national)


def _check_names(names: Sequence[str], programme: Programme | None) -> None:
    problems = [
        f"--convention: got '{name}' twice; give each convention once"
        for name, count in Counter(names).items()
        if count > 1
    ]
    if programme is not None:
        problems += [
            f"--convention: {choose(name, list(programme.members))}; others are no members of --programme"
            for name in names
            if name not in programme.members
        ]
    if problems:
        raise UsageError(problems)


def load_facts(paths: Sequence[Path], setting: Setting, language: Language) -> Intake:
    """The facts of the files named.

    Raises:
        UsageError: No file was named; nothing given is not the same as nothing done.
        InputError: Something in them is wrong.
    """
    if not paths:
        raise UsageError(["PATH: got no file; name the events and populations, for example events.csv"])
    return read_files(paths, setting.rulebook.vocabulary, setting.codes, language=language)


def check_filters(filters: Filters, setting: Setting) -> None:
    """Refuse filters and readings that name nothing.

    Raises:
        UsageError: Lists all of them.
    """
    book = setting.rulebook
    known = {
        "--rule": (filters.rules, [rule.id for _, rule in book.rules()]),
        "--objective": (filters.objectives, [objective.objective for objective in book.objectives]),
        "--unit": (filters.units, sorted(setting.codes)),
    }
    problems = [
        f"{option}: {choose(word, options)}"
        for option, (words, options) in known.items()
        for word in words
        if word not in options
    ]
    for name, option in (filters.readings or {}).items():
        if message := reading_problem(name, option, book.vocabulary):
            problems.append(f"--reading: {message}")
    if problems:
        raise UsageError(problems)


@dataclass(frozen=True)
class Checked:
    """The pages of a run, one a convention and one of the programme, and whether any shows a breach."""

    pages: tuple[Page, ...]
    breached: bool


Say = Callable[[str], None]


def check(
    setting: Setting, intake: Intake, options: Options, language: Language, plain: bool, say: Say
) -> Checked:
    """Judge every convention of the setting, then the national rules if there is a programme.

    Args:
        say: Told what is being judged.
    """
    marks, words = ASCII if plain else UNICODE, Words(language)
    pages = []
    for number, (convention, registry) in enumerate(setting.agreements, 1):
        say(f"Judging {convention.convention} ({number} of {len(setting.agreements)})")
        verdicts = judge(setting.rulebook, convention, registry, intake.facts, options)
        if setting.programme is not None:
            verdicts = _without_national(verdicts)
        pages.append(Page(verdicts, registry, words, marks))
    if setting.programme is not None:
        say(f"Judging {setting.programme.programme}")
        pages.append(_national_page(setting, setting.programme, intake, options, words, marks))
    return Checked(tuple(pages), any(breached(page.verdicts.frame) for page in pages))


def _without_national(verdicts: Verdicts) -> Verdicts:
    """The same, national rules left to the page of the programme."""
    national = {rule.id for _, rule in verdicts.rulebook.rules() if "nation" in rule.for_each.kind}
    kept = tuple(each for each in verdicts.out_of_scope if each[0] not in national)
    return replace(verdicts, out_of_scope=kept)


def _national_page(
    setting: Setting, programme: Programme, intake: Intake, options: Options, words: Words, marks: Marks
) -> Page:
    members = setting.agreements
    return Page(
        judge_programme(setting.rulebook, programme, members, intake.facts, options),
        national_registry(programme, [registry for _, registry in members]),
        words,
        marks,
        programme,
        tuple(convention.convention for convention, _ in members),
    )


def load_sample(folder: Path) -> tuple[Sample, list[Path]]:
    """A packaged sample and the paths of its files."""
    sample = validate(Sample, read_yaml(folder / "sample.yaml"))
    return sample, [folder / name for name in sample.files]


KINDS_IN_ITALIAN = {"events": "eventi", "populations": "platee", "submissions": "invii"}


def valid_lines(intake: Intake, language: Language) -> Iterator[str]:
    """What each file holds, and the notices about it."""
    for file in intake.files:
        sheet = f" [{file.sheet}]" if file.sheet else ""
        kind = KINDS_IN_ITALIAN[file.kind] if language == "it" else file.kind
        yield f"{file.file}{sheet}: {kind}, {file.rows}"
    for record in intake.records:
        yield record.located()
