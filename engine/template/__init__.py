# SPDX-License-Identifier: EUPL-1.2
"""The workbook that a submission is filled into."""
