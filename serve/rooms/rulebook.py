# SPDX-License-Identifier: EUPL-1.2
"""The pages of the rulebook, built once."""

from pathlib import Path

from starlette.responses import FileResponse, Response

from ..asking import Asking
from ..orders import OrderRefusedError

PATIENCE = 0.5
STYLE = "../static/rulebook.css"


async def rules(asking: Asking) -> Response:
    """The way in, in the reader's language."""
    return asking.see(f"/rules/{asking.language}/index.html")


async def rule_page(asking: Asking) -> Response:
    """A page."""
    wanted = await asking.desk.wanted("rulebook", "it", stylesheet=STYLE)
    built = await asking.desk.kept.built(wanted, PATIENCE)
    if built is None:
        return asking.waiting(asking.words.text("The pages of the rules are being made"))
    folder: Path = (built.folder / "pages").resolve()
    path = (folder / asking.request.path_params["file"]).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise OrderRefusedError([asking.words.text("there is no such page")])
    return FileResponse(path, media_type="text/html")
