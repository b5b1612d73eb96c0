# SPDX-License-Identifier: EUPL-1.2
"""What is judged: the facts of the files it was given, of an archive, or of both together."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ...schema.base import Language
from ...schema.errors import UsageError
from ..archive.currency import keep_current
from ..archive.file import open_archive
from ..archive.held import facts_together, held_facts
from ..archive.ingest import refused_records
from ..archive.known_units import check_known
from ..archive.secret import Secret, read_secret
from ..intake.findings import FilesRefused, Findings
from ..intake.gathering import Gathering
from ..intake.reader import Intake
from ..language.reader import reader
from ..submissions.reader import read_files
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
    opened = open_archive(archive, language, intake.facts.con)
    check_known(opened, setting.registries)
    facts = facts_together(opened, intake, secret) if paths else held_facts(opened)
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
    if known is None:
        return intake.findings
    opened = open_archive(known, language, intake.facts.con)
    if refused := refused_records(opened, intake, secret):
        findings = replace(intake.findings, records=(*refused, *intake.records))
        raise FilesRefused([record.located() for record in refused], findings)
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
        received: When the submissions came; without it what their manifests say.
        accept_valid_rows: Leave faulty rows out instead of refusing everything.
        in_full: Record all problems, and keep the tables of the files to show them in.
        unsent: The submissions are still to be sent: when they are received is not asked.
        unserving: Give notice of rows that count for no rule.

    Raises:
        InputError: Something in them is wrong.
        ArchiveError: The archive cannot be used.
    """
    known = None if archive is None or not paths else held_facts(open_archive(archive, language))
    try:
        return read_files(
            paths,
            setting.rulebook.vocabulary,
            setting.units,
            language=language,
            received=received,
            registries=[registry for _, registry in setting.agreements],
            conventions=[convention for convention, _ in setting.agreements],
            from_rules=setting.from_rules,
            known=known,
            person_key=None if secret is None else secret.key,
            accept_valid_rows=accept_valid_rows,
            in_full=in_full,
            unsent=unsent,
            also=partial(notice_unserving, setting=setting) if unserving else None,
        )
    finally:
        if known is not None:
            known.con.close()


def notice_unserving(gathering: Gathering, setting: Setting) -> None:
    """Give notice of rows that count for no rule under the conventions of the setting."""
    from ..served.unserving import notice_unserving as notice

    conventions, registries = zip(*setting.agreements, strict=True)
    notice(gathering, setting.rulebook, conventions, registries)
