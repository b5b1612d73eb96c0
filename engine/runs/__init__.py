# SPDX-License-Identifier: EUPL-1.2
"""What is done with the engine, from files to pages: a setting, its facts, and one judging of them all."""
