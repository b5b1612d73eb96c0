# SPDX-License-Identifier: EUPL-1.2
"""Who is asking, and what that person may do: as the file of people says, or anything where nobody signs on."""

import getpass
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..engine.definitions.validation import validate
from ..engine.definitions.yaml_source import Source, read_yaml
from ..schema.people import ALL, People

__all__ = ["People", "Person", "Source", "local_person", "person_in", "read_people"]


@dataclass(frozen=True)
class Person:
    """Somebody who asks for a page.

    Attributes:
        login: The name that the sign-on gives: the log of the archive has it.
        shown: The name that pages show.
        send_for: The units that may be sent for; `all` among them stands for every one.
        reply_for: The parties that may be replied for, likewise.
    """

    login: str
    shown: str
    send_for: frozenset[str]
    reply_for: frozenset[str]

    @property
    def sends(self) -> bool:
        """Whether the person may send anything."""
        return bool(self.send_for)

    @property
    def replies(self) -> bool:
        """Whether the person may reply for anybody."""
        return bool(self.reply_for)

    def may_send_for(self, unit: str, above: Iterable[str] = ()) -> bool:
        """Whether the person may send for a unit, which the others are above."""
        return not self.send_for.isdisjoint({ALL, unit, *above})

    def may_reply_for(self, party: str) -> bool:
        """Whether the person may reply for a party."""
        return not self.reply_for.isdisjoint({ALL, party})

    def may_see(self, owner: str) -> bool:
        """Whether what somebody has sent and not yet stored is this person's own."""
        return self.login == owner


def read_people(path: Path) -> tuple[People, Source]:
    """The people of a file, and where they stand in it.

    Raises:
        DefinitionError: Lists everything wrong with it.
    """
    source = read_yaml(path)
    return validate(People, source), source


def person_in(people: People, login: str) -> Person | None:
    """The person of that name; none for a stranger."""
    rights = people.people.get(login)
    if rights is None:
        return None
    return Person(login, rights.name or login, _named(rights.send_for), _named(rights.reply_for))


def _named(names: Collection[str] | None) -> frozenset[str]:
    return frozenset(names or ())


def local_person() -> Person:
    """Whoever sits at this machine, who may do anything with files of their own."""
    try:
        login = getpass.getuser()
    except (OSError, KeyError):
        login = "local"
    every = frozenset({ALL})
    return Person(login, login, every, every)
