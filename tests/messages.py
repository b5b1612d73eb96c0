# SPDX-License-Identifier: EUPL-1.2
"""The messages in the code, read from its syntax.

A message stands where it is put into words (`words.text("kept")`), or marked in a constant from which it is taken
there (`words.text(STATES[state])`). Anything else there would be shown untranslated, so it is refused.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

MARKS = {"mark": 1, "mark_plural": 2}
"""What marks a constant, and how many of its arguments are messages."""
SHOWN = {"text": 1, "plural": 2}
"""What puts a message into words."""

Message = str | tuple[str, ...]


class UnreadableMessageError(Exception):
    """What stands where a message belongs cannot be read from the code, so no catalogue can hold it."""


def messages(paths: Iterable[Path]) -> set[Message]:
    """Every message in Python files; a pair is the singular and the plural.

    Raises:
        UnreadableMessageError: For a message that is put together, or handed over, while the program runs.
    """
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    tables = {name for tree in trees.values() for name in _tables(tree)}
    return {message for path, tree in trees.items() for message in _Reader(path, tables).read(tree, {})}


def _tables(tree: ast.Module) -> Iterator[str]:
    """The constants of a module whose every entry holds a marked message."""
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(name)], value=value) if _is_marked(value):
                yield name
            case ast.AnnAssign(target=ast.Name(name), value=ast.expr() as value) if _is_marked(value):
                yield name


def _is_marked(value: ast.expr) -> bool:
    match value:
        case ast.Dict():
            return all(map(_is_marked, value.values))
        case ast.Tuple() if all(isinstance(one, ast.Tuple) for one in value.elts):
            return all(map(_is_marked, value.elts))
        case ast.Tuple():
            return any(map(_is_marked, value.elts))
        case ast.Call():
            return _name(value.func) in MARKS
    return False


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


Bound = dict[str, list[ast.expr]]
"""What the local names of a function are given: values, or what a loop takes them from."""


class _Reader:
    """Reads the messages of one module; `tables` are the marked constants of all."""

    def __init__(self, path: Path, tables: set[str]) -> None:
        self._path, self._tables = path, tables

    def read(self, node: ast.AST, bound: Bound) -> Iterator[Message]:
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            bound = _bindings(node)
        if isinstance(node, ast.Call):
            yield from self._of_call(node, bound)
        for child in ast.iter_child_nodes(node):
            yield from self.read(child, bound)

    def _of_call(self, call: ast.Call, bound: Bound) -> Iterator[Message]:
        name = _name(call.func)
        wanted = (MARKS | SHOWN).get(name)
        if wanted is None or not call.args:
            return
        given = call.args[:wanted]
        literals = [
            one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if len(literals) == wanted:
            yield literals[0] if wanted == 1 else tuple(literals)
        elif name in MARKS or _is_words(call.func):
            self._refuse_unreadable(call, bound)

    def _refuse_unreadable(self, call: ast.Call, bound: Bound) -> None:
        if _name(call.func) in MARKS or not self._is_taken(call.args[0], bound):
            raise UnreadableMessageError(f"{self._path}:{call.lineno}: {ast.unparse(call)}")

    def _is_taken(self, value: ast.expr, bound: Bound) -> bool:
        """Is a value a marked message, or taken from a constant of them?"""
        match value:
            case ast.Name(name):
                given = bound.get(name, [])
                return name in self._tables or (
                    bool(given) and all(self._is_taken(one, bound) for one in given)
                )
            case ast.Subscript(value=table) | ast.Starred(value=table):
                return self._is_taken(table, bound)
            case ast.Call(func=ast.Attribute(value=table, attr="items" | "values"), args=[]):
                return self._is_taken(table, bound)
            case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, default]):
                return self._is_taken(table, bound) and self._is_taken(default, bound)
            case ast.IfExp(body=one, orelse=other):
                return self._is_taken(one, bound) and self._is_taken(other, bound)
        return _is_marked(value)


def _is_words(function: ast.expr) -> bool:
    """Is it a method of `Words`, or a local name for one?"""
    match function:
        case ast.Attribute(value=ast.Name(owner) | ast.Attribute(attr=owner)):
            return owner.lstrip("_") == "words"
    return isinstance(function, ast.Name)


def _bindings(function: ast.FunctionDef | ast.Lambda) -> Bound:
    bound: Bound = {}
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[target], value=given):
                pass
            case ast.For(target=target, iter=given) | ast.comprehension(target=target, iter=given):
                pass
            case _:
                continue
        for name in ast.walk(target):
            if isinstance(name, ast.Name):
                bound.setdefault(name.id, []).append(given)
    return bound
