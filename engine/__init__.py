# SPDX-License-Identifier: EUPL-1.2
"""The pipeline, one module per product: definitions, facts, tallies, verdicts, reports."""
