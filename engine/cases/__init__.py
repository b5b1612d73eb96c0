# SPDX-License-Identifier: EUPL-1.2
"""Cases: rules proved by sentences, facts and expected verdicts."""
