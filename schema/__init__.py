# SPDX-License-Identifier: EUPL-1.2
"""The models: what may be written in every file, and what every verdict says. Imports nothing from the engine."""
