# SPDX-License-Identifier: EUPL-1.2
"""Explanations: one verdict told from the tallies it was decided on."""
