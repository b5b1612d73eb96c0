# SPDX-License-Identifier: EUPL-1.2
"""The reference oracle: a second, slow, obvious evaluator that shares nothing with the engine.

Plain loops over days and dates, written from the semantics alone; the engine must agree with it.
"""

from .facts import Contradiction
from .judgement import escalations, judge, judge_programme

__all__ = ["Contradiction", "escalations", "judge", "judge_programme"]
