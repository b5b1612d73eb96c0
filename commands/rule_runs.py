# SPDX-License-Identifier: EUPL-1.2
"""What the `rules` commands do, up to the lines they write."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..engine.agreements.to_judge import load_convention_to_judge
from ..engine.cases.case_files import load_cases
from ..engine.cases.expansion import load_defaults
from ..engine.cases.new_rule import Draft, new_rule, save
from ..engine.definitions.asked import load_asked
from ..engine.definitions.json_schemas import MODELS, all_schemas, schema_text
from ..engine.definitions.rulebook import load_rulebook
from ..engine.language.words import Words
from ..engine.reports.json import json_text
from ..engine.reports.rules import Shown
from ..engine.reports.trace import trace_csv, trace_lines, trace_records
from ..engine.rulebook_pages.clause_table import ClauseTable
from ..engine.rulebook_pages.site import LANGUAGES, Sources, site
from ..engine.runs.meant import not_among
from ..engine.runs.setting import Setting, load_setting, programme_of, the_one
from ..engine.system_errors import unwritable
from ..engine.trace.clause_text import clauses_of, text_of
from ..engine.trace.fingerprints import list_text, print_of, read_list
from ..engine.trace.matrix import TracedSource as TraceSource
from ..engine.trace.matrix import trace
from ..schema.base import Language
from ..schema.errors import UsageError
from ..schema.rule import Form
from .reader import reader
from .text import near

CLAUSES = "clausole.it.md"
"""The table of clauses among the pages, in the language of the signed text."""


def shown_rules(setting: Setting, as_of: dt.date | None) -> Shown:
    """The rules under the first convention of the setting and the programme that stands with the rules."""
    book = setting.rulebook
    return Shown(book, setting.agreements[0][0], programme_of(book), as_of)


def written_rule(
    rulebook: Path | None, rule_id: str, form: Form, clause: str | None, event: str | None
) -> Iterator[str]:
    """Write a rule and its cases; where they stand, and what is left to do.

    Raises:
        UsageError: The id, clause or event cannot be used.
        DefinitionError: The rules, or the convention beside them, are wrong as they are.
    """
    book = load_setting(rulebook, [], None).rulebook
    files = new_rule(book, Draft(rule_id, form, clause, event))
    save(files)
    words = reader()
    rule, cases = (f"{near(file.path)}:{file.line}" for file in files)
    yield words.text("The rule is at {place}.", place=rule)
    yield words.text("Its cases are at {place}.", place=cases)
    yield words.text("Now write its titles and clause where ... stands, and correct what the draft supposes;")
    yield words.text(
        "impegni rules lint says what is missing, impegni rules test {rule} whether the cases hold.",
        rule=rule_id,
    )


def written_pages(
    rulebook: Path | None, conventions: Sequence[Path], out: Path, language: Language | None
) -> Iterator[str]:
    """Write the pages of the rulebook under a folder, and say where to begin.

    Raises:
        UsageError: They cannot be written.
    """
    setting = load_setting(rulebook, conventions, None)
    book = setting.rulebook
    defaults = load_defaults(book)
    sources = Sources(
        book, setting.agreements[0][0], programme_of(book), load_cases(book, defaults), defaults
    )
    pages = dict(site(sources, LANGUAGES if language is None else (language,)))
    asked = load_asked(conventions[0] if conventions else book.convention_path)
    if asked:
        table = ClauseTable(book, sources.convention, sources.programme, asked, Words("it"))
        pages[CLAUSES] = table.text()
    try:
        for file, text in pages.items():
            path = out / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError([f"--out: {error.filename}: {unwritable(error)}"]) from error
    words = reader()
    yield words.text(
        "{count} pages are written; begin with {place}", count=len(pages), place=near(out / "index.html")
    )


class TraceRun:
    """A signed text beside the rules, and beside the list of its clauses recorded before.

    Raises:
        InputError: The file is no such text.
        UsageError: Several conventions are named.
    """

    def __init__(self, text: Path, rulebook: Path | None, conventions: Sequence[Path]) -> None:
        book = load_rulebook(rulebook)
        path = the_one(conventions) or book.convention_path
        agreement, _ = load_convention_to_judge(path, book)
        self.list_path = path.with_name(f"{path.stem}.clauses.csv")
        self.prints = [print_of(clause) for clause in clauses_of(text_of(text), str(text))]
        recorded = read_list(self.list_path) if self.list_path.exists() else None
        cases = Counter(one.case.rule for one in load_cases(book))
        self.trace = trace(TraceSource(book, agreement, programme_of(book), cases), self.prints, recorded)

    def write(self) -> None:
        """Record the clauses of the text beside the convention."""
        self.list_path.write_text(list_text(self.prints), encoding="utf-8", newline="\n")

    def text(self, format_: str) -> str:
        """The matrix as a table, as CSV or as JSON."""
        if format_ == "json":
            return json_text(trace_records(self.trace))
        if format_ == "csv":
            return trace_csv(self.trace)
        return "".join(f"{line}\n" for line in trace_lines(self.trace))


def schemas_text(name: str | None) -> str:
    """One published JSON Schema, or all of them by name.

    Raises:
        UsageError: There is none of that name.
    """
    if name is None:
        return json_text(all_schemas())
    _check_schema(name)
    return schema_text(name)


def written_schemas(name: str | None, out: Path) -> Iterator[str]:
    """Write one published JSON Schema, or all of them, a file each; a line says what was written.

    Raises:
        UsageError: There is none of that name, or it cannot be written.
    """
    if name is not None:
        _check_schema(name)
    names = list(MODELS) if name is None else [name]
    try:
        out.mkdir(parents=True, exist_ok=True)
        for each in names:
            (out / f"{each}.schema.json").write_bytes(schema_text(each).encode())
    except OSError as error:
        raise UsageError([f"--out: {error.filename}: {unwritable(error)}"]) from error
    words = reader()
    yield words.plural(
        "{count} schema is written into {folder}",
        "{count} schemas are written into {folder}",
        len(names),
        folder=near(out),
    )


def _check_schema(name: str) -> None:
    if name not in MODELS:
        raise UsageError([f"NAME: {not_among(name, list(MODELS))}"])
