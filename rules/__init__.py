# SPDX-License-Identifier: EUPL-1.2
"""The packaged rulebook: declarative files only."""
