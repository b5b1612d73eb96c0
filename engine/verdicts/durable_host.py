# SPDX-License-Identifier: EUPL-1.2
"""The one door to durable_rules: ordered rules and rows of integers go in, one answer a row comes out.

durable_rules 2.0.28 loses or merges answers in several silent ways, so this door is narrow on purpose:

* one host a call, without the two timer threads of the library, and its ruleset freed at the end;
* a batch is one session of at most 100 rows, numbered from 1, and its state is deleted before the next:
  ids and session ids are kept as 32-bit hashes, and at most 1,024 sessions can be alive;
* values are integers of 64 bits and nothing else: None, text and booleans compare wrongly in silence;
* a consequent only appends: what it raises is swallowed by the library;
* a sentinel opens every session: deleting a session in which no action ever ran can end the process;
* every row is answered exactly once, or no answer of the call is given out.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, Self

from ...schema.errors import EngineError

try:
    from durable import engine, lang
except ImportError as error:
    raise EngineError(
        f"durable_rules cannot be loaded ({error}); from Python 3.13 on it has to be built in its own way: "
        "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject "
        "pip install --force-reinstall --no-cache-dir durable_rules"
    ) from error

__all__ = ["DecisionRule", "DurableHost", "fact"]

fact: Any = lang.m
"""The row being decided: `fact.observed >= fact.required` is a condition on it."""

BATCH = 100
_NAME = "decision"
_SID = 0
_SENTINEL = {"id": 0, "sid": _SID, "sentinel": 1}
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


class DecisionRule(NamedTuple):
    """One rule: the answer given when the condition holds and none of the rules before it did."""

    condition: Any
    answer: Any


class DurableHost(engine.Host):  # type: ignore[misc]  # durable_rules has no types
    """One ruleset, alive as long as the `with` block."""

    def __init__(self, rules: Sequence[DecisionRule]) -> None:
        self._fired: list[tuple[Any, Any]] = []
        super().__init__({_NAME: self._definition(rules)})

    def _run(self) -> None:
        """Start no timers: the library's two threads race with the caller and are never stopped."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: object, *_: object) -> None:
        # A ruleset whose session failed half-way is left alone: freeing it may crash the process.
        if error is None:
            engine.durable_rules_engine.delete_ruleset(self.get_ruleset(_NAME)._handle)

    def _definition(self, rules: Sequence[DecisionRule]) -> dict[str, Any]:
        """The library's own form, built anew each time because the library changes what it is given."""
        whole = [DecisionRule(fact.sentinel == 1, "sentinel"), *rules]
        return {
            f"rule_{place}": lang.when_all(rule.condition, lang.pri(place), lang.cap(BATCH)).define()
            | {"run": self._consequent(rule.answer)}
            for place, rule in enumerate(whole, start=1)
        }

    def _consequent(self, answer: Any) -> Callable[[Any], None]:
        def append(closure: Any) -> None:
            self._fired.append((answer, closure))

        return append

    def answers(self, fields: Sequence[str], rows: Iterable[Sequence[int]]) -> Iterator[Any]:
        """The answer of each row, in the order of the rows.

        Args:
            fields: The names of the values of a row.
            rows: The rows, each as many values as there are fields.

        Raises:
            EngineError: A value is no 64-bit integer, or a row was not answered exactly once.
        """
        remaining = iter(rows)
        while batch := list(islice(remaining, BATCH)):
            yield from self._answer_batch(fields, batch)

    def _answer_batch(self, fields: Sequence[str], batch: Sequence[Sequence[int]]) -> list[Any]:
        messages = [_message(number, fields, row) for number, row in enumerate(batch, start=1)]
        self._fired.clear()
        try:
            self.post(_NAME, _SENTINEL.copy())
            self.post_batch(_NAME, messages)
            answers = self._counted(len(batch))
            self.delete_state(_NAME, _SID)
        except EngineError:
            raise
        except Exception as error:
            raise EngineError(f"durable_rules failed on a batch of {len(batch)}: {error!r}") from error
        return answers

    def _counted(self, expected: int) -> list[Any]:
        """The answers by number of row, once it is certain that there is one for each and no other."""
        fired = ((member.id, answer) for answer, closure in self._fired for member in closure.m)
        given = sorted(fired, key=lambda one: one[0])
        if [number for number, _ in given] != list(range(expected + 1)) or given[0] != (0, "sentinel"):
            raise EngineError(f"durable_rules was given {expected} rows and a sentinel; it answered {given}")
        return [answer for _, answer in given[1:]]


def _message(number: int, fields: Sequence[str], row: Sequence[int]) -> dict[str, int]:
    if set(map(type, row)) != {int} or min(row) < _LOWEST or max(row) > _HIGHEST:
        raise EngineError(f"only 64-bit integers can be decided, got {dict(zip(fields, row, strict=True))}")
    return dict(zip(fields, row, strict=True), id=number, sid=_SID)
