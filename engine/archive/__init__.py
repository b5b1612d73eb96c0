# SPDX-License-Identifier: EUPL-1.2
"""The archive: every submission ever received, in one file, and what was known on any day."""
