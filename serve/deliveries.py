# SPDX-License-Identifier: EUPL-1.2
"""A delivery on its way: checked by a process of its own, stored when its turn comes, its receipt kept."""

import contextlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..engine.language.words import Words
from ..schema.serving import CheckReport, HeldSubmission, Receipt
from .asking import why_failed
from .desk import Desk
from .inbox import Delivery
from .languages import LANGUAGES
from .orders import Limits, Order, OrderBusyError, OrderFailedError, OrderRefusedError
from .people import Person
from .place import now

CHECK = Limits(seconds=60)
"""What the reading of what people send may use."""

AT_ONCE = 20
"""Deliveries of one person that are checked at once."""

REPORT, STATE, RECEIPT = "report", "state", "receipt"


class Deliveries:
    """What happens to deliveries, noted in their folders, so that any page can tell."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._checking: Counter[str] = Counter()
        self._receipts = desk.place.folder / "receipts"

    def busy(self, person: Person) -> bool:
        """Whether so much is being checked for somebody that more has to wait."""
        return self._checking[person.login] >= AT_ONCE

    def check(self, delivery: Delivery) -> None:
        """Begin to check a delivery."""
        self._checking[delivery.owner] += 1
        self._note(delivery, "checking")
        self._desk.later(self._check(delivery))

    def store(self, delivery: Delivery, person: Person, *, valid_rows: bool) -> None:
        """Begin to store a delivery, once: as soon as whoever came before is done."""
        if self.state(delivery)["state"] not in ("checked", "refused"):
            return
        self._note(delivery, "storing")
        self._desk.later(self._store(delivery, person, valid_rows=valid_rows))

    def state(self, delivery: Delivery) -> dict[str, Any]:
        """How far a delivery is: checking, checked, failed, storing, stored, refused."""
        said = self._desk.inbox.read(delivery.token, STATE)
        return said if isinstance(said, dict) else {"state": "failed", "problems": []}

    def report(self, delivery: Delivery) -> CheckReport | None:
        """What the check found."""
        said = self._desk.inbox.read(delivery.token, REPORT)
        return None if said is None else CheckReport.model_validate_json(json.dumps(said))

    def receipt(self, delivery: Delivery) -> Receipt | None:
        """What was stored."""
        said = self._desk.inbox.read(delivery.token, RECEIPT)
        return None if said is None else Receipt.model_validate_json(json.dumps(said))

    def receipt_of(self, submission: HeldSubmission) -> Receipt | None:
        """The receipt that was given for a submission, if it was stored here."""
        try:
            return Receipt.model_validate_json((self._receipts / f"{submission.entry}.json").read_bytes())
        except (OSError, ValueError):
            return None

    def resume(self) -> None:
        """Take up what a server that was ended left half done; what was being stored waits for its sender's word."""
        for delivery in self._desk.inbox.unfinished():
            state = self.state(delivery)["state"]
            if state == "checking":
                self.check(delivery)
            elif state == "storing":
                said = words_of(delivery).text(
                    "the server was ended meanwhile: store it again; what is stored already counts once"
                )
                self._note(delivery, "refused", [said])

    async def _check(self, delivery: Delivery) -> None:
        desk, token = self._desk, delivery.token
        order = Order(
            "checking", desk.place, desk.inbox.files(token), LANGUAGES[delivery.language],
            {"files": list(delivery.files)}, CHECK,
        )  # fmt: skip
        try:
            with self._noting(delivery, "failed"):
                async with desk.lock.reading():
                    desk.inbox.write(token, REPORT, await desk.workshop.run(order))
                self._note(delivery, "checked")
        finally:
            self._checking[delivery.owner] -= 1

    async def _store(self, delivery: Delivery, person: Person, *, valid_rows: bool) -> None:
        desk, token = self._desk, delivery.token
        with self._noting(delivery, "refused"):
            said = await desk.write(
                "storing", desk.inbox.files(token), LANGUAGES[delivery.language],
                files=list(delivery.files), actor=person.login, send_for=sorted(person.send_for),
                valid_rows=valid_rows, at=now().isoformat(),
            )  # fmt: skip
            desk.inbox.write(token, RECEIPT, said)
            self._keep(said)
            self._note(delivery, "stored")

    def _keep(self, said: dict[str, Any]) -> None:
        """Keep the receipt beyond the files: the archive tells no hour, and no digest of files."""
        self._receipts.mkdir(parents=True, exist_ok=True, mode=0o700)
        for one in said["added"]:
            path = self._receipts / f"{one['entry']}.json"
            path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")

    def _note(self, delivery: Delivery, state: str, problems: list[str] | None = None) -> None:
        said = {"state": state, "problems": problems or []}
        self._desk.inbox.write(delivery.token, STATE, said)

    @contextlib.contextmanager
    def _noting(self, delivery: Delivery, instead: str) -> Iterator[None]:
        """Note why something went wrong; nothing of a delivery is lost by that."""
        words = words_of(delivery)
        try:
            yield
        except OrderBusyError:
            said = words.text(
                "another program is writing into the archive; what you sent is kept here: try again in a minute"
            )
            self._note(delivery, instead, [said])
        except OrderRefusedError as refused:
            self._note(delivery, instead, refused.problems)
        except OrderFailedError as failed:
            self._note(delivery, instead, [why_failed(failed, words)])


def words_of(delivery: Delivery) -> Words:
    """Sentences in the language that a delivery was sent in."""
    return Words(LANGUAGES[delivery.language])


def marked_copy(desk: Desk, delivery: Delivery) -> Path:
    """Where the copy lies whose cells are marked; it is there where anything was found."""
    return desk.inbox.folder(delivery.token) / "marked.xlsx"
