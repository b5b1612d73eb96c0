# SPDX-License-Identifier: EUPL-1.2
"""Options that belong together, handed to a command as one thing."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .options import (
    PATHS,
    Decorator,
    facts_options,
    filter_options,
    language_option,
    programme_option,
    public_option,
    reading_option,
    setting_options,
    together,
)
from .output import shows_unicode

if TYPE_CHECKING:
    import datetime as dt

    from ..engine.intake.reader import Intake
    from ..engine.runs.setting import Setting
    from ..engine.verdicts.run import Options
    from ..schema.base import Language


@dataclass(frozen=True)
class DefinitionFiles:
    """Where the definitions stand that facts are judged with, and the readings chosen for this run."""

    conventions: Sequence[Path]
    units: Path | None
    rulebook: Path | None
    programme: Path | None = None
    readings: Mapping[str, str] = field(default_factory=dict)

    def load(self) -> "Setting":
        """The setting they make.

        Raises:
            DefinitionError: One of them is wrong.
            UsageError: They do not go together.
        """
        from ..engine.runs.setting import load_setting

        return load_setting(self.rulebook, self.conventions, self.units, self.programme, self.readings)


@dataclass(frozen=True)
class FactFiles:
    """Where the facts stand: files, an archive, or both."""

    paths: Sequence[Path]
    archive: Path | None
    key_file: Path | None

    @property
    def all(self) -> list[Path]:
        """All that is read."""
        return [*self.paths] if self.archive is None else [*self.paths, self.archive]

    def load(self, setting: "Setting", language: "Language") -> "Intake":
        """The facts in them.

        Raises:
            UsageError: Nothing was named.
            InputError: Something in them is wrong.
            ArchiveError: The archive cannot be used.
        """
        from ..engine.runs.facts import load_facts

        return load_facts(self.paths, setting, language, self.archive, self.key_file)


@dataclass(frozen=True)
class Wanted:
    """What of a run is wanted: rules, objectives, units; nothing named means all."""

    rules: Sequence[str]
    objectives: Sequence[str]
    codes: Sequence[str]

    def options(
        self, files: DefinitionFiles, setting: "Setting", as_of: "dt.date", known_at: "dt.date | None" = None
    ) -> "Options":
        """The same as the engine takes it.

        Raises:
            UsageError: Lists all that names nothing.
        """
        from ..engine.runs.filters import Filters, checked_filters

        filters = Filters(self.rules, self.objectives, self.codes, files.readings)
        return checked_filters(filters, setting).options(as_of, known_at)


@dataclass(frozen=True)
class Output:
    """How what was found is told, and where.

    Attributes:
        published: Figures that tell of persons are withheld.
    """

    language: "Language"
    format_: str = "table"
    out: Path | None = None
    published: bool = False

    @property
    def plain(self) -> bool:
        """Nothing but ASCII can be shown."""
        return self.out is None and not shows_unicode()


def into(name: str, form: type, options: Decorator[Any]) -> Decorator[Any]:
    """Options whose values the command gets as one parameter `name`, made of those that are fields of `form`."""
    known = [one.name for one in fields(form)]

    def decorate(command: Callable[..., Any]) -> Any:
        @functools.wraps(command)
        def called(*args: Any, **values: Any) -> Any:
            own = {key: values.pop(key) for key in known if key in values}
            return command(*args, **{name: form(**own)}, **values)

        return options(called)

    return decorate


definition_files = into("definitions", DefinitionFiles, setting_options)
judged_files = into(
    "definitions", DefinitionFiles, together(setting_options, programme_option, reading_option)
)
fact_files = into("given", FactFiles, together(PATHS, facts_options))
wanted_options = into("wanted", Wanted, filter_options)


def output_options(*options: Decorator[Any]) -> Decorator[Any]:
    """The options of what is written, with those that a command has of its own."""
    return into("output", Output, together(*options, language_option))


published_output = functools.partial(output_options, public_option)
