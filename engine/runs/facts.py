# SPDX-License-Identifier: EUPL-1.2
"""What is judged: the facts of the files it was given, of an archive, or of both together.

What reads archives is loaded only where one is named.
"""

import contextlib
import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ...schema.base import Language
from ...schema.errors import UsageError
from ..archive.currency import keep_current
from ..archive.secret import Secret, read_secret
from ..intake.fact_tables import FactTables
from ..intake.findings import Findings
from ..intake.gathering import Gathering
from ..intake.reader import Intake
from ..language.reader import reader
from ..submissions.checks import Against
from ..submissions.reader import Manner, read_files
from .setting import Setting


def load_facts(
    paths: Sequence[Path],
    setting: Setting,
    language: Language = "en",
    archive: Path | None = None,
    key_file: Path | None = None,
) -> Intake:
    """The facts of the files named, of the archive, or of both together.

    Rows of the files may name submissions the archive holds; persons get the keys they have there.

    Args:
        language: That of what is said about the files.
        key_file: The secret that keys of persons are computed with; without it that of the environment.

    Raises:
        UsageError: Nothing was named; nothing given is not the same as nothing done.
        InputError: Something in them is wrong.
        ArchiveError: The archive cannot be used, or the files do not go together with it.
    """
    if not paths and archive is None:
        words = reader()
        said = words.text("got no file; name the events and populations, for example events.csv")
        raise UsageError([f"PATH: {said}"])
    secret = read_secret(key_file, language)
    intake = read_given(paths, setting, language, archive, secret)
    if archive is None:
        return replace(intake, facts=keep_current(intake.facts))
    from .archived import all_facts

    facts = all_facts(archive, intake, setting, language, secret, alone=not paths)
    return replace(intake, facts=keep_current(facts))


def read_to_store(
    paths: Sequence[Path], setting: Setting, language: Language, archive: Path | None, secret: Secret | None
) -> Findings:
    """All that is found in files that are to be stored, and stored nowhere: in an archive too, if one is named.

    Raises:
        FilesRefused: Something in them is wrong, or the archive would not take them.
        ArchiveError: The archive cannot be used.
    """
    known = archive if archive is not None and archive.exists() else None
    intake = read_given(paths, setting, language, known, secret, in_full=True, unsent=True, unserving=True)
    if known is not None:
        from .archived import refuse_unstorable

        refuse_unstorable(known, intake, language, secret)
    return intake.findings


def read_given(
    paths: Sequence[Path],
    setting: Setting,
    language: Language,
    archive: Path | None = None,
    secret: Secret | None = None,
    received: dt.date | None = None,
    accept_valid_rows: bool = False,
    in_full: bool = False,
    unsent: bool = False,
    unserving: bool = False,
) -> Intake:
    """The files alone, checked against the setting and against what an archive holds.

    Args:
        secret: What keys of persons are computed with.
        unserving: Give notice of rows that count for no rule; the others are those of `read_files`.

    Raises:
        InputError: Something in them is wrong.
        ArchiveError: The archive cannot be used.
    """
    with _known(archive if paths else None, language) as known:
        return read_files(
            paths,
            setting.rulebook.vocabulary,
            setting.units,
            _against(setting, known, secret),
            Manner(language, received, unsent, accept_valid_rows, in_full),
            also=partial(notice_unserving, setting=setting) if unserving else None,
        )


def _known(archive: Path | None, language: Language) -> contextlib.AbstractContextManager[FactTables | None]:
    """What an archive holds already, while it is looked at; without one nothing."""
    if archive is None:
        return contextlib.nullcontext()
    from .archived import held

    return held(archive, language)


def _against(setting: Setting, known: FactTables | None, secret: Secret | None) -> Against:
    """What files are checked against under a setting."""
    conventions, registries = zip(*setting.agreements, strict=True)
    key = None if secret is None else secret.key
    return Against(conventions, registries, setting.from_rules, known, key)


def notice_unserving(gathering: Gathering, setting: Setting) -> None:
    """Give notice of rows that count for no rule under the conventions of the setting."""
    from ..served.unserving import notice_unserving as notice

    conventions, registries = zip(*setting.agreements, strict=True)
    notice(gathering, setting.rulebook, conventions, registries)
