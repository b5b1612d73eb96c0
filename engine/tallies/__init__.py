# SPDX-License-Identifier: EUPL-1.2
"""Tallies: observed and required for every rule, unit and window, from one scan of the facts."""
