# SPDX-License-Identifier: EUPL-1.2
"""Run the command line as `python -m impegni`."""

from .cli import main

main()
