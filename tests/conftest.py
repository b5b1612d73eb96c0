# SPDX-License-Identifier: EUPL-1.2
"""Settings of all property tests: `HYPOTHESIS_PROFILE=long pytest` looks ten times further."""

import os

from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

settings.register_profile("short", max_examples=150, deadline=None, suppress_health_check=SLOW)
settings.register_profile("long", settings.get_profile("short"), max_examples=1500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
