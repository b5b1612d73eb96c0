# SPDX-License-Identifier: EUPL-1.2
"""What the parties say of verdicts: those kept, and the form for another one."""

import shutil
from collections.abc import Mapping

from starlette.responses import Response

from ...engine.words.replies import REPLY_KINDS
from ...schema.serving import ArchiveState
from ..asking import Asking, nonce
from ..orders import OrderRefusedError

COLUMNS = ("rule", "unit", "window", "kind", "party", "date", "text", "document")


async def replies(asking: Asking, problems: list[str] | None = None) -> Response:
    """Those kept, and the form."""
    state = await asking.desk.state(asking.language)
    filled = {name: asking.field(name) or asking.query(name) for name in COLUMNS}
    filled["date"] = filled["date"] or asking.words.day(asking.desk.place.day())
    return asking.page(
        "replies.html.j2",
        200 if problems is None else 422,
        problems=problems or [],
        given=list(reversed(state.replies)),
        titles=_titles(asking, state),
        rules=[(one.rule, one.title.in_language(asking.language)) for one in state.rules],
        units=[(one.code, one.title.in_language(asking.language)) for one in state.units],
        parties=[
            (one.code, one.title.in_language(asking.language))
            for one in state.parties
            if asking.person.may_reply_for(one.code)
        ],
        kinds=[(code, asking.words.marked(said)) for code, said in REPLY_KINDS.items()],
        filled=filled,
        kept_now=asking.query("kept"),
    )


async def reply(asking: Asking) -> Response:
    """Keep the reply of the form; what is wrong with it is said above it, with what was written."""
    problems = await kept(asking, {name: asking.field(name) for name in COLUMNS})
    return asking.see("/replies?kept=1") if not problems else await replies(asking, problems)


async def kept(asking: Asking, said: Mapping[str, str]) -> list[str]:
    """Keep a reply; what is wrong with it, if anything."""
    words, desk = asking.words, asking.desk
    if not asking.person.replies:
        return [
            words.text(
                "you may read here, and reply for nobody; whoever keeps the file of people can let you"
            )
        ]
    if (await desk.state(asking.language)).head is None:
        return [words.text("the archive holds nothing yet that a reply could be about")]
    folder = desk.place.folder / "work" / nonce()
    try:
        await desk.write(
            "replying", folder, asking.language,
            reply=dict(said), actor=asking.person.login, reply_for=sorted(asking.person.reply_for),
        )  # fmt: skip
    except OrderRefusedError as refused:
        return refused.problems
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return []


def _titles(asking: Asking, state: ArchiveState) -> dict[str, str]:
    """What rules, units, parties and kinds of reply are called."""
    language = asking.language
    named = {one.code: one.title.in_language(language) for one in (*state.units, *state.parties)}
    named |= {one.rule: one.title.in_language(language) for one in state.rules}
    return named | {code: asking.words.marked(said) for code, said in REPLY_KINDS.items()}
