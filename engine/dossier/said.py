# SPDX-License-Identifier: EUPL-1.2
"""What the parties said of verdicts, as pages and sheets show it beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...schema.dossier import Dossier, DutyPart, Stretch
from ...schema.finding import Finding
from ...schema.reply import Reply
from ..reports.page import Page
from ..words.replies import reply_words


@dataclass(frozen=True)
class Said:
    """The replies of a dossier, by the verdict they speak of."""

    dossier: Dossier
    page: Page
    labels: Mapping[str, str]

    @cached_property
    def _by_place(self) -> dict[tuple[str, str, str], list[Reply]]:
        found: dict[tuple[str, str, str], list[Reply]] = {}
        for one in self.dossier.replies:
            found.setdefault((one.rule, one.unit, one.window), []).append(one)
        return found

    def of(self, finding: Finding) -> list[Reply]:
        """What was said of a verdict, in the order of its days."""
        return self._by_place.get((finding.rule, finding.unit, finding.window.label), [])

    def in_stretch(self, rule: str, stretch: Stretch) -> list[Reply]:
        """What was said of the verdicts of a stretch."""
        part = next(part for part in self.dossier.duties if part.rule == rule)
        return [
            one
            for finding in part.findings
            if finding.unit == stretch.unit
            and stretch.first.start <= finding.window.start <= stretch.latest.window.start
            for one in self.of(finding)
        ]

    @cached_property
    def decided(self) -> list[tuple[Reply, Finding]]:
        """What meetings have decided, each with how its verdict stands today; what is still open first."""
        at = {
            (one.rule, one.unit, one.window.label): one
            for part in self.dossier.duties
            for one in part.findings
        }
        found = [
            (one, at[one.rule, one.unit, one.window])
            for one in self.dossier.replies
            if one.kind == "decision"
        ]
        return sorted(found, key=lambda pair: (pair[1].kind == "attainment", pair[0].date))

    def words(self, reply: Reply) -> str:
        """A reply in words."""
        return reply_words(reply, self.page.verdicts.rulebook.vocabulary, self.page.words)

    @property
    def verified(self) -> bool:
        """Whether anybody has looked at what any verdict rests on."""
        return any(one.kind == "verification" for one in self.dossier.replies)

    def documented(self, finding: Finding) -> str:
        """Of a document on file, whether anybody but who declares it has looked at it; empty of anything else."""
        if finding.kind != "attainment" or self.page.verdicts.duties[finding.rule].form != "documentary":
            return ""
        verified = any(one.kind == "verification" for one in self.of(finding))
        return self.labels["verified_document" if verified else "declared_document"]

    def documents(self, part: DutyPart) -> list[str]:
        """Whether the documents of a duty are declared or verified: one word, or both."""
        return sorted({said for one in part.findings if not one.component and (said := self.documented(one))})
