# SPDX-License-Identifier: EUPL-1.2
"""impegni: decides whether the commitments of a public convention are kept."""

__version__ = "0.1.0"
