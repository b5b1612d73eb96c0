# SPDX-License-Identifier: EUPL-1.2
"""The dossier of a meeting: what it says, and the pages it is read on."""
