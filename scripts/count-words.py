#!/usr/bin/env python3
"""Counts the words of comments and writes lexicons/frequencies.tsv, by which the engine knows what to look for first.

    scripts/count-words.py COMMENTS… > lexicons/frequencies.tsv

COMMENTS are files with one comment a line. Words of mixed letters and digits are left out, and so is what occurs seldom.
"""

import collections
import re
import sys

LEAST = 16
WORD = re.compile(r"[a-z]+|[а-яё]+|[0-9]{1,4}")
HEADER = """; How many of a million words of comments each word is; rarer ones are left out. No verdict depends on it: it tells the
; compiler which of a rule's words to look for first. Written by scripts/count-words.py."""


def main() -> None:
    counts = collections.Counter()
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                for run in re.findall(r"\w+", line.lower()):
                    if WORD.fullmatch(run):
                        counts[run.replace("ё", "е")] += 1
    total = sum(counts.values())
    print(HEADER)
    print("word\tper-million")
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= LEAST:
            print(f"{word}\t{max(1, round(count * 1_000_000 / total))}")


if __name__ == "__main__":
    main()
