# SPDX-License-Identifier: EUPL-1.2
"""Intake: the files people send, checked and turned into the tables of facts."""
