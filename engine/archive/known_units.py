# SPDX-License-Identifier: EUPL-1.2
"""The units an archive was filled for: judged under a registry that has lost some, they would vanish unsaid."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass

import duckdb
import pyarrow as pa

from ..definitions.registry import Registry
from .file import Archive
from .log import ReadsArchive
from .messages import refusal

SHOWN = 8
"""How many units are named in a message; the others are counted."""


@dataclass(frozen=True)
class KnownUnit:
    """A unit as the registry had it when it first became known to the archive."""

    convention: str
    code: str
    kind: str
    name: str | None


def new_units(archive: ReadsArchive, agreements: Iterable[tuple[str, Registry]]) -> list[KnownUnit]:
    """The units of some conventions' registries that the archive does not know yet."""
    held = set(archive.con.execute("select convention, code from archive.known_unit").fetchall())
    return [
        KnownUnit(convention, unit.code, unit.kind, unit.name)
        for convention, registry in agreements
        for unit in registry.units
        if (convention, unit.code) not in held
    ]


def write_units(con: duckdb.DuckDBPyConnection, seq: int, units: Sequence[KnownUnit]) -> None:
    """Store units that became known with an act."""
    if not units:
        return
    columns = zip(*map(astuple, units), strict=True)
    names = ("convention", "code", "kind", "name")
    table = {name: pa.array(of, pa.string()) for name, of in zip(names, columns, strict=True)}
    con.register("new_unit", pa.table(table))
    con.execute("insert into archive.known_unit by name select $seq as seq, * from new_unit", {"seq": seq})
    con.unregister("new_unit")


def units_digest(units: Sequence[KnownUnit]) -> str | None:
    """The digest of units in any order; none for none."""
    if not units:
        return None
    rows = sorted(json.dumps(astuple(one), ensure_ascii=True) for one in units)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def units_of(archive: ReadsArchive, seq: int) -> list[KnownUnit]:
    """The units that became known with an act."""
    query = "select convention, code, kind, name from archive.known_unit where seq = ?"
    return [KnownUnit(*row) for row in archive.con.execute(query, [seq]).fetchall()]


def check_known(archive: Archive, agreements: Iterable[tuple[str, Registry]]) -> None:
    """Refuse registries that lack a unit the archive has rows of, or was filled under for the same convention.

    Conventions none of which it was ever filled under are refused as well: it is the archive of another.

    Args:
        agreements: The conventions judged, by name, with their registries.

    Raises:
        ArchiveError: With the units that would vanish, or the conventions it was filled under.
    """
    agreements = list(agreements)
    _refuse_others(archive, [name for name, _ in agreements])
    codes = frozenset[str]().union(*(registry.codes for _, registry in agreements))
    gone = _vanished(archive, [name for name, _ in agreements], codes)
    if gone:
        named = ", ".join(f"{code} ({name})" if name else code for code, name in gone[:SHOWN])
        more = f", ... ({len(gone)})" if len(gone) > SHOWN else ""
        raise refusal(archive.path, "units_vanished", archive.language, units=named + more)


def _refuse_others(archive: Archive, judged: Sequence[str]) -> None:
    found = archive.con.execute("select distinct convention from archive.known_unit order by 1").fetchall()
    filled = [name for (name,) in found]
    if filled and set(filled).isdisjoint(judged):
        raise refusal(
            archive.path,
            "other_convention",
            archive.language,
            known=", ".join(filled),
            judged=", ".join(judged),
        )


def _vanished(
    archive: ReadsArchive, conventions: Collection[str], codes: Collection[str]
) -> list[tuple[str, str | None]]:
    """The units with rows, or of the conventions judged, that no registry has; each with its name."""
    known = archive.con.execute(
        "select convention, code, name from archive.known_unit order by code"
    ).fetchall()
    names = {code: name for convention, code, name in known if convention in set(conventions)}
    elsewhere = {code for _, code, _ in known}
    held = archive.con.execute(
        "select distinct unnest(string_split(unit, '|')) from "
        "(select unit from archive.event_row union select unit from archive.population_row "
        "union select units from archive.submission_row) where unit is not null"
    ).fetchall()
    names |= {code: None for (code,) in held if code not in elsewhere}
    return [(code, name) for code, name in sorted(names.items()) if code not in codes]
