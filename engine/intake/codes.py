# SPDX-License-Identifier: EUPL-1.2
"""The codes files may use, each by itself or by its title: those of the vocabulary and those of the unit registry."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from ...schema.base import Language, Text
from ...schema.unit import Unit
from ...schema.vocabulary import Vocabulary
from ..language.words import Words
from ..words.replies import REPLY_KINDS
from .headings import folded, nearest
from .unit_names import NameKey, name_key

_LISTED = 12
_LONG = 5

_LANGUAGES: Sequence[Language] = ("it", "en")


@dataclass(frozen=True)
class Codes:
    """The codes of one list.

    Attributes:
        titles: Each code with the titles people may write instead of it, in Italian and in English, or the one
            there is.
        derived: Codes that no file may contain.
        example: The code to show as one that may be written.
        names: The names each code is known by where it is that of a unit: people vary them more than titles.
    """

    titles: Mapping[str, Sequence[str]]
    derived: frozenset[str] = frozenset()
    example: str | None = None
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def by_title(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of each title, whatever its case, accents and spaces; more than one leave it undecided."""
        found: dict[str, dict[str, None]] = {}
        for code, titles in self.titles.items():
            both = (each for title in titles if title for each in (f"{code}{title}", f"{title}{code}"))
            for name in (code, *titles, *both):
                found.setdefault(loosely(name), {})[code] = None
        return {title: tuple(codes) for title, codes in found.items() if title}

    @cached_property
    def by_stripped(self) -> Mapping[str, str]:
        """The code of each spelling without leading zeros and case, where only one has it."""
        stripped = [_stripped(code) for code in self.titles]
        once = {each for each, count in Counter(stripped).items() if count == 1}
        return {_stripped(code): code for code in self.titles if _stripped(code) in once}

    @cached_property
    def _by_name(self) -> Mapping[NameKey, tuple[str, ...]]:
        """The codes of each name of a unit, whether what it is is written in full or by its letters."""
        found: dict[NameKey, dict[str, None]] = {}
        for code, names in self.names.items():
            for key in filter(None, map(name_key, names)):
                found.setdefault(key, {})[code] = None
        return {key: tuple(codes) for key, codes in found.items()}

    def _called(self, got: str) -> tuple[str, ...]:
        """The codes that a title or name may stand for."""
        key = name_key(got) if self.names else None
        return self.by_title.get(loosely(got), ()) or (self._by_name.get(key, ()) if key else ())

    def meant(self, got: str) -> str | None:
        """The code that is written, by itself or by a title that no other has."""
        if got in self.titles:
            return got
        called = self._called(got)
        return called[0] if len(called) == 1 else None

    def restored(self, got: str) -> str | None:
        """The only code equal but for leading zeros and case."""
        return self.by_stripped.get(_stripped(got))

    def several(self, got: str) -> tuple[str, ...]:
        """The codes that share the title written, of which one must be told."""
        called = self._called(got)
        return called if len(called) > 1 else ()

    def near(self, got: str) -> str | None:
        """The code probably meant: a unit of that name, one all but spelt, or the only one with all its words."""
        own = self._by_own_name.get(key[1], ()) if self.names and (key := name_key(got)) else ()
        if len(own) == 1:
            return own[0]
        names = {name: code for code, titles in self.titles.items() for name in (code, *titles) if name}
        spelt = nearest(got, names)
        if spelt is not None:
            return names[spelt]
        wanted = _words(got)
        holding = {code for name, code in names.items() if wanted and wanted <= _words(name)}
        telling = holding or {codes[0] for word in wanted if len(codes := self._by_word.get(word, ())) == 1}
        return telling.pop() if len(telling) == 1 else None

    @cached_property
    def _by_own_name(self) -> Mapping[str, tuple[str, ...]]:
        """The units of each name without what they are: a school may be called otherwise than in the registry."""
        found: dict[str, dict[str, None]] = {}
        for (_, own), codes in self._by_name.items():
            found.setdefault(own, {}).update(dict.fromkeys(codes))
        return {own: tuple(codes) for own, codes in found.items()}

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[str, ...]]:
        """The codes in whose titles each long word stands after the first: one that only one has tells it apart.

        The first word says what a thing is, as many others are: an event, a centre.
        """
        found: dict[str, dict[str, None]] = {}
        for code, titles in self.titles.items():
            names = {word for title in titles for word in _words(title.partition(" ")[2])}
            for word in {word for word in names if len(word) >= _LONG}:
                found.setdefault(word, {})[code] = None
        return {word: tuple(codes) for word, codes in found.items()}

    def title(self, code: str, language: Language) -> str:
        """The title of a code in a language; the code where it has none."""
        titles = [title for title in self.titles[code] if title]
        place = _LANGUAGES.index(language) if len(titles) == len(_LANGUAGES) else 0
        return titles[place] if titles else code

    def offered(self, code: str, language: Language) -> str:
        """What people may write for a code: its title, if no other code has the same."""
        title = self.title(code, language)
        return title if self.meant(title) == code else code

    def named(self, code: str, language: Language) -> str:
        """A code with its title, so that people know what it is: `CPI Potenza (PZ)`; several by `|` one by one."""
        pieces = [
            (one, self.title(one, language)) if one in self.titles else (one, one) for one in code.split("|")
        ]
        return ", ".join(one if title == one else f"{title} ({one})" for one, title in pieces)

    def accepted(self, language: Language) -> str:
        """What may be written if that is little, else how many codes there are."""
        open_codes = [code for code in self.titles if code not in self.derived]
        if len(open_codes) <= _LISTED:
            return ", ".join(self.offered(code, language) for code in open_codes)
        return Words(language).text("one of the {count} codes", count=len(open_codes))

    def shown_example(self, language: Language) -> str | None:
        """One that may be written."""
        return None if self.example is None else self.offered(self.example, language)


