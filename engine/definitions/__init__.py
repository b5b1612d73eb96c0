# SPDX-License-Identifier: EUPL-1.2
"""Definitions: rules, conventions and registries read from their files, every problem located."""
