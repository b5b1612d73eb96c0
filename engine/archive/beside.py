# SPDX-License-Identifier: EUPL-1.2
"""What is kept beside an archive to be sooner done: no part of it, and gone whenever in doubt."""

import contextlib
import shutil
from pathlib import Path


def kept_folder(path: Path) -> Path:
    """Where verdicts judged from an archive are kept."""
    real = path.resolve()
    return real.with_name(real.name + ".kept")


def drop_kept(path: Path) -> None:
    """Keep nothing of an archive any more.

    Raises:
        OSError: It cannot be removed.
    """
    folder = kept_folder(path)
    if folder.is_symlink():
        folder.unlink()
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)
