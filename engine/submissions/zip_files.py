# SPDX-License-Identifier: EUPL-1.2
"""Zips unpacked into a folder of our own, member by member, never where their names would lead."""

import stat
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath

from ..intake.problems import FileRefused, shown

UNPACKED_LIMIT = 2 * 1024 * 1024 * 1024
RATIO_LIMIT = 200
FILES_LIMIT = 10_000
_SMALL = 10 * 1024 * 1024
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_NAME_LIMIT = 200


def unpack(path: Path, folder: Path, left: int) -> int:
    """Unpack a zip into a folder; how many bytes may still be unpacked after it.

    Sizes are those really unpacked, not those the zip tells.

    Args:
        left: How many bytes may be unpacked.

    Raises:
        FileRefused: It is no zip, too large, protected, or made to do harm.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_members(members)
            for member in members:
                if not member.is_dir() and not _is_junk(member):
                    left = _unpack_member(archive, member, folder, left)
            return left
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError,
    ) as error:  # fmt: skip
        raise FileRefused("not_a_zip") from error


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > FILES_LIMIT:
        raise FileRefused("too_many_files", limit=FILES_LIMIT)
    names = Counter(str(_inside(member)).casefold() for member in members)
    for member in members:
        name = shown(member.filename)
        if member.flag_bits & _ENCRYPTED:
            raise FileRefused("zip_encrypted")
        if _leads_out(member):
            raise FileRefused("zip_bad_name", member=name)
        if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise FileRefused("zip_link", member=name)
        if names[str(_inside(member)).casefold()] > 1:
            raise FileRefused("zip_same_name", member=name)


def _leads_out(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    return (
        "\0" in name
        or name.startswith("/")
        or ".." in parts
        or name[1:2] == ":"
        or any(len(part.encode("utf-8", "replace")) > _NAME_LIMIT for part in parts)
    )


def _inside(member: zipfile.ZipInfo) -> PurePosixPath:
    """The path of a member; some programs of Windows divide it by backslashes."""
    return PurePosixPath(member.filename.replace("\\", "/"))


def _is_junk(member: zipfile.ZipInfo) -> bool:
    return _inside(member).parts[:1] == ("__MACOSX",)


def _unpack_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, left: int) -> int:
    """How many bytes are left to unpack after a member."""
    target = folder.joinpath(*_inside(member).parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    most = max(_SMALL, member.compress_size * RATIO_LIMIT)
    member.file_size = left + 2 * _CHUNK
    written = 0
    with archive.open(member) as source, target.open("xb") as file:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > left:
                raise FileRefused("zip_too_large", limit=UNPACKED_LIMIT // (1024 * 1024))
            if written > most:
                raise FileRefused("zip_suspicious", member=shown(member.filename), limit=RATIO_LIMIT)
            file.write(chunk)
    return left - written
