# SPDX-License-Identifier: EUPL-1.2
"""Which files of a folder are one submission: all beside a manifest, or those of one number that a browser gave.

Whoever gathers what offices send finds `invio.xlsx` and `invio (1).xlsx`: two submissions in one folder.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from ..intake.formats import WORKBOOKS
from ..intake.headings import folded, is_manifest_name

_MANIFESTS = ("invio", "submission")
_TEXTS = (".yaml", ".yml")
_NUMBERED = re.compile(r"(.*?) ?\(([0-9]{1,3})\)", re.DOTALL)


def submissions_in(paths: Sequence[Path]) -> list[list[Path]]:
    """The submissions that stand in a folder with all beside them; none where each file is one by itself."""
    if texts := [path for path in paths if is_text_manifest(path)]:
        return _by_number(paths, len(texts)) if len(texts) > 1 else [[*paths]]
    if not any(_is_named(path) and path.suffix.lower() in WORKBOOKS for path in paths):
        return []
    whole = [path for path in paths if path.suffix.lower() in WORKBOOKS and _has_manifest(path)]
    return [] if len(whole) > 1 else [[*paths]]


def is_text_manifest(path: Path) -> bool:
    """Whether a file is, by its name, the manifest of a submission in YAML."""
    return _is_named(path) and _without_txt(path).suffix.lower() in _TEXTS


def _is_named(path: Path) -> bool:
    return folded(_name_and_number(path)[0]) in _MANIFESTS


def _name_and_number(path: Path) -> tuple[str, str]:
    """The name of a file without its ending, and the number that a browser put behind it."""
    stem = _without_txt(path).stem
    numbered = _NUMBERED.fullmatch(stem)
    return (numbered[1], numbered[2]) if numbered else (stem, "")


def _without_txt(path: Path) -> Path:
    """`submission.yaml.txt` as it was meant: editors add an ending that systems then hide."""
    meant = path.with_suffix("")
    return meant if path.suffix.lower() == ".txt" and meant.suffix.lower() in _TEXTS else path


def _has_manifest(path: Path) -> bool:
    from ..intake.workbook_files import sheet_names

    return any(map(is_manifest_name, sheet_names(path)))


def _by_number(paths: Sequence[Path], manifests: int) -> list[list[Path]]:
    """The files of each number, if there is one manifest among each; else all together."""
    groups: defaultdict[str, list[Path]] = defaultdict(list)
    for path in paths:
        groups[_name_and_number(path)[1]].append(path)
    each = [sum(map(is_text_manifest, group)) for group in groups.values()]
    return [*groups.values()] if each == [1] * manifests else [[*paths]]
