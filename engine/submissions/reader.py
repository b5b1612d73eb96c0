# SPDX-License-Identifier: EUPL-1.2
"""Submissions and files of facts read into fact tables, or refused with all that is wrong."""

import datetime as dt
import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...schema.base import Language
from ...schema.unit import Unit
from ...schema.vocabulary import Vocabulary
from ..intake.columns import EVENTS, MANIFEST, POPULATIONS, SUBMISSIONS, FileKind
from ..intake.fact_tables import FactTables
from ..intake.gathering import Gathering, GivenFile, start
from ..intake.problems import Fault, Place
from ..intake.reader import Intake, Opened, check_across, create_tables, finish, open_part, read_opened
from .bundles import Bundle, bundles, refuse_unseen
from .checks import NOTHING_ELSE, Against, check_submissions
from .manifest import Manifest, ManifestField, read_manifest
from .manifest_files import sheet_entries, yaml_entries

FEW_BYTES = 4_000_000


@dataclass(frozen=True)
class Manner:
    """How files are read.

    Attributes:
        language: Of the messages, `it` or `en`.
        received: When the submissions were received; without it what their manifests say.
        unsent: The submissions are still to be sent: when they are received is not asked.
        accept_valid_rows: Leave rows with faults out instead of refusing everything.
        in_full: Record all problems, and keep the tables to show them in.
    """

    language: Language = "it"
    received: dt.date | None = None
    unsent: bool = False
    accept_valid_rows: bool = False
    in_full: bool = False


AS_FACTS = Manner()


def read_files(
    paths: Sequence[Path],
    vocabulary: Vocabulary,
    units: Collection[Unit],
    against: Against = NOTHING_ELSE,
    manner: Manner = AS_FACTS,
    *,
    also: Callable[[Gathering], None] | None = None,
) -> Intake:
    """Read and check paths, each a file, or a folder, zip or workbook that is a submission or holds some.

    A submission has a manifest: `submission.yaml` or `invio.yaml`, or a sheet *Invio*. Files without one are
    told apart by their names, else by their headings, and count as they are.

    Args:
        units: Those that may be named.
        also: A further check of all that was gathered.

    Raises:
        InputError: Something binding is wrong; all of it is said, whichever file it is in.
    """
    gathering = start(
        vocabulary, units, manner.language,
        from_rules=against.from_rules, person_key=against.person_key,
        keep_rows=manner.accept_valid_rows, in_full=manner.in_full,
    )  # fmt: skip
    manifests = _read_bundles(gathering, paths, manner)
    create_tables(gathering)
    repeated = check_across(gathering, _ids(against.known))
    check_submissions(gathering, manifests, against)
    if also is not None:
        also(gathering)
    return finish(gathering, repeated)


def _read_bundles(gathering: Gathering, paths: Sequence[Path], manner: Manner) -> list[Manifest]:
    """Read all that paths hold; the manifests that can be read."""
    with tempfile.TemporaryDirectory(prefix="impegni-") as unpacked:
        read = [
            _read_bundle(gathering, bundle, manner)
            for path in paths
            for bundle in bundles(gathering, path, Path(unpacked))
        ]
        refuse_unseen(gathering, [*paths, Path(unpacked)])
    return [manifest for manifest in read if manifest is not None]


def _ids(known: FactTables | None) -> frozenset[str]:
    if known is None:
        return frozenset()
    rows = known.con.execute("select id from submission_row").fetchall()
    return frozenset(row[0] for row in rows)


def _read_bundle(gathering: Gathering, bundle: Bundle, manner: Manner) -> Manifest | None:
    """Read the files of a bundle; its manifest, if it has one that can be read."""
    opened = [(part, open_part(gathering, part)) for part in bundle.parts]
    found = _manifests(gathering, bundle, opened)
    listed = [
        gathering.place(part) for part, tables in opened if any(kind is SUBMISSIONS for kind, _ in tables)
    ]
    manifest = None
    if found:
        first, entries = found[0]
        other = first.file + (f" [{first.sheet}]" if first.sheet else "")
        for place in (*(place for place, _ in found[1:]), *listed):
            gathering.problems.add(place, Fault("two_manifests", fields={"other": other}))
        if entries is not None:
            manifest = read_manifest(gathering, first, entries, manner.received, manner.unsent)
        _notice_further_files(gathering, opened)
    for part, tables in opened:
        read_opened(gathering, part, tables, None if manifest is None else manifest.values.get("id"))
    return manifest


def _notice_further_files(gathering: Gathering, opened: Sequence[tuple[GivenFile, Opened]]) -> None:
    """Give notice of files of a kind beside another: a copy may have been left there."""
    first: dict[FileKind, GivenFile] = {}
    for part, tables in opened:
        for kind in dict.fromkeys(kind for kind, _ in tables if kind in (EVENTS, POPULATIONS)):
            if kind in first:
                fault = Fault("further_file", fields={"first": Path(first[kind].shown).name})
                gathering.problems.add(gathering.place(part), fault, notice=True)
            first.setdefault(kind, part)


def _manifests(
    gathering: Gathering, bundle: Bundle, opened: Sequence[tuple[GivenFile, Opened]]
) -> list[tuple[Place, list[ManifestField] | None]]:
    """Where every manifest of a bundle stands and its fields, none of those that cannot be read."""
    found = [(gathering.place(part), yaml_entries(gathering, part)) for part in bundle.manifests]
    sheets = [
        (gathering.place(part, sheet.name), sheet.cells)
        for part, tables in opened
        for kind, sheet in tables
        if kind is MANIFEST
    ]
    return [*found, *((place, sheet_entries(gathering, place, cells)) for place, cells in sheets)]
