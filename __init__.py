# SPDX-License-Identifier: EUPL-1.2
"""impegni: decides whether the commitments of a public convention are kept.

From Python: `load_setting` (rules, conventions, registries), `load_facts` (files, an archive), then each of
`judgements(setting)` judges those facts with `Options`, and `Verdicts` holds what came of it, as a data frame and as
models. `stream_of` follows facts as they come instead. `docs/python.md` shows it whole.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engine.intake.reader import Intake
    from .engine.runs.facts import load_facts
    from .engine.runs.judgements import Judgement, judgements
    from .engine.runs.setting import Setting, load_setting
    from .engine.runs.streams import stream_of
    from .engine.stream.run import Stream
    from .engine.verdicts.run import Options, Verdicts
    from .schema.errors import ImpegniError
    from .schema.verdict import Verdict

__version__ = "0.1.0"
__all__ = [
    "ImpegniError",
    "Intake",
    "Judgement",
    "Options",
    "Setting",
    "Stream",
    "Verdict",
    "Verdicts",
    "judgements",
    "load_facts",
    "load_setting",
    "stream_of",
]

_PLACES = {
    "ImpegniError": ".schema.errors",
    "Intake": ".engine.intake.reader",
    "Judgement": ".engine.runs.judgements",
    "Options": ".engine.verdicts.run",
    "Setting": ".engine.runs.setting",
    "Stream": ".engine.stream.run",
    "Verdict": ".schema.verdict",
    "Verdicts": ".engine.verdicts.run",
    "judgements": ".engine.runs.judgements",
    "load_facts": ".engine.runs.facts",
    "load_setting": ".engine.runs.setting",
    "stream_of": ".engine.runs.streams",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for, and nothing before: `impegni --help` needs none of it."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name], __name__), name)
