# SPDX-License-Identifier: EUPL-1.2
"""Reach: which units a fact told of some units may matter to, whatever its day."""

from collections.abc import Callable, Iterable, Iterator

from ...schema.unit import Unit
from ..definitions.registry import Registry

Links = Callable[[Unit], Iterable[str]]


class Reach:
    """Follows the links of a registry, and remembers where they lead."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._lineages: dict[str, frozenset[str]] = {}
        self._reached: dict[tuple[str, str | None], frozenset[str]] = {}
        self._under: dict[str, list[str]] = {}
        for unit in registry.units:
            for code in _above(unit):
                self._under.setdefault(code, []).append(unit.code)

    def lineage(self, code: str) -> frozenset[str]:
        """The units that continue each other, with this one: where one is judged all of them are."""
        if code not in self._lineages:
            found = self._linked([code], self._continued_or_continuing)
            self._lineages |= dict.fromkeys(found, found)
        return self._lineages[code]

    def of(self, units: str, case: str | None = None) -> frozenset[str]:
        """The units that an event may belong to: those it names, those above them, and the lineages of all.

        Args:
            units: Those it names, between `|`.
            case: Its case, which may be a unit.
        """
        if (units, case) not in self._reached:
            named = [code for code in (*units.split("|"), case or "") if self._registry.get(code)]
            self._reached[units, case] = self._with_lineages(self._linked(named, _above))
        return self._reached[units, case]

    def around(self, codes: Iterable[str]) -> frozenset[str]:
        """The units whose tallies may need a submission of one of these: those above them and below them."""
        known = self._with_lineages(code for code in codes if self._registry.get(code))
        return self._with_lineages(self._linked(known, _above) | self._linked(known, self._beneath))

    def _with_lineages(self, codes: Iterable[str]) -> frozenset[str]:
        return frozenset(each for code in codes for each in self.lineage(code))

    def _linked(self, codes: Iterable[str], links: Links) -> frozenset[str]:
        found, waiting = set[str](), list(codes)
        while waiting:
            unit = self._registry.get(waiting.pop())
            if unit is not None and unit.code not in found:
                found.add(unit.code)
                waiting += links(unit)
        return frozenset(found)

    def _beneath(self, unit: Unit) -> Iterable[str]:
        return self._under.get(unit.code, ())

    def _continued_or_continuing(self, unit: Unit) -> Iterator[str]:
        yield from self._registry.predecessors(unit.code)
        yield from filter(None, (unit.successor,))


def _above(unit: Unit) -> Iterator[str]:
    yield from filter(None, (unit.successor, unit.parent))
