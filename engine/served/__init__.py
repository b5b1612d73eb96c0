# SPDX-License-Identifier: EUPL-1.2
"""Which rules an event serves: none, so that whoever sent it is told; or many, so that the meeting sees it."""
