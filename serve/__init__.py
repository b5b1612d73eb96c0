# SPDX-License-Identifier: EUPL-1.2
"""`impegni serve`: the archive, its checks and its dossiers as pages, for people without a terminal."""
