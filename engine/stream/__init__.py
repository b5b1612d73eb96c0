# SPDX-License-Identifier: EUPL-1.2
"""The stream: facts in, changes of verdicts out, one by one."""
