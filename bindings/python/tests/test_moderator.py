from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from checkout import CHECKOUT, run

import sito
from sito import Action, ErrorCode, Flags, Label, SitoError, Tier
from sito._library import library

TEXT = "🙂 Ёлки… Глава — идиот"


class ClassifyTests(unittest.TestCase):
    def setUp(self) -> None:
        self.moderator = sito.Moderator("plastunovskaya-273-2023")
        self.addCleanup(self.moderator.close)

    def test_verdict(self) -> None:
        verdict = self.moderator.classify(TEXT)
        self.assertEqual(verdict.labels, {Label.INSULT})
        (finding,) = verdict.findings
        self.assertEqual((finding.label, finding.tier, finding.rule), (Label.INSULT, Tier.CERTAIN, "insult.idiot"))
        self.assertEqual((finding.target, finding.object), ("official", None))
        self.assertEqual(verdict.decision.policy, "plastunovskaya-273-2023")
        self.assertEqual(verdict.decision.actions, (Action.DELETE, Action.BLACKLIST, Action.NO_REPLY))
        self.assertFalse(verdict.decision.review)
        clause = verdict.decision.clauses[0]
        self.assertEqual((clause.cite, clause.labels), ("прил. 1, п. 8", (Label.INSULT,)))
        self.assertEqual(clause.force, {Action.DELETE: "must", Action.BLACKLIST: "may"})
        self.assertEqual(verdict.ruleset, self.moderator.ruleset)
        self.assertTrue(verdict.flags & Flags.CERTAIN_INSULT)
        self.assertFalse(verdict.invalid_utf8)

    def test_spans_count_characters(self) -> None:
        (span,) = self.moderator.classify(TEXT).findings[0].spans
        self.assertEqual(TEXT[span.start : span.end], "идиот")
        self.assertEqual(TEXT.encode()[span.byte_start : span.byte_end].decode(), "идиот")
        self.assertEqual(span.text, "идиот")

    def test_json_is_what_the_command_writes(self) -> None:
        line = run("classify", "--format", "jsonl", input=TEXT.encode()).decode()
        self.assertEqual(self.moderator.classify(TEXT).json + "\n", line)

    def test_json_has_id_or_number(self) -> None:
        self.assertEqual(json.loads(self.moderator.classify("да", id='a"б').json)["id"], 'a"б')
        self.assertEqual(json.loads(self.moderator.classify("да", number=7).json)["id"], 7)

    def test_flags_are_those_of_the_verdict(self) -> None:
        self.assertEqual(self.moderator.judge(TEXT), self.moderator.classify(TEXT).flags)
        self.assertEqual(self.moderator.judge(TEXT).actions, {Action.DELETE, Action.BLACKLIST, Action.NO_REPLY})
        self.assertEqual(self.moderator.judge("Спасибо"), Flags(0))

    def test_lone_surrogates_and_bytes_that_are_no_utf8(self) -> None:
        text = "\ud83d Глава — идиот"
        verdict = self.moderator.classify(text)
        self.assertTrue(verdict.invalid_utf8)
        (span,) = verdict.findings[0].spans
        self.assertEqual(text[span.start : span.end], "идиот")
        data = b"\xff\xfe " + "Глава — идиот".encode()
        verdict = self.moderator.classify(data)
        (span,) = verdict.findings[0].spans
        self.assertTrue(verdict.invalid_utf8)
        self.assertEqual(data.decode("utf-8", "replace")[span.start : span.end], "идиот")

    def test_empty_text_and_zero_bytes(self) -> None:
        self.assertEqual(self.moderator.classify("").findings, ())
        self.assertEqual(self.moderator.classify("\0 Глава — идиот").labels, {Label.INSULT})

    def test_mask(self) -> None:
        self.assertEqual(self.moderator.mask(TEXT), "🙂 Ёлки… Глава — *****")
        self.assertEqual(self.moderator.mask("\ud83d да"), "\ud83d да")

    def test_mask_is_what_the_command_writes(self) -> None:
        lines = (CHECKOUT / "corpus/sample.txt").read_text("utf-8").splitlines()
        written = run("mask", input="\n".join(lines).encode()).decode().splitlines()
        self.assertEqual([self.moderator.mask(line) for line in lines], written)

    def test_explain(self) -> None:
        self.assertIn("insult.idiot", self.moderator.explain(TEXT))
        self.assertIn("Decision:", self.moderator.explain(TEXT, "en"))
        with self.assertRaises(SitoError) as caught:
            self.moderator.explain(TEXT, "de")
        self.assertEqual(caught.exception.code, ErrorCode.INVALID_ARGUMENT)

    def test_what_is_no_text(self) -> None:
        for value in (None, 7, ["да"]):
            with self.assertRaises(TypeError):
                self.moderator.classify(value)  # type: ignore[arg-type]

    def test_text_that_is_too_long(self) -> None:
        with self.assertRaises(SitoError) as caught:
            self.moderator.judge("а" * (8 << 20) + "б")
        self.assertEqual(caught.exception.code, ErrorCode.TOO_LARGE)


