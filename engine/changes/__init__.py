# SPDX-License-Identifier: EUPL-1.2
"""Changes: what differs between the verdicts of two days, and why."""
