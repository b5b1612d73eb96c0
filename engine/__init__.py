# SPDX-License-Identifier: EUPL-1.2
"""The pipeline, one package per product: definitions, intake, tallies, verdicts, cases and trace, reports."""
