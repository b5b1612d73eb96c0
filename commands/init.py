# SPDX-License-Identifier: EUPL-1.2
"""`impegni init`: the files a region begins with."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .command import Command
from .options import PATH, language_option
from .output import tell
from .text import joined

if TYPE_CHECKING:
    from ..schema.base import Language


@click.command(cls=Command)
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--region", metavar="NAME", help="The region.  [default: the name of DIR]")
@click.option(
    "--like", metavar="NAME",
    help="Begin with the values of this convention, such as basilicata, each marked to be confirmed.  "
         "[default: leave them to fill]",
)  # fmt: skip
@language_option
def init(folder: Path, region: str | None, like: str | None, language: "Language") -> None:
    """Write the files that a region begins with into the folder DIR; nothing is written over."""
    from .new_project import begun

    tell([joined(begun(folder, region, like, language))])
