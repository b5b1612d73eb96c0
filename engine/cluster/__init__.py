# SPDX-License-Identifier: EUPL-1.2
"""Beyond one machine: each convention judged where its facts are, the nation from what each of them contributes."""
