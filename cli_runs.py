# SPDX-License-Identifier: EUPL-1.2
"""What commands do, up to the text they write; printing and exiting is left to the command line itself."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict

from .engine.conventions import reading_problem
from .engine.definition_messages import choose
from .engine.definitions import validate
from .engine.intake import Intake, read_files
from .engine.messages import Language, Words
from .engine.registry import Registry
from .engine.report_csv import csv_lines
from .engine.report_json import json_report, json_text, ndjson_lines
from .engine.report_layout import ASCII, UNICODE
from .engine.report_table import table_report
from .engine.report_words import Page
from .engine.rollups import breached
from .engine.rulebook import Rulebook, default_convention_path, load_convention, load_rulebook
from .engine.run import Options, judge
from .engine.units_file import load_units
from .engine.yaml_source import read_yaml
from .schema.base import Many, Model
from .schema.convention import Convention
from .schema.errors import UsageError

SAMPLE = Path(__file__).resolve().parent / "samples" / "basilicata"


@dataclass(frozen=True)
class Setting:
    """The rules, and each convention to judge with its registry."""

    rulebook: Rulebook
    agreements: tuple[tuple[Convention, Registry], ...]

    @property
    def codes(self) -> frozenset[str]:
        """Every unit code of any registry."""
        return frozenset(code for _, registry in self.agreements for code in registry.codes)


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


def load_setting(rulebook: Path | None, conventions: Sequence[Path], units: Path | None) -> Setting:
    """The rules and conventions named, or those of this package."""
    book = load_rulebook(rulebook)
    agreements = []
    for path in conventions or [default_convention_path(book.root)]:
        convention = load_convention(path, book.vocabulary)
        agreements.append((convention, load_units(units or path.parent / convention.units, book.vocabulary)))
    return Setting(book, tuple(agreements))


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
    """The pages of a run, one a convention, and whether any of them shows a breach."""

    pages: tuple[Page, ...]
    breached: bool


def check(setting: Setting, intake: Intake, options: Options, language: Language, plain: bool) -> Checked:
    """Judge every convention of the setting."""
    marks, words = ASCII if plain else UNICODE, Words(language)
    pages = tuple(
        Page(judge(setting.rulebook, convention, registry, intake.facts, options), registry, words, marks)
        for convention, registry in setting.agreements
    )
    return Checked(pages, any(breached(page.verdicts.frame) for page in pages))


def rendered(checked: Checked, format_: str, plain: bool) -> Iterator[str]:
    """The verdicts in one of the formats, in pieces; several conventions make an array in JSON."""
    pages = checked.pages
    if format_ == "table":
        yield "\n".join(table_report(page, plain) for page in pages)
    elif format_ == "json":
        reports = [json_report(page.verdicts) for page in pages]
        yield json_text(reports[0] if len(reports) == 1 else reports)
    elif format_ == "ndjson":
        for page in pages:
            yield from ndjson_lines(page.verdicts)
    else:
        for number, page in enumerate(pages):
            lines = csv_lines(page)
            if number:
                next(lines)
            yield from lines


def load_sample(folder: Path) -> tuple[Sample, list[Path]]:
    """A packaged sample and the paths of its files."""
    sample = validate(Sample, read_yaml(folder / "sample.yaml"))
    return sample, [folder / name for name in sample.files]


def valid_lines(intake: Intake) -> Iterator[str]:
    """What each file holds, and the notices about it."""
    for file in intake.files:
        sheet = f" [{file.sheet}]" if file.sheet else ""
        yield f"{file.file}{sheet}: {file.kind}, {file.rows}"
    for record in intake.records:
        yield record.located()
