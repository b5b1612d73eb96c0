# SPDX-License-Identifier: EUPL-1.2
"""The commands, one module each; what they share is in modules named after it."""
