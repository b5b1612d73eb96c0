# SPDX-License-Identifier: EUPL-1.2
"""Definitions read from YAML: checked against a model, with every problem of a file named at once.

A problem is one line, `path:line: rule 5.1.info-session: per: got 'monthly'; write one of month, ...`.
Where a value may have several forms the validator reports each form it is not; those are one
sentence here.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from ...schema.errors import DefinitionError
from ...schema.verdict_line import HERE
from ..language.catalogue import Message
from ..language.reader import words
from .wording import TEST, UNIONS, closest, refused, sentence, shown, unknown_key
from .yaml_source import Source, Steps

M = TypeVar("M", bound=BaseModel)

_WRAPPERS = frozenset({"values", "kind", HERE})
"""What short forms leave out: `for_each: cpi` is `{kind: [cpi]}`, verdicts that name no unit are those here."""

_WRONG_FORM = frozenset(
    {"int_type", "string_type", "model_type", "dict_type", "tuple_type", "date_type", "literal_error"}
    | {"string_pattern_mismatch", "greater_than_equal", "less_than_equal", "bool_type", "number_as_id"}
)


class _Found(NamedTuple):
    """A pydantic error and its place; the first union it stands in, if any, splits its location."""

    error: Mapping[str, Any]
    steps: Steps
    rest: tuple[Any, ...]


def validate(model: type[M], source: Source) -> M:
    """The content of `source` as an instance of `model`.

    Raises:
        DefinitionError: Lists every problem of the file.
    """
    instance, problems = check(model, source)
    if instance is None:
        raise DefinitionError(problems)
    return instance


def check(model: type[M], source: Source) -> tuple[M | None, list[str]]:
    """Like `validate`, but hands the problems back, so that several files can be refused together."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        found = [_Found(one, (), one["loc"]) for one in error.errors(include_url=False)]
        return None, by_line(source, list(dict.fromkeys(_said(model, source, found))))


def by_line(source: Source, problems: Sequence[str]) -> list[str]:
    """Problems in the order of their lines in `source`, those of other files last."""
    here = f"{source.path}:"

    def line(problem: str) -> float:
        return int(problem.removeprefix(here).split(":", 1)[0]) if problem.startswith(here) else math.inf

    return sorted(problems, key=line)


def problem(source: Source, steps: Steps, message: str) -> str:
    """One line about the value at `steps`: path, line, the rule or case it belongs to, field, message."""
    if steps and isinstance(steps[-1], int) and steps not in source.lines:
        steps = steps[:-1]  # A list of one, written without brackets.
    owner, field = _owner(source.data, steps)
    named = _named(source.data, steps)[len(steps) - len(field) :]
    parts = [f"{source.path}:{source.line(steps)}", owner, _dotted(named), message]
    return ": ".join(part for part in parts if part)


def _owner(data: Any, steps: Steps) -> tuple[str, Steps]:
    if len(steps) < 2 or steps[0] != "rules" or not isinstance(entry := _at(data, steps[:2]), Mapping):
        return "", steps
    if steps[2:3] == ("cases",) and len(steps) > 3 and isinstance(case := _at(data, steps[:4]), Mapping):
        return words.text("case {sentence}", sentence=shown(case.get("case"))), steps[4:]
    name = entry.get("id") or entry.get("rule") or words.text("without id")
    return words.text("rule {id}", id=name), steps[2:]


def _named(data: Any, steps: Steps) -> Steps:
    """The same place with its keys as text, so that only positions in a list are numbers."""
    named: list[Any] = []
    for step in steps:
        keyed = isinstance(data, Mapping)
        named.append(str(step) if keyed else step)
        data = data.get(step) if keyed else data[step] if isinstance(data, list) else None
    return tuple(named)


def _dotted(steps: Steps) -> str:
    text = ""
    for step in steps:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _at(data: Any, steps: Steps) -> Any:
    for step in steps:
        data = data[step]
    return data


def _said(model: type[BaseModel], source: Source, found: Sequence[_Found]) -> Iterator[str]:
    placed = list(_settled(source.data, found))
    misspelt = {
        (one.steps, closest(one.error["loc"][-1], _keys(model, one.steps)))
        for one in placed
        if one.error["type"] == "extra_forbidden"
    }
    for one in placed:
        value = _at(source.data, one.steps)
        key = str(one.rest[-1]) if one.rest else _name(one.steps)
        if one.error["type"] == "missing" and (one.steps, key) in misspelt:
            continue
        if one.error["type"] == "too_short" and _only_seems_short(one, value, placed):
            continue
        yield problem(source, _place(one, value), _message(model, source, one, key))


