"""Verdicts as values. docs/format.md describes the JSON that they are read from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Mapping, Optional

from ._flags import Action, Flags, Label, Tier

__all__ = ["Clause", "Decision", "Finding", "Span", "Verdict", "read_verdict"]


@dataclass(frozen=True)
class Span:
    """Words of a text, `text[start:end]`: offsets count characters, as Python's strings do.

    `byte_start` and `byte_end` are the same place in the text's UTF-8. In a text that was given as bytes and is no UTF-8,
    characters are those of `bytes.decode("utf-8", "replace")`.
    """

    start: int
    end: int
    byte_start: int
    byte_end: int
    text: str


@dataclass(frozen=True)
class Finding:
    """What a rule found. `target` tells whom an insult is aimed at, `object` what a threat endangers, where that is known."""

    label: Label
    tier: Tier
    rule: str
    spans: tuple[Span, ...]
    target: Optional[str] = None
    object: Optional[str] = None


@dataclass(frozen=True)
class Clause:
    """A clause of the act that applies: how it is cited, what it orders, and for which labels.

    `force` tells of each action whether the act orders it ("must") or allows it ("may").
    """

    cite: str
    actions: tuple[Action, ...]
    labels: tuple[Label, ...]
    force: Mapping[Action, str]


@dataclass(frozen=True)
class Decision:
    """What a policy makes of the findings: what it orders or allows, whether a person should look, and by which clauses."""

    policy: str
    actions: tuple[Action, ...]
    review: bool
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Verdict:
    """What a text is, and what the act orders for it.

    `json` is what `sito classify --format jsonl` writes. `ruleset` names the rules: the same ruleset and policy decide alike.
    """

    findings: tuple[Finding, ...]
    decision: Decision
    ruleset: str
    flags: Flags
    json: str = field(repr=False)

    @property
    def labels(self) -> frozenset[Label]:
        """The labels that were found, of whatever tier."""
        return self.flags.labels

    @property
    def invalid_utf8(self) -> bool:
        """Whether the text held bytes that are no UTF-8 (lone surrogates, in a string)."""
        return bool(self.flags & Flags.INVALID_UTF8)


def read_verdict(line: str, text: bytes, flags: int) -> Verdict:
    """The verdict that a line of JSON holds, on a text in UTF-8."""
    members = json.loads(line)
    ends = {span[end] for label in members["labels"] for span in label["spans"] for end in ("start", "end")}
    offsets, byte, character = {}, 0, 0
    for end in sorted(ends):
        character += len(_decoded(text[byte:end]))
        byte = end
        offsets[end] = character
    return Verdict(
        findings=tuple(_finding(label, text, offsets) for label in members["labels"]),
        decision=_decision(members["decision"]),
        ruleset=members["ruleset"],
        flags=Flags(flags),
        json=line,
    )


def _finding(members: dict[str, Any], text: bytes, offsets: dict[int, int]) -> Finding:
    places = [(span["start"], span["end"]) for span in members["spans"]]
    return Finding(
        label=Label(members["label"]),
        tier=Tier(members["tier"]),
        rule=members["rule"],
        spans=tuple(
            Span(offsets[start], offsets[end], start, end, _decoded(text[start:end])) for start, end in places
        ),
        target=members.get("target"),
        object=members.get("object"),
    )


def _decision(members: dict[str, Any]) -> Decision:
    return Decision(
        policy=members["policy"],
        actions=tuple(map(Action, members["actions"])),
        review=members["review"],
        clauses=tuple(
            Clause(
                cite=clause["cite"],
                actions=tuple(map(Action, clause["actions"])),
                labels=tuple(map(Label, clause["labels"])),
                force={Action(action): force for action, force in clause["force"].items()},
            )
            for clause in members["clauses"]
        ),
    )


def _decoded(text: bytes) -> str:
    try:
        return text.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return text.decode("utf-8", "replace")
