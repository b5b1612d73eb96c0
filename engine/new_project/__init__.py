# SPDX-License-Identifier: EUPL-1.2
"""A new project: the files that a region begins with."""
