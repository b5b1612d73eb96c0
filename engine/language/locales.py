# SPDX-License-Identifier: EUPL-1.2
"""Where the catalogues of sentences are, and who reads them; nothing is loaded to know that."""

from pathlib import Path

DOMAIN = "impegni"
LOCALES = Path(__file__).resolve().parents[2] / "locale"
READER = "IMPEGNI_READER"
"""The variable of the environment that tells the processes of a run whose language to speak."""
