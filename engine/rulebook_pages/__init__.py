# SPDX-License-Identifier: EUPL-1.2
"""The rulebook as pages to read: what is due, by whom, when, how it is counted."""
