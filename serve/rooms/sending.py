# SPDX-License-Identifier: EUPL-1.2
"""Sending: files go up, each problem is shown at its cell, a marked copy comes back, what is right is stored."""

from pathlib import PurePath

from starlette.datastructures import UploadFile
from starlette.responses import FileResponse, Response

from ...schema.error_record import ErrorRecord
from ...schema.serving import CheckReport
from ..asking import Asking
from ..deliveries import Deliveries, marked_copy
from ..inbox import Delivery, InboxFullError
from ..orders import OrderRefusedError
from .submissions import receipt_said

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 100
"""Problems shown on a page; the marked copy has all."""


class Sending:
    """The pages of sending."""

    def __init__(self, deliveries: Deliveries) -> None:
        self._deliveries = deliveries

    async def begin(self, asking: Asking) -> Response:
        """The form."""
        self._check_sends(asking)
        return asking.page("send.html.j2")

    async def send(self, asking: Asking) -> Response:
        """Take the files and begin to check them."""
        self._check_sends(asking)
        delivery = await self.taken(asking)
        self._deliveries.check(delivery)
        return asking.see(f"/send/{delivery.token}")

    async def taken(self, asking: Asking) -> Delivery:
        """The files of a request, kept.

        Raises:
            OrderRefusedError: There is none, or no room.
        """
        words = asking.words
        if self._deliveries.busy(asking.person):
            said = words.text("much that you sent is still being checked; send this when that is done")
            raise OrderRefusedError([said])
        files = [
            one
            for one in asking.form.getlist("files")
            if isinstance(one, UploadFile) and (one.filename or one.size)
        ]
        if not files:
            raise OrderRefusedError([words.text("got no file; choose the workbook that you have filled in")])
        try:
            before = asking.field("before") or None
            return await asking.desk.inbox.take(files, asking.person.login, asking.language, before)
        except InboxFullError:
            said = words.text("the server has no more room; whoever keeps it has to make some")
            raise OrderRefusedError([said]) from None

    async def delivery(self, asking: Asking) -> Response:
        """How far a delivery is, and what was found in it."""
        delivery = self.own(asking)
        state = self._deliveries.state(delivery)
        if state["state"] in ("checking", "storing"):
            return asking.waiting(self._waits(asking, state["state"]))
        receipt = self._deliveries.receipt(delivery)
        if receipt is not None:
            return asking.page("receipt.html.j2", **receipt_said(asking, receipt))
        report = self._deliveries.report(delivery)
        if report is None:
            return asking.page("failed.html.j2", 422, delivery=delivery, problems=state["problems"])
        return await self._checked(asking, delivery, report, state["problems"])

    async def marked(self, asking: Asking) -> Response:
        """The copy whose cells are marked."""
        delivery = self.own(asking)
        path = marked_copy(asking.desk, delivery)
        if not path.exists():
            raise OrderRefusedError([asking.words.text("nothing is marked in what you sent")])
        stem = PurePath(delivery.files[0]).stem
        name = asking.words.text("{name}-to-correct.xlsx", name=stem)
        return FileResponse(path, media_type=XLSX, filename=name)

    async def store(self, asking: Asking) -> Response:
        """Begin to store a delivery that was checked."""
        self._check_sends(asking)
        delivery = self.own(asking)
        valid_rows = asking.field("valid_rows") == "yes"
        self._deliveries.store(delivery, asking.person, valid_rows=valid_rows)
        return asking.see(f"/send/{delivery.token}")

    def own(self, asking: Asking) -> Delivery:
        """The delivery of the address, which is the reader's own.

        Raises:
            OrderRefusedError: It is not, or there is none.
        """
        delivery = asking.desk.inbox.find(asking.request.path_params["token"])
        if delivery is None or not asking.person.may_see(delivery.owner):
            said = asking.words.text(
                "nothing that you sent is here; files lie here for a week, then send them again"
            )
            raise OrderRefusedError([said])
        return delivery

    async def _checked(
        self, asking: Asking, delivery: Delivery, report: CheckReport, problems: list[str]
    ) -> Response:
        state = await asking.desk.state(asking.language)
        names = {unit.code: unit.title.in_language(asking.language) for unit in state.units}
        above = {unit.code: unit.above for agreement in state.agreements for unit in agreement.units}
        units = {code for one in report.submissions for code in one.units}
        foreign = sorted(code for code in units if not asking.person.may_send_for(code, above.get(code, ())))
        return asking.page(
            "checked.html.j2",
            delivery=delivery,
            report=report,
            problems=problems,
            records=[(one, _place(one, asking)) for one in report.records[:SHOWN]],
            more=_more(asking, report.more + max(0, len(report.records) - SHOWN)),
            names=names,
            foreign=[names.get(code, code) for code in foreign],
            marked=marked_copy(asking.desk, delivery).exists(),
            summary=_summary(asking, report),
        )

    def _waits(self, asking: Asking, state: str) -> str:
        words = asking.words
        if state == "checking":
            return words.text("What you sent is being checked")
        before = asking.desk.lock.writers - 1
        if before > 0:
            return words.plural(
                "Somebody else is storing: {count} is before you, and nothing is lost",
                "Somebody else is storing: {count} are before you, and nothing is lost",
                before,
            )
        return words.text("What you sent is being stored")

    def _check_sends(self, asking: Asking) -> None:
        if not asking.person.sends:
            said = asking.words.text(
                "you may read here, and not send; whoever keeps the file of people can let you"
            )
            raise OrderRefusedError([said])


def _place(record: ErrorRecord, asking: Asking) -> str:
    """Where a problem stands, as people look for it."""
    words = asking.words
    parts = [record.file] if record.sheet is None else [words.text("sheet {name}", name=record.sheet)]
    if record.row is not None:
        parts.append(words.text("row {number}", number=record.row))
    if record.column is not None:
        parts.append(words.text("column {name}", name=record.column))
    return ", ".join(parts)


def _more(asking: Asking, count: int) -> str:
    if not count:
        return ""
    return asking.words.plural(
        "and {count} more problem, in the marked copy", "and {count} more problems, in the marked copy", count
    )


def _summary(asking: Asking, report: CheckReport) -> str:
    words = asking.words
    rows = words.plural("{count} row", "{count} rows", report.rows)
    binding = words.plural("{count} error", "{count} errors", report.binding)
    notices = words.plural("{count} notice", "{count} notices", report.notices)
    return f"{rows}: {binding}, {notices}"
