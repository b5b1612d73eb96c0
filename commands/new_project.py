# SPDX-License-Identifier: EUPL-1.2
"""A new project written, and what to do next."""

import datetime as dt
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..engine.definitions.rulebook import load_rulebook
from ..engine.language.catalogue import Message, mark
from ..engine.language.words import Words
from ..engine.new_project.beginning import Beginning, checked_region, convention_like
from ..engine.new_project.files import NewFile, project_files
from ..engine.system_errors import unwritable
from ..schema.base import Language
from ..schema.errors import UsageError
from .text import near, program


def begun(folder: Path, region: str | None, like: str | None, language: Language) -> Iterator[str]:
    """Write the files of a project, all or none; what they are and what to do next, a line each.

    Raises:
        UsageError: A file is there already, or one cannot be written.
    """
    book = load_rulebook()
    name = checked_region(region or _named_by(folder))
    new = Beginning(book, name, None if like is None else convention_like(like, book), Words(language))
    files = project_files(new)
    _write(folder, files, new.words)
    yield from _written(folder, new)
    yield ""
    yield from _next(folder, new)


def _named_by(folder: Path) -> str:
    """The region a folder is named after; a name with capitals is written as it should be."""
    name = folder.resolve().name.replace("_", " ")
    return name.title() if name.islower() else name


ABOUT: Mapping[str, Message] = {
    "impegni.yaml": mark("what commands given here take unless an option says otherwise"),
    "convention.yaml": mark("the agreement: its days, its numbers, how its clauses are read"),
    "units.csv": mark("the registry: region, job centres, schools; to be filled"),
    "rules/rulebook.yaml": mark("the rules of the package, and those you add beside this file"),
    "key.txt": mark("the secret that keys of persons are computed with; keep a copy elsewhere"),
    ".gitignore": mark("keeps the archive and the secret out of version control"),
    ".pre-commit-config.yaml": mark("checks the rules before each commit, with pre-commit"),
    ".github/workflows/rules.yml": mark("checks the rules at each change, on GitHub"),
    "schemas/": mark("by which editors complete and check these files"),
}


def _write(folder: Path, files: Mapping[str, NewFile], words: Words) -> None:
    if there := [near(folder / name) for name in files if (folder / name).exists()]:
        said = words.text("is there already; nothing is written over it")
        raise UsageError([f"DIR: {path}: {said}" for path in there])
    made: list[Path] = []
    try:
        for name, file in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            made.append(path)
            path.touch(0o600 if file.private else 0o666)
            path.write_bytes(file.content)
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        raise UsageError([f"DIR: {error.filename}: {unwritable(error)}"]) from error


def _written(folder: Path, new: Beginning) -> Iterator[str]:
    yield new.words.text("Written in {folder}:", folder=near(folder))
    width = max(map(len, ABOUT))
    yield from (f"  {name:<{width}}  {new.words.marked(about)}" for name, about in ABOUT.items())


def _next(folder: Path, new: Beginning) -> Iterator[str]:
    words = new.words
    yield words.text("What to do next:")
    steps = [
        f"cd {shlex.quote(near(folder))}",
        words.text("write your units into units.csv, in place of the examples"),
    ]
    if new.like is None:
        steps.append(words.text("write what is left to fill into convention.yaml; each line says what"))
    else:
        steps.append(words.text("compare the values of convention.yaml with the text of your agreement"))
    steps.append(
        f"{program(elsewhere=True)} rules lint   # "
        + words.text("says what is missing or doubtful, with its line")
    )
    if new.like is not None:
        steps += _first_month(new.like.term.start, words)
    yield from (f"  {number}. {step}" for number, step in enumerate(steps, 1))


def _first_month(start: dt.date, words: Words) -> Iterator[str]:
    """From an empty workbook to a dossier of the first month."""
    called, day = program(elsewhere=True), start.replace(day=1) + dt.timedelta(40)
    workbook = f"{start:%Y-%m}.xlsx"
    yield f"{called} template --month {start:%m/%Y} --out {workbook}"
    yield f"{called} validate {workbook}"
    yield f"{called} ingest {workbook}"
    yield f"{called} check --as-of {words.day(day)}"
    yield f"{called} brief --meeting {words.day(day)} --out dossier"
