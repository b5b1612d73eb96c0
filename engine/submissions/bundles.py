# SPDX-License-Identifier: EUPL-1.2
"""The bundles of files that given paths hold: a bundle is one submission, or one file on its own."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..intake.contents import check_contents
from ..intake.formats import REFUSED_AS, is_explanation, is_read, may_hold_data
from ..intake.gathering import Gathering, GivenFile
from ..intake.problems import Fault, FileRefused
from ..system_errors import why
from . import zip_files
from .downloads import is_text_manifest, submissions_in

DEPTH_LIMIT = 5
ZIPS_LIMIT = 3
_JUNK = ("thumbs.db", "desktop.ini", "__macosx")


@dataclass(frozen=True)
class Bundle:
    """Files read together.

    Attributes:
        manifests: The YAML files that say what submission it is; more than one is a fault.
        parts: The data files.
    """

    manifests: tuple[GivenFile, ...]
    parts: tuple[GivenFile, ...]


def bundles(gathering: Gathering, path: Path, unpacked: Path) -> Iterator[Bundle]:
    """The bundles of a path, in the order of names; what cannot be read leaves its faults among the problems.

    Args:
        unpacked: A folder for what comes out of zips.
    """
    part = GivenFile(path, str(path))
    try:
        if _is_folder(path):
            yield from _Folders(gathering, unpacked).of(part, 0)
        elif path.suffix.lower() == ".zip" and path.is_file():
            yield from _Folders(gathering, unpacked).of_zip(part)
        else:
            yield Bundle((), (part,))
    except FileRefused as refusal:
        gathering.problems.add(gathering.place(part), refusal.fault, refusal.row)


def refuse_unseen(gathering: Gathering, given: Sequence[Path]) -> None:
    """Every file in what was given, and in what came out of zips, was met on the way, if no folder is refused."""
    if gathering.problems.refusing:
        return
    met = {part.path for part in gathering.files}
    for folder in given:
        for path in folder.rglob("*") if _is_folder(folder) else ():
            if path not in met and path.is_file() and not _is_left_by_programs(path.relative_to(folder)):
                part = GivenFile(path, str(path), passing=True)
                gathering.problems.add(gathering.place(part), Fault("file_unaccounted"))


def _is_left_by_programs(path: Path) -> bool:
    """Whether a file, or a folder around it, is one that systems and programs leave there."""
    return any(part.startswith((".", "~$")) or part.lower() in _JUNK for part in path.parts)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


@dataclass
class _Folders:
    """Walks one given folder or zip.

    Attributes:
        seen: How many files and folders there were.
        left: How many bytes may still come out of zips.
        within: How many zips inside each other are being walked.
    """

    gathering: Gathering
    unpacked: Path
    seen: int = 0
    left: int = field(default_factory=lambda: zip_files.UNPACKED_LIMIT)
    within: int = 0

    def of_zip(self, part: GivenFile) -> Iterator[Bundle]:
        """The bundles of a zip; of one that cannot be read none."""
        folder = Path(tempfile.mkdtemp(dir=self.unpacked))
        self.gathering.place(part)
        try:
            if self.within == ZIPS_LIMIT:
                raise FileRefused("zip_in_zip", limit=ZIPS_LIMIT)
            check_contents(part.path)
            self.left = zip_files.unpack(part.path, folder, self.left)
        except FileRefused as refusal:
            self._say(part, refusal.fault)
            return
        self.within += 1
        yield from self.of(GivenFile(folder, part.shown, passing=True), 0)
        self.within -= 1

    def of(self, folder: GivenFile, depth: int) -> Iterator[Bundle]:
        """The bundles of a folder."""
        if depth > DEPTH_LIMIT:
            self._say(folder, Fault("folders_too_deep", fields={"limit": DEPTH_LIMIT}))
            return
        inside = {part.path: part for part in self._inside(folder)}
        submissions = submissions_in([*inside])
        for paths in submissions:
            yield self._submission([inside[path] for path in paths])
        if submissions:
            return
        if depth == 0 and not any(map(_may_matter, inside)):
            self._say(folder, Fault("nothing_in_folder"))
            return
        for part in inside.values():
            yield from self._each(part, depth)

    def _each(self, part: GivenFile, depth: int) -> Iterator[Bundle]:
        if part.path.is_dir():
            yield from self.of(part, depth + 1)
        elif _is_zip(part.path):
            yield from self.of_zip(part)
        elif _is_table(part.path):
            yield Bundle((), (part,))
        else:
            self._say_unread(part)

    def _submission(self, inside: Sequence[GivenFile]) -> Bundle:
        """The files beside a manifest."""
        manifests, parts = [], []
        for part in inside:
            if part.path.is_dir() or _is_zip(part.path):
                self._say(part, Fault("folder_in_submission"))
            elif is_text_manifest(part.path):
                manifests.append(part)
            elif _is_table(part.path):
                parts.append(part)
            else:
                self._say_unread(part)
        return Bundle(tuple(manifests), tuple(parts))

    def _inside(self, folder: GivenFile) -> Iterator[GivenFile]:
        """What stands in a folder, in the order of names, without what systems and programs leave there."""
        try:
            paths = sorted(folder.path.iterdir(), key=lambda path: path.name)
        except OSError as error:
            raise FileRefused("not_readable", reason=why(error)) from error
        for path in paths:
            if _is_left_by_programs(Path(path.name)):
                continue
            part = GivenFile(path, f"{folder.shown}/{path.name}", folder.passing)
            self.seen += 1
            if self.seen > zip_files.FILES_LIMIT:
                raise FileRefused("too_many_files", limit=zip_files.FILES_LIMIT)
            if path.is_symlink():
                self._say(part, Fault("symbolic_link"))
            else:
                yield part

    def _say_unread(self, part: GivenFile) -> None:
        """Name a file that is not read: one that may hold data binds."""
        if may_hold_data(part.path):
            code = REFUSED_AS.get(part.path.suffix.lower(), "may_hold_data")
            self._say(part, Fault(code, fields={"suffix": part.path.suffix}))
        else:
            self._say(part, Fault("not_read"), notice=True)

    def _say(self, part: GivenFile, fault: Fault, *, notice: bool = False) -> None:
        self.gathering.problems.add(self.gathering.place(part), fault, notice=notice)


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _is_table(path: Path) -> bool:
    return is_read(path) and not is_explanation(path)


def _may_matter(path: Path) -> bool:
    """Whether there is anything to read in it, or to refuse."""
    return path.is_dir() or _is_zip(path) or may_hold_data(path)