class MakingTests(unittest.TestCase):
    def test_policies_are_those_of_the_command(self) -> None:
        lines = run("policies", "list", "--language", "ru").decode().splitlines()
        self.assertEqual([f"{policy.id}\t{policy.act}" for policy in sito.policies()], lines)
        for policy in sito.policies():
            with sito.Moderator(policy.id) as moderator:
                self.assertEqual(moderator.policy, policy.id)

    def test_version_is_that_of_the_command(self) -> None:
        self.assertEqual(sito.version, run("--version").decode().strip())

    def test_policy_that_there_is_not(self) -> None:
        with self.assertRaises(SitoError) as caught:
            sito.Moderator("nowhere-1-2000")
        self.assertEqual(caught.exception.code, ErrorCode.NO_POLICY)
        self.assertIn("nowhere-1-2000", str(caught.exception))

    def test_rules_that_there_are_not(self) -> None:
        with self.assertRaises(SitoError) as caught:
            sito.Moderator(rules="/nowhere")
        self.assertEqual(caught.exception.code, ErrorCode.UNREADABLE)
        self.assertIn("/nowhere", str(caught.exception))

    def test_policy_and_policy_file(self) -> None:
        with self.assertRaises(SitoError) as caught:
            sito.Moderator("plastunovskaya-273-2023", policy_file="ours.yaml")
        self.assertEqual(caught.exception.code, ErrorCode.INVALID_ARGUMENT)

    def test_rules_and_a_policy_of_ones_own(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "ours.yaml"
            original = CHECKOUT / "lexicons/policies/kozhevnikovo-650-2022.yaml"
            shutil.copy(original, file)
            file.write_text(file.read_text("utf-8").replace("kozhevnikovo-650-2022", "ours-1-2026"), "utf-8")
            with sito.Moderator(policy_file=file, rules=CHECKOUT / "lexicons") as moderator:
                self.assertEqual(moderator.policy, "ours-1-2026")
                line = run(
                    *("classify", "--format", "jsonl", "--policy-file", str(file)),
                    *("--rules", str(CHECKOUT / "lexicons")),
                    input=TEXT.encode(),
                )
                self.assertEqual(moderator.classify(TEXT).json + "\n", line.decode())
            file.write_text("id: [", "utf-8")
            with self.assertRaises(SitoError) as caught:
                sito.Moderator(policy_file=file)
            self.assertEqual(caught.exception.code, ErrorCode.BAD_RULES)
            self.assertIn("ours.yaml:2:1: error", str(caught.exception))

    def test_arguments_that_are_no_strings(self) -> None:
        with self.assertRaises(TypeError):
            sito.Moderator(273)  # type: ignore[arg-type]
        with self.assertRaises(ValueError):
            sito.Moderator("a\0b")

    def test_closed(self) -> None:
        with sito.Moderator() as moderator:
            moderator.judge("да")
        moderator.close()
        with self.assertRaisesRegex(ValueError, "closed"):
            moderator.judge("да")

    def test_nothing_is_left_behind(self) -> None:
        before = library.sito_handle_count()
        moderator = sito.Moderator()
        for text in (TEXT, "да"):
            moderator.classify(text), moderator.mask(text), moderator.explain(text)
        verdicts = moderator.classify_batch([TEXT, None], json=True)
        verdicts[0]
        with self.assertRaises(SitoError):
            moderator.explain(TEXT, "de")
        self.assertGreater(library.sito_handle_count(), before)
        del moderator, verdicts
        self.assertEqual(library.sito_handle_count(), before)

    def test_verdicts_keep_their_rules(self) -> None:
        verdicts = sito.Moderator().classify_batch([TEXT])
        verdict = verdicts[0]
        assert verdict is not None
        self.assertEqual(verdict.labels, {Label.INSULT})

    def test_pickle_makes_the_same_again(self) -> None:
        moderator = sito.Moderator("kozhevnikovo-650-2022")
        again = pickle.loads(pickle.dumps(moderator))
        self.assertEqual((again.policy, again.ruleset), (moderator.policy, moderator.ruleset))
        self.assertEqual(repr(again), "sito.Moderator(policy='kozhevnikovo-650-2022')")
        verdict = moderator.classify(TEXT)
        self.assertEqual(pickle.loads(pickle.dumps(verdict)), verdict)

    def test_library_that_there_is_not(self) -> None:
        done = subprocess.run(
            [sys.executable, "-c", "import sito"],
            env={"SITO_LIBRARY": "/nowhere/libsito.so", "PYTHONPATH": ":".join(sys.path)},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.assertEqual(done.returncode, 1)
        self.assertIn("ImportError: sito: cannot load /nowhere/libsito.so", done.stderr)


if __name__ == "__main__":
    unittest.main()
