# SPDX-License-Identifier: EUPL-1.2
"""Words: what duties, columns, windows and states are called, each said in one place."""
