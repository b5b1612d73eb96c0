# SPDX-License-Identifier: EUPL-1.2
"""The file of people compared with the registry and with the parties that it names."""

from collections.abc import Iterator

from ...engine.definitions.validation import problem
from ...engine.definitions.wording import choose
from ...engine.runs.setting import Setting
from ...schema.errors import DefinitionError
from ...schema.people import ALL
from ..people import People, Source


def check_people(people: People, source: Source, setting: Setting) -> None:
    """Refuse units and parties that there are not.

    Raises:
        DefinitionError: Lists them all.
    """
    known = {
        "send_for": [ALL, *(unit.code for unit in setting.units)],
        "reply_for": [ALL, *setting.rulebook.vocabulary.parties],
    }
    wrong = [
        problem(source, ("people", person, key, place), choose(name, known[key]))
        for person, key, place, name in _named(people)
        if name not in known[key]
    ]
    if wrong:
        raise DefinitionError(wrong)


def _named(people: People) -> Iterator[tuple[str, str, int, str]]:
    for person, rights in people.people.items():
        for key in ("send_for", "reply_for"):
            for place, name in enumerate(getattr(rights, key) or ()):
                yield person, key, place, name
