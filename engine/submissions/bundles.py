# SPDX-License-Identifier: EUPL-1.2
"""The bundles of files that given paths hold: a bundle is one submission, or one file on its own."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..intake.headings import folded
from ..intake.problems import Fault, FileRefused
from ..intake.reader import Gathering, Part
from ..intake.sources import SUFFIXES
from .zip_files import FILES_LIMIT, unpack

DEPTH_LIMIT = 5
_MANIFESTS = ("invio", "submission")
_TEXT_MANIFESTS = (".yaml", ".yml")
_JUNK = ("thumbs.db", "desktop.ini", "__macosx")


@dataclass(frozen=True)
class Bundle:
    """Files read together.

    Attributes:
        manifests: The YAML files that say what submission it is; more than one is a fault.
        parts: The data files.
    """

    manifests: tuple[Part, ...]
    parts: tuple[Part, ...]


def bundles(gathering: Gathering, path: Path, unpacked: Path) -> Iterator[Bundle]:
    """The bundles of a path, in the order of names; what cannot be read leaves its faults among the problems.

    Args:
        unpacked: A folder for what comes out of zips.
    """
    part = Part(path, str(path))
    try:
        if _is_folder(path):
            yield from _Folders(gathering, unpacked).of(part, 0)
        elif path.suffix.lower() == ".zip" and path.is_file():
            yield from _Folders(gathering, unpacked).of_zip(part)
        else:
            yield Bundle((), (part,))
    except FileRefused as refusal:
        gathering.problems.add(gathering.place(part), refusal.fault, refusal.row)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


@dataclass
class _Folders:
    """Walks one given folder or zip."""

    gathering: Gathering
    unpacked: Path
    seen: int = 0

    def of_zip(self, part: Part) -> Iterator[Bundle]:
        """The bundles of a zip; of one that cannot be read none."""
        folder = Path(tempfile.mkdtemp(dir=self.unpacked))
        self.gathering.place(part)
        try:
            unpack(part.path, folder)
        except FileRefused as refusal:
            self._say(part, refusal.fault)
            return
        yield from self.of(Part(folder, part.shown, passing=True), 0)

    def of(self, folder: Part, depth: int) -> Iterator[Bundle]:
        """The bundles of a folder."""
        if depth > DEPTH_LIMIT:
            self._say(folder, Fault("folders_too_deep", fields={"limit": DEPTH_LIMIT}))
            return
        inside = list(self._inside(folder))
        if any(_is_manifest(part.path) for part in inside):
            yield self._submission(inside)
            return
        if depth == 0 and not any(part.path.is_dir() or _is_data(part.path) for part in inside):
            self._say(folder, Fault("nothing_in_folder"))
            return
        for part in inside:
            yield from self._each(part, depth)

    def _each(self, part: Part, depth: int) -> Iterator[Bundle]:
        if part.path.is_dir():
            yield from self.of(part, depth + 1)
        elif part.path.suffix.lower() == ".zip":
            yield from self.of_zip(part)
        elif _is_data(part.path):
            yield Bundle((), (part,))
        else:
            self._say(part, Fault("not_read"), notice=True)

    def _submission(self, inside: list[Part]) -> Bundle:
        """The files beside a manifest."""
        manifests, parts = [], []
        for part in inside:
            if part.path.is_dir() or part.path.suffix.lower() == ".zip":
                self._say(part, Fault("folder_in_submission"))
            elif _is_manifest(part.path) and part.path.suffix.lower() in _TEXT_MANIFESTS:
                manifests.append(part)
            elif _is_data(part.path):
                parts.append(part)
            else:
                self._say(part, Fault("not_read"), notice=True)
        return Bundle(tuple(manifests), tuple(parts))

    def _inside(self, folder: Part) -> Iterator[Part]:
        """What stands in a folder, in the order of names, without what systems and programs leave there."""
        try:
            paths = sorted(folder.path.iterdir(), key=lambda path: path.name)
        except OSError as error:
            raise FileRefused("not_readable", reason=error.strerror) from error
        for path in paths:
            if path.name.startswith((".", "~$")) or path.name.lower() in _JUNK:
                continue
            part = Part(path, f"{folder.shown}/{path.name}", folder.passing)
            self.seen += 1
            if self.seen > FILES_LIMIT:
                raise FileRefused("too_many_files", limit=FILES_LIMIT)
            if path.is_symlink():
                self._say(part, Fault("symbolic_link"))
            else:
                yield part

    def _say(self, part: Part, fault: Fault, *, notice: bool = False) -> None:
        self.gathering.problems.add(self.gathering.place(part), fault, notice=notice)


def _is_manifest(path: Path) -> bool:
    return folded(path.stem) in _MANIFESTS and path.suffix.lower() in (*_TEXT_MANIFESTS, ".xlsx")


def _is_data(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES
