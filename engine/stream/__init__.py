# SPDX-License-Identifier: EUPL-1.2
"""The stream: facts told line by line, and the verdicts they change."""
