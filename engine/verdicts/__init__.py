# SPDX-License-Identifier: EUPL-1.2
"""Verdicts: what durable_rules decides for each tally, and what explains it."""
