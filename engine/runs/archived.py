# SPDX-License-Identifier: EUPL-1.2
"""What an archive adds to files: what it holds already, alone or together with them, and what it would refuse."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ...schema.base import Language
from ..archive.file import open_archive
from ..archive.held import facts_together, held_facts
from ..archive.ingest import refused_records
from ..archive.known_units import check_known
from ..archive.secret import Secret
from ..intake.fact_tables import FactTables
from ..intake.findings import FilesRefused
from ..intake.reader import Intake
from .setting import Setting


@contextlib.contextmanager
def held(archive: Path, language: Language) -> Iterator[FactTables]:
    """The facts of an archive, which is open as long as they are looked at.

    Raises:
        ArchiveError: It cannot be used.
    """
    facts = held_facts(open_archive(archive, language))
    try:
        yield facts
    finally:
        facts.con.close()


def all_facts(
    archive: Path, intake: Intake, setting: Setting, language: Language, secret: Secret | None, *, alone: bool
) -> FactTables:
    """The facts of an archive and of the files that were read, on the connection of these.

    Args:
        alone: No files were named.

    Raises:
        ArchiveError: It cannot be used, or the registries or the files do not go together with it.
    """
    opened = open_archive(archive, language, intake.facts.con)
    check_known(opened, setting.registries)
    return held_facts(opened) if alone else facts_together(opened, intake, secret)


def refuse_unstorable(archive: Path, intake: Intake, language: Language, secret: Secret | None) -> None:
    """Refuse what was read if the archive, where it is not stored yet, would refuse it.

    Raises:
        FilesRefused: It would.
        ArchiveError: It cannot be used.
    """
    opened = open_archive(archive, language, intake.facts.con)
    if refused := refused_records(opened, intake, secret):
        findings = replace(intake.findings, records=(*refused, *intake.records))
        raise FilesRefused([record.located() for record in refused], findings)
