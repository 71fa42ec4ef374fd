"""Sito judges comments in Russian by the acts of municipalities.

    import sito

    moderator = sito.Moderator()
    verdict = moderator.classify("Глава — идиот")
    if sito.Action.DELETE in verdict.decision.actions:
        for clause in verdict.decision.clauses: ...

docs/python.md tells more. `sito.spark` and `sito.duckdb` judge archives, `sito.arrow` turns verdicts into columns.
"""

from ._batch import Verdicts
from ._errors import ErrorCode, SitoError
from ._flags import Action, Flags, Label, Tier
from ._library import library as _library
from ._library import text_of as _text_of
from ._moderator import Moderator, policies
from ._ruleset import Policy
from ._verdict import Clause, Decision, Finding, Span, Verdict

#: The version of the library, such as "0.1.0".
version: str = _text_of(_library.sito_version())
__version__ = version

__all__ = [
    "Action",
    "Clause",
    "Decision",
    "ErrorCode",
    "Finding",
    "Flags",
    "Label",
    "Moderator",
    "Policy",
    "SitoError",
    "Span",
    "Tier",
    "Verdict",
    "Verdicts",
    "policies",
    "version",
]
