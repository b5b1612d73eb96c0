# SPDX-License-Identifier: EUPL-1.2
"""Reports: verdicts as people and programs read them; nothing is decided here."""
