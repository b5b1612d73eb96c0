# SPDX-License-Identifier: EUPL-1.2
"""Dossiers: of any day, built once for each state of the archive, then served as the files they are."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import urlencode

from starlette.responses import FileResponse, RedirectResponse, Response

from ...engine.language.words import Words
from ...schema.serving import ArchiveState
from ..asking import Asking
from ..labels import rooms
from ..languages import LANGUAGES
from ..orders import Limits, OrderRefusedError

LIMITS = Limits(seconds=300)
PATIENCE = 0.5
"""Seconds that the first page waits before it says that a dossier is being made."""

NONE = "-"
"""Stands in an address for a day that is not given."""

ROOT = "../../../../../"
"""What leads from the folder of a dossier in the address to the root of the site."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TYPES = {".html": "text/html", ".json": "application/json"}
MONTH = dt.timedelta(days=31)


async def dossiers(asking: Asking) -> Response:
    """The form: of which day; with a day in the address, the dossier itself."""
    state = await asking.desk.state(asking.language)
    day = asking.day("day")
    if day is None:
        meeting = default_day(asking, state)
        return asking.page("dossiers.html.j2", day=meeting, since=meeting - MONTH)
    days = [day, asking.day("known_at"), asking.day("since")]
    parts = [NONE if one is None else one.isoformat() for one in days]
    return asking.see(f"/dossier/{'/'.join(parts)}/{asking.language}/index.html")


def default_day(asking: Asking, state: ArchiveState) -> dt.date:
    """Today, or the last day of the term where that is over."""
    ends = max(one.term_end for one in state.agreements)
    return min(asking.desk.place.day(), ends)


async def dossier(asking: Asking) -> Response:
    """A page or a file of a dossier."""
    path = asking.request.path_params
    day, known_at, since = (_day(asking, path[name]) for name in ("day", "known_at", "since"))
    language = LANGUAGES.get(path["language"])
    if day is None or language is None:
        raise OrderRefusedError([asking.words.text("there is no such page")])
    chosen = asking.request.query_params.get("lang")
    if chosen in LANGUAGES and chosen != language:
        return RedirectResponse(asking.request.url.path.replace(f"/{language}/", f"/{chosen}/", 1), 303)
    wanted = await asking.desk.wanted(
        "dossier", language, LIMITS,
        day=day, known_at=known_at, since=since, root=ROOT, explain=_explain(day, known_at),
        rooms=rooms(Words(language)),
    )  # fmt: skip
    built = await asking.desk.kept.built(wanted, PATIENCE)
    file = _file(asking.desk.kept.folder(wanted) / "pages", path["file"] or "index.html")
    if file is not None:
        # Pages are whole once they are there: the first ones are read while the others are still made.
        return FileResponse(file, media_type=_TYPES.get(file.suffix))
    if built is None:
        return asking.waiting(
            asking.words.text("The dossier is being made"), asking.desk.kept.progress(wanted)
        )
    raise OrderRefusedError([asking.words.text("there is no such page")])


def _explain(day: str, known_at: str | None) -> str:
    asked = {"day": day} if known_at is None else {"day": day, "known_at": known_at}
    return f"explain?{urlencode(asked)}"


def _day(asking: Asking, text: str) -> str | None:
    """A day of the address in ISO form, none where it stands for none."""
    if text == NONE:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        said = asking.words.text("got '{got}', which is no date; write for example 2020-02-20", got=text[:40])
        raise OrderRefusedError([said]) from None


def _file(folder: Path, name: str) -> Path | None:
    """A file under a folder, and none that stands elsewhere."""
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
