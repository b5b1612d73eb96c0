# SPDX-License-Identifier: EUPL-1.2
"""What is being done and how far, said to whoever waits for it."""


class Work:
    """Hears what is being done; this one tells nobody."""

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        """Begin something.

        Args:
            total: Of how many things it is one, where that is known; `done` of them are done.
        """
