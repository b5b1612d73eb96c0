# SPDX-License-Identifier: EUPL-1.2
"""Where pages stand that are served, and not opened from a folder of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Site:
    """The site that the pages of a dossier are a part of: it has style and script as files, and explains verdicts.

    Attributes:
        root: What leads from the folder of the dossier to the root of the site, such as `../../`.
        rooms: The other pages of the site, from that root, and their names.
        explain: The page that explains a verdict, from that root, with its question begun: `explain?day=2020-02-20`.
    """

    root: str
    explain: str
    rooms: Sequence[tuple[str, str]] = ()

    def explain_href(self, rule: str, unit: str, window: str) -> str:
        """The link to the explanation of a verdict, from the folder of the dossier."""
        return f"{self.root}{self.explain}&{urlencode({'rule': rule, 'unit': unit, 'window': window})}"
