# SPDX-License-Identifier: EUPL-1.2
"""Language: the sentences of the program, numbers and dates, as readers of one language write them."""
