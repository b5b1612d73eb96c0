# SPDX-License-Identifier: EUPL-1.2
"""What processes of their own do for the pages: each module has a `run` that is given an order."""
