# SPDX-License-Identifier: EUPL-1.2
"""The rooms: what each page shows, and what its forms do."""
