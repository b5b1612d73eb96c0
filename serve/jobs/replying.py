# SPDX-License-Identifier: EUPL-1.2
"""A reply of a party, read as any file of replies is, and kept."""

import csv
from pathlib import Path
from typing import Any

from ...engine.archive.replies import keep_replies, replies_in
from ...engine.intake.columns import REPLIES
from ...engine.language.words import Words
from ...engine.runs.facts import read_given
from ...schema.errors import InputError
from ...schema.people import ALL
from ...schema.reply import Reply
from ..orders import Order
from .common import secret_of, setting_of

FILE = "replies.csv"
LINE = f"{FILE}:2: "


def run(order: Order) -> Any:
    """Keep the reply whose columns are `asked["reply"]`, for `asked["actor"]`; the head of the log after it."""
    setting, path = setting_of(order), order.folder / FILE
    _write(path, order.asked["reply"])
    try:
        intake = read_given([Path(FILE)], setting, order.language)
    except InputError as refused:
        raise InputError([one.removeprefix(LINE) for one in refused.problems]) from refused
    given = replies_in(intake.facts, FILE, order.language)
    _check_rights(given, order)
    done = keep_replies(
        order.place.archive, given, order.language, actor=order.asked["actor"], secret=secret_of(order)
    )
    return {"entry": None if done.added is None else done.added.entry, "held": done.held}


def _write(path: Path, reply: dict[str, str]) -> None:
    """The reply as a table of one row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [column.name for column in REPLIES.columns])
        writer.writeheader()
        writer.writerow(reply)


def _check_rights(given: tuple[Reply, ...], order: Order) -> None:
    allowed = set(order.asked["reply_for"])
    for one in given:
        if allowed.isdisjoint({ALL, one.party}):
            said = Words(order.language).text(
                "you may not reply for {party}; whoever keeps the file of people can let you", party=one.party
            )
            raise InputError([said])
