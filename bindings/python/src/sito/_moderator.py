"""The moderator: judges texts by rules and a policy."""

from __future__ import annotations

from ctypes import byref, c_uint32
from types import TracebackType
from typing import TYPE_CHECKING, Optional, Type, Union

from ._batch import Verdicts
from ._flags import Flags
from ._library import call, library, pointer, take_text
from ._ruleset import NativeRuleset, Path, Policy, c_string
from ._verdict import Verdict, read_verdict

if TYPE_CHECKING:
    from ._texts import TextsLike

    Text = Union[str, bytes]

__all__ = ["Moderator", "Policy", "policies"]


def policies() -> tuple[Policy, ...]:
    """The policies that are built in."""
    with Moderator() as moderator:
        return moderator.policies


class Moderator:
    """Judges texts by rules and a policy. Any number of threads may use one at once; others run during each call.

    Making one takes some milliseconds, and seconds where `rules` or `policy_file` are given. It learns the words that it
    meets, so keep it and use it again.

    Args:
        policy: the id of a policy, see `policies()`; the usual one unless told.
        policy_file: a policy of your own (*.yaml); not together with `policy`.
        rules: a folder of rules to use instead of those that are built in.

    Raises:
        SitoError: if there is no such policy, or rules or policy cannot be read.
    """

    def __init__(
        self,
        policy: Optional[str] = None,
        *,
        policy_file: Optional[Path] = None,
        rules: Optional[Path] = None,
    ) -> None:
        self._arguments = (policy, policy_file, rules)
        self._native = NativeRuleset(policy, policy_file, rules)

    @property
    def ruleset(self) -> str:
        """Names rules and policies, sixteen hexadecimal digits: the same ruleset and policy decide alike."""
        return self._native.id

    @property
    def policy(self) -> str:
        """The id of the policy in force."""
        return self._native.policy

    @property
    def policies(self) -> tuple[Policy, ...]:
        """All policies among the rules."""
        return self._native.policies()

    def judge(self, text: Text) -> Flags:
        """The verdict on a text as flags: the quickest way to ask about one."""
        data, flags = _encoded(text), c_uint32()
        with self._native.lend() as handle:
            call(library.sito_judge, handle, data, len(data), byref(flags))
        return Flags(flags.value)

    def classify(self, text: Text, *, id: Optional[str] = None, number: int = 1) -> Verdict:
        """The verdict on a text. In its JSON, `id` names the text, or else `number`."""
        data, flags, json = _encoded(text), c_uint32(), pointer()
        name = None if id is None else c_string(id, "id")
        with self._native.lend() as handle:
            call(library.sito_classify, handle, data, len(data), name, number, byref(flags), byref(json))
            line = take_text(json)
        return read_verdict(line.decode("utf-8"), data, flags.value)

    def classify_batch(
        self, texts: TextsLike, *, json: bool = False, ids: Optional[TextsLike] = None, first: int = 1
    ) -> Verdicts:
        """The verdicts on many texts: strings, or an array of pyarrow (also chunked, sliced, large), which is not copied.

        A null, or None, is not judged.

        Args:
            texts: the texts. They are kept by the verdicts.
            json: write all verdicts as JSON at once. Otherwise each is written when it is asked for, which takes less time
                and memory where few are.
            ids: names the texts in the JSON: as many, none of them null. Otherwise they are numbered.
            first: the number of the first text.
        """
        return Verdicts(self._native, texts, json=json, ids=ids, first=first)

    def mask(self, text: str, *, certain_only: bool = False) -> str:
        """The text with a star for each character of the words that offend."""
        data, masked = _encoded(text), pointer()
        with self._native.lend() as handle:
            call(library.sito_mask, handle, data, len(data), 1 if certain_only else 0, byref(masked))
            result = take_text(masked)
        try:
            return result.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return result.decode("utf-8", "replace")

    def explain(self, text: Text, language: str = "ru") -> str:
        """Why the verdict is what it is, for a person; `language` is "ru" or "en"."""
        data, explanation = _encoded(text), pointer()
        with self._native.lend() as handle:
            call(library.sito_explain, handle, data, len(data), c_string(language, "language"), byref(explanation))
            return take_text(explanation).decode("utf-8", "replace")

    def close(self) -> None:
        """Frees the memory at once, rather than when nobody refers to the moderator and its verdicts any more."""
        self._native.close()

    def __enter__(self) -> Moderator:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[object, ...]:
        # Another process makes its own, from the same files.
        return _restored, self._arguments

    def __repr__(self) -> str:
        names = ("policy", "policy_file", "rules")
        given = (f"{name}={value!r}" for name, value in zip(names, self._arguments) if value is not None)
        return f"sito.Moderator({', '.join(given)})"


def _restored(policy: Optional[str], policy_file: Optional[Path], rules: Optional[Path]) -> Moderator:
    return Moderator(policy, policy_file=policy_file, rules=rules)


def _encoded(text: Text) -> bytes:
    if isinstance(text, str):
        # Lone surrogates become bytes that are no UTF-8, and the verdict says so.
        return text.encode("utf-8", "surrogatepass")
    if isinstance(text, (bytes, bytearray, memoryview)):
        return bytes(text)
    raise TypeError(f"a text is a str or bytes, and not a {type(text).__name__}")
