"""What a verdict says, in 32 bits and as names."""

from __future__ import annotations

from enum import Enum, IntFlag

__all__ = ["Action", "Flags", "Label", "Tier"]


class Label(str, Enum):
    """What a comment, or words of it, may be."""

    PROFANITY = "profanity"
    COARSE = "coarse"
    INSULT = "insult"
    THREAT = "threat"
    AGGRESSION = "aggression"
    SPAM = "spam"

    __str__ = str.__str__
    __repr__ = str.__repr__


class Tier(str, Enum):
    """How sure a finding is: policies act on what is certain, and ask for a review of what is probable."""

    CERTAIN = "certain"
    PROBABLE = "probable"

    __str__ = str.__str__
    __repr__ = str.__repr__


class Action(str, Enum):
    """What an act orders or allows."""

    DELETE = "delete"
    BLACKLIST = "blacklist"
    NO_REPLY = "no_reply"

    __str__ = str.__str__
    __repr__ = str.__repr__


class Flags(IntFlag):
    """A verdict in 32 bits, as in sito.h: `Flags.THREAT` is a threat of whatever tier, `Flags.CERTAIN_THREAT` one for certain."""

    PROFANITY = 0x00000001
    COARSE = 0x00000002
    INSULT = 0x00000004
    THREAT = 0x00000008
    AGGRESSION = 0x00000010
    SPAM = 0x00000020
    CERTAIN_PROFANITY = 0x00000100
    CERTAIN_COARSE = 0x00000200
    CERTAIN_INSULT = 0x00000400
    CERTAIN_THREAT = 0x00000800
    CERTAIN_AGGRESSION = 0x00001000
    CERTAIN_SPAM = 0x00002000
    DELETE = 0x00010000
    BLACKLIST = 0x00020000
    NO_REPLY = 0x00040000
    # A person should look.
    REVIEW = 0x01000000
    # The text held bytes that are no UTF-8.
    INVALID_UTF8 = 0x02000000
    # Of a batch: the text is null, or longer than 16 MiB. No other flag is set.
    NOT_JUDGED = 0x80000000

    @property
    def labels(self) -> frozenset[Label]:
        """The labels that were found, of whatever tier."""
        return frozenset(label for bit, label in enumerate(Label) if self & (1 << bit))

    @property
    def certain(self) -> frozenset[Label]:
        """The labels that were found for certain."""
        return frozenset(label for bit, label in enumerate(Label) if self & (1 << bit + 8))

    @property
    def actions(self) -> frozenset[Action]:
        """What the policy orders or allows."""
        return frozenset(action for bit, action in enumerate(Action) if self & (1 << bit + 16))

    @property
    def review(self) -> bool:
        """Whether a person should look."""
        return bool(self & Flags.REVIEW)
