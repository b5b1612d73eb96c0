# SPDX-License-Identifier: EUPL-1.2
"""Conventions with their registries of units, fit to be judged under."""
