# SPDX-License-Identifier: EUPL-1.2
"""The clauses of a convention one a line: what each asks, what is judged of it, under which reading, what is not.

It is made for whoever holds the signed text: rules are listed from the clause, and what no rule judges is said there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...schema.clause import Asked
from ...schema.convention import Agreement
from ...schema.rule import Objective, Rule
from ..definitions.lint import is_national, selected
from ..definitions.rulebook import Rulebook, natural
from ..language.words import Words
from .labels import labels

_COLUMNS = ("clause", "asks", "judged", "reading", "left_out")


@dataclass(frozen=True)
class ClauseTable:
    """The clauses that a convention has something said of.

    Attributes:
        asked: What each clause asks, in the order of the table.
        programme: What national rules are judged under; without one they hold for none.
    """

    book: Rulebook
    convention: Agreement
    programme: Agreement | None
    asked: Mapping[str, Asked]
    words: Words

    def text(self) -> str:
        """Markdown: a section an objective, one without any of these clauses left out."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        label = labels(self.words)
        yield f"# {self.words.text('The clauses and what is judged of them')}"
        yield ""
        yield self.words.text(
            "Generated from the rules under the readings of: {convention}.",
            convention=self.convention.title.in_language(self.words.language),
        )
        for objective in self._sections():
            yield from ("", f"## {self._heading(objective)}", "")
            yield self._row(label[f"table_{name}"] for name in _COLUMNS)
            yield self._row("---" for _ in _COLUMNS)
            for clause in self._clauses_of(objective):
                yield self._row(self._cells(clause))

    def _sections(self) -> Iterator[Objective]:
        """Bodies and articles first, as in the text."""
        objectives = sorted(self.book.objectives, key=lambda one: one.line is not None)
        return (one for one in objectives if self._clauses_of(one))

    def _heading(self, objective: Objective) -> str:
        title = objective.title.in_language(self.words.language)
        return title if objective.line is None else f"{objective.objective} {title}"

    def _clauses_of(self, objective: Objective) -> list[str]:
        number = objective.objective
        if objective.line is None:
            return sorted((one for one in self.asked if not one[0].isdigit()), key=natural)
        return [one for one in self.asked if one == number or one.startswith((f"{number}.", f"{number}/"))]

    def _cells(self, clause: str) -> Iterator[str]:
        asked = self.asked[clause]
        citing = [rule for _, rule in self.book.rules() if clause in rule.clauses]
        yield f"**{clause}**"
        yield asked.asks
        yield "<br>".join(self._judged(rule) for rule in citing if self._holds(rule))
        yield "<br>".join(self._readings(citing))
        yield "<br>".join(filter(None, (self._reason(clause), asked.left_out)))

    def _holds(self, rule: Rule) -> bool:
        agreement = self.programme if is_national(rule) else self.convention
        return agreement is not None and selected(rule, agreement)

    def _judged(self, rule: Rule) -> str:
        return f"{rule.title.in_language(self.words.language)} (`{rule.id}`)"

    def _readings(self, citing: list[Rule]) -> Iterator[str]:
        """Each reading its rules depend on, what the convention selects, and the rules of the other readings."""
        for name in dict.fromkeys(name for rule in citing for name in rule.reading):
            reading, option = self.book.vocabulary.readings[name], self.convention.readings[name]
            title, text = (
                one.in_language(self.words.language) for one in (reading.title, reading.options[option])
            )
            yield f"{title}: {text[0].lower()}{text[1:]} (`{name}: {option}`)"
        others = [f"`{rule.id}`" for rule in citing if not self._holds(rule)]
        if others:
            yield self.words.text("Under the other readings: {rules}", rules=", ".join(others))

    def _reason(self, clause: str) -> str:
        reasons = (one.reason for one in self.book.not_judged if clause in one.clauses)
        return next((reason.in_language(self.words.language) for reason in reasons), "")

    @staticmethod
    def _row(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
