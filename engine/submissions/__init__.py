# SPDX-License-Identifier: EUPL-1.2
"""Monthly submissions: what came with which manifest, checked against the convention."""
