from __future__ import annotations

import unittest

from checkout import comments

import sito
from sito import Flags, Label

TEXTS = ["Спасибо!", None, "Глава — идиот", "", "🙂 Глава — идиот"]


class BatchTests(unittest.TestCase):
    moderator: sito.Moderator

    @classmethod
    def setUpClass(cls) -> None:
        cls.moderator = sito.Moderator()

    def test_flags(self) -> None:
        verdicts = self.moderator.classify_batch(TEXTS)
        self.assertEqual(len(verdicts), len(TEXTS))
        insult = self.moderator.judge("Глава — идиот")
        self.assertEqual(verdicts.flags.tolist(), [0, Flags.NOT_JUDGED, insult, 0, insult])
        self.assertEqual(verdicts.where(Flags.DELETE), [2, 4])
        self.assertTrue(verdicts.flags.readonly)

    def test_verdicts_are_those_of_single_texts(self) -> None:
        single = [None if text is None else self.moderator.classify(text, number=n) for n, text in enumerate(TEXTS, 1)]
        for json in (False, True):
            verdicts = self.moderator.classify_batch(TEXTS, json=json)
            self.assertEqual(list(verdicts), single)
            self.assertEqual(verdicts[-1], single[-1])
            self.assertEqual(verdicts[1:3], single[1:3])
            self.assertEqual(
                [verdicts.json(index) for index in range(len(TEXTS))], [verdict and verdict.json for verdict in single]
            )

    def test_characters_are_counted_in_each_text(self) -> None:
        verdict = self.moderator.classify_batch(TEXTS)[4]
        assert verdict is not None
        self.assertEqual(verdict.labels, {Label.INSULT})
        self.assertEqual(verdict.findings[0].spans[0].start, 10)

    def test_ids_and_numbers(self) -> None:
        for json in (False, True):
            named = self.moderator.classify_batch(["да", "нет"], ids=["a", "b"], json=json)
            self.assertIn('"id":"b"', named.json(1) or "")
            numbered = self.moderator.classify_batch(["да", "нет"], first=10, json=json)
            self.assertIn('"id":11', numbered.json(1) or "")
        with self.assertRaisesRegex(ValueError, "another number of ids"):
            self.moderator.classify_batch(["да", "нет"], ids=["a"])

    def test_more_texts_than_go_into_one_call(self) -> None:
        texts = [text for _, text in comments()][:3000] * 3
        one_by_one = [int(self.moderator.judge(text)) for text in texts]
        verdicts = self.moderator.classify_batch(texts, json=True)
        self.assertEqual(verdicts.flags.tolist(), one_by_one)
        self.assertEqual(verdicts.flags, self.moderator.classify_batch(texts).flags)
        for index in (0, 4095, 4096, 8191, 8192, 8999):
            self.assertEqual(verdicts.json(index), self.moderator.classify(texts[index], number=index + 1).json)

    def test_no_texts(self) -> None:
        for json in (False, True):
            verdicts = self.moderator.classify_batch([], json=json)
            self.assertEqual((len(verdicts), list(verdicts), verdicts.flags.tolist()), (0, [], []))
        self.assertEqual(self.moderator.classify_batch([None]).flags.tolist(), [Flags.NOT_JUDGED])

    def test_text_that_is_too_long_is_not_judged(self) -> None:
        for json in (False, True):
            verdicts = self.moderator.classify_batch(["да", "а" * (8 << 20) + "б", "Глава — идиот"], json=json)
            self.assertEqual(verdicts.flags[1], Flags.NOT_JUDGED)
            self.assertIsNone(verdicts[1])
            self.assertIsNone(verdicts.json(1))
            self.assertEqual(verdicts.where(Flags.DELETE), [2])

    def test_what_is_no_list_of_texts(self) -> None:
        with self.assertRaisesRegex(TypeError, "this is one str"):
            self.moderator.classify_batch("да")
        with self.assertRaisesRegex(TypeError, "text 1 is a bytes"):
            self.moderator.classify_batch(["да", b"no"])
        with self.assertRaisesRegex(TypeError, "id 0 is a int"):
            self.moderator.classify_batch(["да"], ids=[1])

    def test_index_out_of_range(self) -> None:
        verdicts = self.moderator.classify_batch(["да"])
        for index in (1, -2):
            with self.assertRaises(IndexError):
                verdicts[index]


if __name__ == "__main__":
    unittest.main()