VARIED = r"[\s_.,()/’‘`´\-]|\x27"
"""What people vary in a title beside its case and accents; any other mark may be a part of a code."""


def loosely(name: str) -> str:
    """A title or code without what people vary.

    >>> loosely("CPI Villa d'Agri") == loosely("cpi villa d’agri"), loosely("~F104~")
    (True, '~f104~')
    """
    bare = re.sub(VARIED, "", name)
    if bare.isascii():
        return bare.lower()
    plain = unicodedata.normalize("NFKD", bare).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _stripped(code: str) -> str:
    return code.casefold().lstrip("0")


def _words(name: str) -> frozenset[str]:
    return frozenset(word for part in re.split(r"[\W_]+", name) if (word := folded(part)))


class _Same:
    """A vocabulary and units, told apart by being these very ones: comparing all they hold takes too long."""

    def __init__(self, vocabulary: Vocabulary, units: Collection[Unit]) -> None:
        self.vocabulary, self.units = vocabulary, tuple(units)
        self._ids = (id(vocabulary), *map(id, self.units))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._ids == other._ids

    def __hash__(self) -> int:
        return hash(self._ids)


def codes_of(vocabulary: Vocabulary, units: Collection[Unit]) -> Mapping[str, Codes]:
    """Every list of codes, by the name the columns know it by; made once for many files."""
    return _codes_of(_Same(vocabulary, units))


@lru_cache(maxsize=8)
def _codes_of(same: _Same) -> Mapping[str, Codes]:
    vocabulary, units = same.vocabulary, same.units
    return {
        "": Codes({}),
        "unit": Codes(
            {unit.code: (unit.name,) for unit in units},
            example=_usual(vocabulary, units),
            names={unit.code: _names(vocabulary, unit) for unit in units if unit.name},
        ),
        "event": _titled(
            {code: event.title for code, event in vocabulary.events.items()},
            frozenset(code for code, event in vocabulary.events.items() if event.derived),
        ),
        "deliverable": _titled({code: term.title for code, term in vocabulary.deliverables.items()}),
        "topic": _titled({code: term.title for code, term in vocabulary.topics.items()}),
        "target": _titled({code: term.title for code, term in vocabulary.targets.items()}),
        "phase": _titled({code: term.title for code, term in vocabulary.phases.items()}),
        "party": _titled({code: party.title for code, party in vocabulary.parties.items()}),
        "reply_kind": _titled(
            {
                kind: Text(it=Words("it").marked(title), en=Words("en").marked(title))
                for kind, title in REPLY_KINDS.items()
            }
        ),
        "unit_kind": _titled({code: kind.title for code, kind in vocabulary.unit_kinds.items()}),
        "population": _titled({code: term.title for code, term in vocabulary.populations.items()}),
    }


def _names(vocabulary: Vocabulary, unit: Unit) -> tuple[str, ...]:
    """The name of a unit, alone and behind what its kind is called: `Regione Basilicata`."""
    kind = vocabulary.unit_kinds.get(unit.kind)
    called = (kind.title.it, kind.title.en) if kind else ()
    return (unit.name, *(f"{each} {unit.name}" for each in called))


def _titled(titles: Mapping[str, Text], derived: frozenset[str] = frozenset()) -> Codes:
    example = next((code for code in titles if code not in derived), None)
    return Codes({code: (title.it, title.en) for code, title in titles.items()}, derived, example)


def _usual(vocabulary: Vocabulary, units: Iterable[Unit]) -> str | None:
    """A unit that stands below another, of the first such kind, as most of those that report are; else any."""
    kinds = [*vocabulary.unit_kinds]
    ordered = sorted(units, key=lambda unit: (unit.parent is None, kinds.index(unit.kind), unit.code))
    return ordered[0].code if ordered else None
