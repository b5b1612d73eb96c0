# SPDX-License-Identifier: EUPL-1.2
"""Everything that jobs need, loaded once: the processes that carry out orders are forked from one that has it."""

from . import agenda, checking, dossier, explaining, replying, rulebook, state, storing, workbook

JOBS = (agenda, checking, dossier, explaining, replying, rulebook, state, storing, workbook)
