from __future__ import annotations

import unittest

from checkout import CORPUS, comments, corpus_files, run

import sito


class CorpusTests(unittest.TestCase):
    """The same verdicts as the command's, byte for byte, on all comments of corpus/, under every policy."""

    def test_each_comment(self) -> None:
        expected = run("classify", "--input", "jsonl", "--format", "jsonl", *map(str, corpus_files())).splitlines()
        given = comments()
        self.assertGreater(len(given), 9000)
        with sito.Moderator() as moderator:
            judged = [moderator.classify(text, id=id).json.encode() for id, text in given]
        self.assertEqual(judged, expected)

    def test_batches_under_every_policy(self) -> None:
        given = comments()
        ids, texts = [id for id, _ in given], [text for _, text in given]
        for policy in sito.policies():
            expected = run(
                *("classify", "--input", "jsonl", "--format", "jsonl", "--policy", policy.id), *map(str, corpus_files())
            ).splitlines()
            with self.subTest(policy.id), sito.Moderator(policy.id) as moderator:
                verdicts = moderator.classify_batch(texts, ids=ids, json=True)
                self.assertEqual([(verdicts.json(n) or "").encode() for n in range(len(texts))], expected)
                self.assertEqual(verdicts.flags, moderator.classify_batch(texts).flags)

    def test_lines(self) -> None:
        lines = (CORPUS / "sample.txt").read_text("utf-8").splitlines()
        expected = run("classify", "--format", "jsonl", str(CORPUS / "sample.txt")).decode().splitlines()
        with sito.Moderator() as moderator:
            verdicts = moderator.classify_batch(lines)
            self.assertEqual([verdicts.json(n) for n in range(len(lines))], expected)

    def test_spans_are_the_words_that_the_json_has(self) -> None:
        import json

        given = comments()
        with sito.Moderator() as moderator:
            verdicts = moderator.classify_batch([text for _, text in given])
            for (_, text), verdict in zip(given, verdicts):
                assert verdict is not None
                spans = [span for finding in verdict.findings for span in finding.spans]
                words = [span["text"] for label in json.loads(verdict.json)["labels"] for span in label["spans"]]
                self.assertEqual([text[span.start : span.end] for span in spans], words)
                self.assertEqual(
                    [text.encode()[span.byte_start : span.byte_end].decode() for span in spans],
                    [span.text for span in spans],
                )


if __name__ == "__main__":
    unittest.main()
