# SPDX-License-Identifier: EUPL-1.2
"""Traceability: from the clauses of a signed text to the rules that judge them, and back."""
