# SPDX-License-Identifier: EUPL-1.2
"""The agenda: what each unit has still to do, window by window."""
