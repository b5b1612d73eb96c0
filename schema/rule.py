# SPDX-License-Identifier: EUPL-1.2
"""Rules: the whole rule language, one model per written form."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .amount import Amount, Number, Parameter
from .base import Code, Identifier, Many, Model, OneOrMany, RuleId, Text
from .condition import ForEach, Judged, When, Where
from .measure import EVENTS, Measure

Modality = Literal["obligation", "goal", "conditional", "permission"]
Period = Literal["month", "quarter", "year", "school_year", "term"]
Scope = Literal["unit", "region", "case"]
Form = Literal["threshold", "documentary", "order", "response", "composition"]

WholePercent = Annotated[str, Field(pattern=r"^[1-9]?[0-9]%$")]


class Order(Model):
    """Each `each` must come on or after one of `after` ("conseguente"; "ciascuna" is one_to_one)."""

    each: Where
    after: Where
    same: Scope
    within_days: Annotated[int, Field(ge=0)] | None = None
    one_to_one: bool = False


class Response(Model):
    """Each `each` must be followed by one of `then`, within days or before the term ends."""

    each: Where
    then: Where
    same: Scope
    within_days: Annotated[int, Field(ge=0)] | Literal["term"]
    one_to_one: bool = False


class Escalate(Model):
    """When a run of violations becomes an escalation."""

    after: Annotated[int, Field(ge=1)]


class Duty(Model):
    """What a rule and a member of a composition have in common: what must be observed, and how much."""

    id: RuleId
    where: Where | None = None
    measure: Measure = EVENTS
    at_least: Amount | None = None
    at_most: Amount | None = None
    tolerance: WholePercent | None = None
    order: Order | None = None
    response: Response | None = None
    quantified: bool = True
    numbers: dict[Identifier, OneOrMany[Number]] = {}

    @property
    def comparator(self) -> Literal["at_least", "at_most"]:
        """`at_most` when an upper limit is written, else `at_least`."""
        return "at_most" if self.at_most is not None else "at_least"

    @property
    def amount(self) -> Amount:
        """The threshold as written; a documentary duty asks for at least one."""
        for written in (self.at_least, self.at_most):
            if written is not None:
                return written
        return 1


class Member(Duty):
    """A member of a composition; it inherits for_each, per, modality, owed_by, when and clauses."""

    title: Text | None = None

    @model_validator(mode="after")
    def _well_formed(self) -> Self:
        _check_duty(self)
        return self


class AtLeastOf(Model):
    """`n` of the members must be attained."""

    n: Annotated[int, Field(ge=1)]
    members: Annotated[tuple[Member, ...], Field(strict=False, min_length=1)]


Members = Annotated[tuple[Member, ...], Field(strict=False, min_length=1)]


class Rule(Duty):
    """One commitment: who is judged, on which calendar, by which measure, against which amount.

    Attributes:
        clauses: The passages of the signed text it comes from.
        owed_by: The parties that owe it; who is judged is where it is due. Members owe what their rule does.
        reading: Interpretations it belongs to; active only if the convention selects all of them.
        numbers: The figures taken from each clause, which the text of the clause must contain.
        partial: `full` keeps the threshold whole in windows that are only partly active.
    """

    clauses: Annotated[tuple[Identifier, ...], Field(strict=False, min_length=1)]
    title: Text
    modality: Modality = "obligation"
    owed_by: OneOrMany[Code]
    reading: dict[Code, Code] = {}
    for_each: Judged = ForEach(kind=("region",))
    per: Period = "term"
    when: When | None = None
    any_of: Members | None = None
    all_of: Members | None = None
    at_least_of: AtLeastOf | None = None
    escalate: Escalate | None = None
    grace_days: Annotated[int, Field(ge=0)] | None = None
    warn_days: Annotated[int, Field(ge=0)] | None = None
    partial: Literal["full"] | None = None

    @property
    def members(self) -> tuple[Member, ...]:
        """The members of a composition, or none."""
        if self.at_least_of is not None:
            return self.at_least_of.members
        return self.any_of or self.all_of or ()

    @property
    def form(self) -> Form:
        """Which of the five forms of duty this is."""
        if self.members:
            return "composition"
        if self.order is not None:
            return "order"
        if self.response is not None:
            return "response"
        return "threshold" if self.quantified else "documentary"

    @model_validator(mode="after")
    def _well_formed(self) -> Self:
        if self.members:
            _check_composition(self)
        else:
            _check_duty(self)
        if self.quantified:
            for field in ("for_each", "per"):
                if field not in self.model_fields_set:
                    _refuse(
                        f"got no {field}; a quantified rule writes it, for example {field}: {_EXAMPLES[field]}"
                    )
        _check_modality(self)
        return self


_TOLERANT = ("count", "sum", "distinct")
_EXAMPLES = {"for_each": "cpi", "per": "month"}


def _refuse(message: str) -> None:
    raise PydanticCustomError("rule_form", "{message}", {"message": message})


def _check_duty(duty: Duty) -> None:
    paired = [name for name in ("order", "response") if getattr(duty, name) is not None]
    if paired:
        extra = sorted(duty.model_fields_set & {"where", "measure", "at_least", "at_most", "tolerance"})
        if extra or len(paired) > 1:
            _refuse(f"got {', '.join(paired + extra)}; write order or response alone")
        return
    if duty.where is None:
        _refuse("got no where; write the events that count, for example where: {event: info_session}")
    if duty.at_least is not None and duty.at_most is not None:
        _refuse("got at_least and at_most; write one comparator")
    if duty.quantified and duty.at_least is None and duty.at_most is None:
        _refuse("got no comparator; write at_least or at_most, or quantified: false")
    if duty.tolerance is not None and (duty.at_least is None or duty.measure.name not in _TOLERANT):
        _refuse("got a tolerance; only at_least on a count, a sum or distinct takes one")
    percent = any("%" in text for text in _written(duty.amount))
    if percent and duty.measure.share is None:
        _refuse("got a percentage; only a share takes one, a whole number otherwise")
    for whole in _whole(duty.amount) if duty.measure.share is not None else ():
        _refuse(f"got the number {whole}, and a share is a part of a population; write {whole}%")


def _written(amount: Amount) -> list[str]:
    values = list(amount.values()) if isinstance(amount, dict) else [amount]
    return [str(getattr(value, "value", value)) for value in values]


def _whole(amount: Amount) -> list[str]:
    return [text for text in _written(amount) if text.isdigit()]


def _check_composition(rule: Rule) -> None:
    forms = [name for name in ("any_of", "all_of", "at_least_of") if getattr(rule, name) is not None]
    extra = sorted(
        rule.model_fields_set & {"where", "measure", "at_least", "at_most", "tolerance", "order", "response"}
    )
    if len(forms) > 1 or extra:
        _refuse(f"got {', '.join(forms + extra)}; write one composition alone")
    if rule.at_least_of is not None and rule.at_least_of.n > len(rule.members):
        _refuse(f"got n: {rule.at_least_of.n} of {len(rule.members)} members; write at most their number")


def _check_modality(rule: Rule) -> None:
    if rule.modality == "conditional" and rule.when is None:
        _refuse("got modality: conditional without when; write the event that makes it due")
    if rule.modality == "permission" and rule.order is None:
        _refuse("got modality: permission without order; write the understanding its use comes after")


Subgroup = Literal["employment_services", "transitions", "knowledge"]


class Theme(Model):
    """An ESF thematic objective and the specific objectives of the regional programme under it."""

    ot: Literal[8, 9, 10, 11]
    specific_objectives: Annotated[tuple[int, ...], Field(strict=False)] = ()


class Objective(Model):
    """One rule file: the commitments of one objective of the convention.

    Attributes:
        objective: The document's own number, such as `5.1`; `governance` for the bodies and articles.
        subgroup: The thematic technical subgroup that follows it.
    """

    objective: Identifier
    title: Text
    line: Literal[5, 6, 7] | None = None
    themes: Many[Theme] = ()
    subgroup: Subgroup | None = None
    rules: Annotated[tuple[Rule, ...], Field(strict=False, min_length=1)]


class NotJudged(Model):
    """Clauses that are no duty, and why."""

    clauses: Annotated[tuple[Identifier, ...], Field(strict=False, min_length=1)]
    reason: Text


class NotJudgedFile(Model):
    """The file of clauses that no rule judges."""

    not_judged: Annotated[tuple[NotJudged, ...], Field(strict=False)]


__all__ = [
    "AtLeastOf",
    "Duty",
    "Escalate",
    "Form",
    "Member",
    "Modality",
    "NotJudged",
    "NotJudgedFile",
    "Objective",
    "Order",
    "Parameter",
    "Period",
    "Response",
    "Rule",
    "Scope",
    "Subgroup",
    "Theme",
]
