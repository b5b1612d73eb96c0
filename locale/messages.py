# SPDX-License-Identifier: EUPL-1.2
"""Keeps the catalogues in step with the code: `make messages`.

A message stands in the code where it is put into words, `words.text("kept")`, or where it is marked,
`STATES = {"kept": mark("kept")}`. Anything but a literal there could be in no catalogue and would be shown
untranslated, so it is refused; that what `words.marked` shows was marked is left to the type checker.
"""

import ast
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
ITALIAN = ROOT / "locale" / "it" / "LC_MESSAGES" / "impegni.po"
SPEAKING = ("engine", "commands", "schema", "serve")
"""The folders whose modules speak."""

MARKS = {"mark": 1, "mark_plural": 2}
"""What marks a message, and how many of its arguments are messages."""

SHOWN = {"text": 1, "plural": 2}
"""The methods of `Words` that are given messages."""

NAMES = ("words", "_words")
"""What every `Words` is called, so that its calls are found."""

TYPES = ("Message", "Plural")
"""What only marks may make."""

WIDTH = 120

Message = str | tuple[str, str]


class UnreadableMessageError(Exception):
    """What stands where a message belongs cannot be read from the code."""


def modules() -> Iterator[Path]:
    """Every module that speaks; those of the catalogues themselves are given messages by others."""
    for folder in SPEAKING:
        yield from (path for path in (ROOT / folder).rglob("*.py") if path.parent.name != "language")


def messages(paths: Iterable[Path]) -> set[Message]:
    """Every message in Python files; a pair is the singular and the plural.

    Raises:
        UnreadableMessageError: Naming file and line.
    """
    return {message for path in paths for message in _in_module(path)}


def _in_module(path: Path) -> Iterator[Message]:
    called: set[ast.expr] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called.add(node.func)
            found = _in_call(node)
            if found is not None:
                yield found
                continue
        if _hides_messages(node, called):
            raise UnreadableMessageError(f"{path}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)}")


def _in_call(call: ast.Call) -> Message | None:
    match call:
        case ast.Call(func=ast.Name(name), args=args) if name in MARKS:
            wanted = MARKS[name]
        case ast.Call(func=ast.Attribute(value, attr=name), args=args) if name in SHOWN and _is_words(value):
            wanted = SHOWN[name]
        case _:
            return None
    literals = [one.value for one in args[:wanted] if isinstance(one, ast.Constant)]
    texts = [one for one in literals if isinstance(one, str)]
    if len(texts) < wanted:
        return None
    return texts[0] if wanted == 1 else (texts[0], texts[1])


def _is_words(value: ast.expr) -> bool:
    match value:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name in NAMES
        case ast.Call(func=ast.Name("Words")):
            return True
    return False


def _hides_messages(node: ast.AST, called: set[ast.expr]) -> bool:
    """Is it a message, or a way to one, that cannot be followed from the code alone?"""
    match node:
        case ast.Call(func=ast.Name(name)):
            return name in (*MARKS, *TYPES)
        case ast.Call(func=ast.Attribute(value, attr=name)):
            return name in SHOWN and _is_words(value)
        case ast.Attribute(value, attr=name):
            return name in SHOWN and _is_words(value) and node not in called
        case ast.arg(name, annotation=ast.Name("Words")):
            return name not in NAMES
        case ast.AnnAssign(target, annotation=ast.Name("Words")):
            return not _is_words(target)
        case ast.Assign(targets=[target], value=ast.Call(func=ast.Name("Words"))):
            return not _is_words(target)
    return False


def read_catalogue(path: Path) -> Catalog:
    """The catalogue in a .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain=path.stem, abort_invalid=True)


def renew(catalogue: Catalog, found: set[Message]) -> list[Message]:
    """Add the messages that are new, drop those that are gone; the messages still to be translated, in order."""
    for entry in [one for one in catalogue if one.id and one.id not in found]:
        catalogue.delete(entry.id)
    for message in found:
        if message not in catalogue:
            catalogue.add(message, "" if isinstance(message, str) else ("", ""))
    return sorted((one for one in found if not _is_translated(catalogue, one)), key=str)


def _is_translated(catalogue: Catalog, message: Message) -> bool:
    entry = catalogue.get(message)
    said = entry.string if entry is not None and not entry.fuzzy else ""
    return all(said if isinstance(said, tuple) else (said,))


def main() -> None:
    """Renew the Italian catalogue and what is shipped of it, and say what is to be translated."""
    catalogue = read_catalogue(ITALIAN)
    missing = renew(catalogue, messages(modules()))
    for suffix, write in ((".po", _write_po), (".mo", write_mo)):
        written = io.BytesIO()
        write(written, catalogue)
        ITALIAN.with_suffix(suffix).write_bytes(written.getvalue())
    for message in missing:
        sys.stdout.write(f"to be translated: {message}\n")


def _write_po(file: io.BytesIO, catalogue: Catalog) -> None:
    write_po(file, catalogue, sort_output=True, width=WIDTH)


if __name__ == "__main__":
    main()
