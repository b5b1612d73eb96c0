# SPDX-License-Identifier: EUPL-1.2
"""What `rules lint` does, up to the lines it writes; it needs the definitions and nothing that judges."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..engine.definitions.lint import LintFinding, lint
from ..engine.definitions.yaml_source import read_yaml
from ..engine.language.catalogue import mark
from ..engine.runs.setting import Setting, load_setting, programme_of
from .given import DefinitionFiles
from .reader import reader

LEVELS = {"error": mark("error"), "warning": mark("warning")}


def findings(definitions: DefinitionFiles) -> list[LintFinding]:
    """What lint has to say under every convention of the setting, each thing once.

    Of a rulebook that adds to another, only what that other is not the cause of.
    """
    setting = definitions.load()
    found = dict.fromkeys(_linted(setting, definitions.conventions))
    known = set() if setting.rulebook.addition is None else set(_linted(load_setting(), ()))
    return [finding for finding in found if finding not in known]


def _linted(setting: Setting, conventions: Sequence[Path]) -> Iterator[LintFinding]:
    book, programme = setting.rulebook, programme_of(setting.rulebook)
    paths = conventions or [book.convention_path]
    sources = {
        convention.convention: read_yaml(path)
        for (convention, _), path in zip(setting.agreements, paths, strict=True)
    }
    if programme is not None:
        sources[programme.programme] = read_yaml(book.programme_path)
    for convention, registry in setting.agreements:
        yield from lint(book, convention, registry, programme, sources)


def finding_lines(found: Sequence[LintFinding]) -> Iterator[str]:
    """Each finding in a line, then how many there are."""
    words, errors = reader(), sum(one.level == "error" for one in found)
    for one in found:
        level = words.marked(LEVELS[one.level])
        yield f"{one.place}: {level}: {one.subject}: {one.reason}; {one.remedy} [{one.id}]"
    counted = words.plural("{count} error", "{count} errors", errors)
    yield counted + ", " + words.plural("{count} warning", "{count} warnings", len(found) - errors)
