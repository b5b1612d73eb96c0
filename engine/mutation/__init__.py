# SPDX-License-Identifier: EUPL-1.2
"""Mutants: rules changed in one place, which the cases of the rule have to notice."""
