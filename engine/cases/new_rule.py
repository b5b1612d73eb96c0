# SPDX-License-Identifier: EUPL-1.2
"""A new rule written into its objective's file, and its cases beside it; nothing else there changes.

What is written is read back before anything is replaced, so that a rulebook that loads still does.
"""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from ...schema.base import RuleId
from ...schema.case_file import CaseFile
from ...schema.errors import DefinitionError, UsageError
from ...schema.rule import Form, Objective
from ..definitions.modelines import modeline
from ..definitions.rule_codes import objective_problems
from ..definitions.rulebook import Rulebook
from ..definitions.validation import problem, validate
from ..definitions.wording import choose, sentence, some
from ..definitions.yaml_source import Source, parse_yaml
from ..language.reader import words
from ..system_errors import why
from .rule_drafts import case_drafts, reported, rule_draft

HEADER = "# SPDX-License-Identifier: EUPL-1.2\n"
LISTED = "rules"
"""The key of the list, in a rule file and in the case file beside it."""


@dataclass(frozen=True)
class Draft:
    """Which rule to write.

    Attributes:
        clause: The passage it comes from; none leaves it to be filled in.
        event: The type of event that counts; by default the first of the vocabulary.
    """

    rule: str
    form: Form = "threshold"
    clause: str | None = None
    event: str | None = None


@dataclass(frozen=True)
class WrittenRule:
    """A file as it is to be, and the line its new part begins on."""

    path: Path
    text: str
    line: int


def new_rule(book: Rulebook, draft: Draft) -> tuple[WrittenRule, WrittenRule]:
    """The rule file and the case file with the draft in them; nothing is written yet.

    Raises:
        UsageError: The id is none, is taken, or belongs to no objective.
        DefinitionError: A file is laid out so that nothing can be added to it.
    """
    objective = _objective(book, draft.rule)
    event = _event(book, draft)
    path = _path(book, objective)
    rule = rule_draft(
        draft.form, draft.rule, draft.clause or _prefix_clause(objective, draft), book.vocabulary, event
    )
    rules = _with(path, rule, _begun(path, objective))
    source = parse_yaml(rules.text.encode(), str(path))
    found = validate(Objective, source)
    problems = [problem(source, steps, said) for steps, said in objective_problems(found, book.vocabulary)]
    if problems:
        raise DefinitionError(problems)
    cases = path.with_name(f"{path.stem}.cases.yaml")
    drafts = case_drafts(draft.form, draft.rule, book.vocabulary, event)
    written = _with(cases, drafts, HEADER + modeline(cases, "cases"))
    validate(CaseFile, parse_yaml(written.text.encode(), str(cases)))
    return rules, written


def save(files: tuple[WrittenRule, ...]) -> None:
    """Put the files in their places, all of them or none.

    Raises:
        UsageError: One cannot be written.
    """
    beside = [one.path.with_name(f".{one.path.name}.part") for one in files]
    try:
        for one, part in zip(files, beside, strict=True):
            part.write_bytes(one.text.encode())
        for one, part in zip(files, beside, strict=True):
            part.replace(one.path)
    except OSError as error:
        said = words.text(
            "cannot be written: {reason}; name a rulebook of your own with --rulebook", reason=why(error)
        )
        raise UsageError([f"{error.filename}: {said}"]) from error
    finally:
        for part in beside:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _objective(book: Rulebook, rule_id: str) -> Objective:
    """The objective that an id belongs to by its beginning."""
    try:
        TypeAdapter(RuleId).validate_python(rule_id)
    except ValidationError as error:
        raise UsageError([f"ID: {sentence(error.errors()[0], rule_id, None, 'id')}"]) from error
    if rule_id in book.places:
        said = words.text(
            "got '{id}', which is at {place}; an id names one rule", id=rule_id, place=book.places[rule_id]
        )
        raise UsageError([f"ID: {said}"])
    prefix, _, name = rule_id.rpartition(".")
    for objective in book.objectives:
        cited = {clause for rule in objective.rules for clause in rule.clauses}
        numbered = objective.objective[0].isdigit()
        if prefix == objective.objective or (not numbered and prefix in cited):
            return objective
    known = [one.objective for one in book.objectives if one.objective[0].isdigit()]
    said = words.text(
        "got '{id}', which belongs to no objective here; begin with one of {known}, for example {first}.{name}",
        id=rule_id,
        known=some(known),
        first=known[0],
        name=name,
    )
    raise UsageError([f"ID: {said}"])


def _prefix_clause(objective: Objective, draft: Draft) -> str | None:
    """Where objectives bear no number, an id begins with the clause the rule comes from."""
    return None if objective.objective[0].isdigit() else draft.rule.rpartition(".")[0]


def _event(book: Rulebook, draft: Draft) -> str:
    known = reported(book.vocabulary)
    if draft.event is not None and draft.event not in known:
        raise UsageError([f"--event: {choose(draft.event, known)}"])
    return draft.event or known[0]


def _path(book: Rulebook, objective: Objective) -> Path:
    """The file of an objective in this rulebook: its rules say where they stand."""
    own = [rule for rule in objective.rules if rule.id in book.own]
    if not own:
        return book.root / f"{objective.objective}.yaml"
    return Path(book.places[own[0].id].rpartition(":")[0])


def _begun(path: Path, objective: Objective) -> str:
    """The beginning of another file of an objective, which says of it what the first one says."""
    said = objective.model_dump(mode="json", exclude={"rules"}, exclude_defaults=True)
    return (
        HEADER
        + modeline(path, "rules")
        + yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=110)
    )


def _with(path: Path, entry: str, begun: str) -> WrittenRule:
    """The file with one more entry at the end of the list of rules, or of the cases of each rule.

    Args:
        begun: What a file that is not there yet begins with.
    """
    text = path.read_bytes().decode() if path.exists() else begun
    newline = "\r\n" if "\r\n" in text else "\n"
    if LISTED not in (parse_yaml(text.encode(), str(path)).data or {}):
        text = f"{text.rstrip()}{newline * (1 + (text != begun))}{LISTED}:{newline}"
    lines = text.splitlines(keepends=True)
    source = parse_yaml(text.encode(), str(path))
    position = _end(source, len(lines))
    while position and not lines[position - 1].strip():
        position -= 1
    before, after = lines[:position], lines[position:]
    if not before[-1].endswith("\n"):
        before[-1] += newline
    indent = _indent(source, lines)
    blank = [] if before[-1].strip() == f"{LISTED}:" else [newline]
    added = [f"{indent}{line}{newline}" if line else newline for line in entry.splitlines()]
    return WrittenRule(path, "".join([*before, *blank, *added, *after]), position + len(blank) + 1)


def _end(source: Source, last: int) -> int:
    """How many lines stand before the end of the list: up to the next key of the file, or all."""
    data: Mapping[str, object] = source.data
    start = source.line((LISTED,))
    following = [source.line((name,)) for name in data if source.line((name,)) > start]
    return min(following) - 1 if following else last


def _indent(source: Source, lines: list[str]) -> str:
    """How far the entries of the list stand in.

    Raises:
        DefinitionError: They stand in brackets.
    """
    if not source.data[LISTED]:
        return "  "
    line = source.line((LISTED, 0))
    found = re.match(r"( *)- ", lines[line - 1])
    if found is None:
        message = words.text(
            "got {key} in brackets; write each on its own lines, beginning with a hyphen", key=LISTED
        )
        raise DefinitionError([f"{source.path}:{line}: {message}"])
    return found[1]
