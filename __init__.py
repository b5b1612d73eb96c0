# SPDX-License-Identifier: EUPL-1.2
"""impegni: decides whether the commitments of a public convention are kept."""

from pathlib import Path

__version__ = "0.1.0"

DOMAIN = "impegni"
LOCALES = Path(__file__).resolve().parent / "locale"
"""Where the catalogues of sentences are; nothing is loaded to know that."""
READER = "IMPEGNI_READER"
"""The variable of the environment that tells the processes of a run whose language to speak."""
