# SPDX-License-Identifier: EUPL-1.2
"""Who reads what is said of a command: the language of --lang, else of the project, else Italian."""

import contextlib
import gettext
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..engine.language.locales import DOMAIN, LOCALES, READER
from .project_file import find_project

if TYPE_CHECKING:
    from ..engine.language.words import Words
    from ..schema.base import Language

_ASKED = re.compile(r"--lang[ =](it|en)")
_WRITTEN = re.compile(r"(?m)^language: *[\"']?(it|en)\b")


def language_of(words: Sequence[str]) -> "Language":
    """The language of whoever wrote these words of a command, told even where nothing else can be read."""
    found = _ASKED.search(" ".join(words))
    project = None if found or "--no-project" in words else find_project(Path.cwd())
    if project is not None:
        with contextlib.suppress(OSError):
            found = _WRITTEN.search(project.read_text(encoding="utf-8", errors="replace"))
    return cast("Language", found[1]) if found else "it"


@contextlib.contextmanager
def read_in(language: "Language") -> Iterator[None]:
    """Let everything said of the command be in this language, what click says too.

    Click asks the gettext of the standard library, which is told the language by the environment.
    """
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)
    before = {name: os.environ.get(name) for name in (READER, "LANGUAGE")}
    os.environ.update(dict.fromkeys(before, language))
    try:
        yield
    finally:
        for name, value in before.items():
            del os.environ[name]
            if value is not None:
                os.environ[name] = value


def reader() -> "Words":
    """Sentences as the reader of the command reads them."""
    from ..engine.language import reader as told

    return told.reader()