def _only_seems_short(one: _Found, value: Any, placed: Sequence[_Found]) -> bool:
    """Whether something inside is wrong: its wrong members are left out of the count."""
    depth = len(one.steps)
    inner = any(len(each.steps) > depth and each.steps[:depth] == one.steps for each in placed)
    return inner or (value != "" and not isinstance(value, (list, Mapping)))


def _place(one: _Found, value: Any) -> Steps:
    key = one.rest[-1] if one.rest else None
    if isinstance(value, Mapping) and one.error["type"] == "extra_forbidden":
        return (*one.steps, next(written for written in value if str(written) == key))
    return one.steps


def _message(model: type[BaseModel], source: Source, one: _Found, key: str) -> str:
    kind = one.error["type"]
    value, written = _at(source.data, one.steps), source.written.get(one.steps)
    if kind == "several_forms":
        return refused(value, written, words.marked(_forms(one)))
    if kind == "extra_forbidden":
        return unknown_key(key, _keys(model, one.steps))
    if "[key]" in one.error["loc"]:
        name = one.steps[-1]
        return sentence(one.error, name, source.written.get((*one.steps, "[key]")), "")
    return sentence(one.error, value, written, key if kind == "missing" else _name(one.steps))


def _name(steps: Steps) -> str:
    return next((step for step in reversed(steps) if isinstance(step, str)), "the file")


def _forms(one: _Found) -> Message:
    for step in reversed(one.steps):
        if step in UNIONS:
            return UNIONS[step]
    return TEST


def _settled(data: Any, found: Sequence[_Found]) -> Iterator[_Found]:
    """The errors with their places in the data; those of one union reduced to the form that was meant."""
    unions: dict[Steps, dict[str, list[_Found]]] = {}
    for one in found:
        steps, label, rest = _walk(data, one)
        if label is None:
            yield _Found(one.error, steps, rest)
        else:
            unions.setdefault(steps, {}).setdefault(label, []).append(_Found(one.error, steps, rest))
    for steps, branches in unions.items():
        settled = {label: list(_settled(data, errors)) for label, errors in branches.items()}
        meant = [errors for errors in settled.values() if not _another_form(errors, steps)]
        if isinstance(_at(data, steps), (Mapping, list)) and meant:
            yield from min(meant, key=lambda errors: len({(one.steps, one.rest) for one in errors}))
        else:
            yield _Found({"type": "several_forms", "loc": steps}, steps, ())


def _another_form(errors: Sequence[_Found], steps: Steps) -> bool:
    """Whether the value has plainly some other form than the one that made these errors."""
    return any(one.error["type"] == "invalid_key" for one in errors) or all(
        one.steps == steps and one.error["type"] in _WRONG_FORM for one in errors
    )


def _walk(data: Any, one: _Found) -> tuple[Steps, str | None, tuple[Any, ...]]:
    """How far a location leads into the data: the steps, the union form met on the way, what is left."""
    steps, value = one.steps, _at(data, one.steps)
    for position, name in enumerate(one.rest):
        left = one.rest[position + 1 :]
        step = _step(value, name)
        last = not left and one.error["type"] in ("missing", "extra_forbidden")
        if last or name == "[key]":
            return steps, None, one.rest[position:]
        if step is not None:
            steps, value = (*steps, step), value[step]
        elif isinstance(name, str) and name not in _WRAPPERS:
            return steps, name, left
    return steps, None, ()


def _step(value: Any, name: Any) -> Any:
    if isinstance(value, Mapping):
        return next((key for key in value if name in (key, str(key), repr(key))), None)
    return name if isinstance(value, list) and isinstance(name, int) and name < len(value) else None


def _keys(model: type[BaseModel], steps: Steps) -> list[str]:
    """The keys that may be written in the mapping at `steps`."""
    models = {model}
    for step in steps:
        inner = {
            found
            for one in models
            for name, field in one.model_fields.items()
            if step in (name, field.alias)
            for found in _models(field.annotation)
        }
        models = inner or models
    return [
        field.alias or name
        for one in sorted(models, key=lambda one: one.__name__)
        for name, field in one.model_fields.items()
        if name != "values"
    ]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
