# SPDX-License-Identifier: EUPL-1.2
"""Verdicts kept beside an archive, so that a check counts again only what has been touched since."""
