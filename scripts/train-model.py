#!/usr/bin/env python3
"""Trains the linear model of a label and writes its table of features and weights.

  scripts/train-model.py LABEL --id ID --threshold T [--data DIR] [--features N] > lexicons/LABEL/model.tsv

Needs numpy and scipy (apt: python3-scipy). Learns from corpus/training and corpus/cases, and besides, where DIR is given, from
its gold.tsv, spam.tsv, toxic.tsv and clean.tsv. Logistic regression with an L2 penalty (D. Cox, 1958) by L-BFGS
from a start of zeros, so the same files give the same table. Features are words and beginnings of words; each comment is the
vector of their counts, divided by the square root of the sum of the counts (sixteen at least), as sito computes it. Words that are mostly written
with a capital letter are left out: they are names. What a five-fold cross-validation finds at several thresholds is told
on standard error."""
import argparse
import collections
import json
import pathlib
import random
import re
import sys

import numpy as np
import scipy.sparse
from scipy.optimize import minimize

STEMS = (4, 6, 8)  # lengths of the beginnings of words
FEWEST = 16  # a comment with fewer features counts as one with so many, or a single word would decide
POSITIVE_WEIGHT = 2.0  # a missed comment costs as much as two false alarms
ROOT = pathlib.Path(__file__).resolve().parent.parent


def read_cases(folder):
    """(text, labels, labels that are neither right nor wrong) of every case in a folder of JSON Lines."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            yield case["text"], set(case["labels"]), set(case.get("may", []))


def read_rows(path, columns):
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n"))
    return [row for row in rows if len(row) == columns]


def read_data(folder, label):
    """The same of labelled comments that are not part of the project."""
    for _, _, written, text in read_rows(folder / "gold.tsv", 4):
        labels = [name for name in written.split(",") if name != "none"]
        yield text, {name for name in labels if not name.endswith("?")}, {name[:-1] for name in labels if name.endswith("?")}
    if label == "spam":
        for _, _, verdict, text in read_rows(folder / "spam.tsv", 4):
            yield text, {"spam"} if verdict == "spam" else set(), set()
    # Some of the news are advertising in truth; that they count as none here keeps the model from taking news for it.
    for _, _, text in read_rows(folder / "clean.tsv", 3):
        yield text, set(), set()
    ordinary = [row for row in read_rows(folder / "toxic.tsv", 4) if row[2] == "0"]
    for _, source, _, text in random.Random(1).sample(ordinary, min(3000, len(ordinary))):
        # «Not toxic» there still holds some swearing; none of it is advertising.
        if label == "spam" or source == "detox_neutral":
            yield text, set(), set()


def words(text):
    """The words of a text that hold a Cyrillic letter; mentions and links are none."""
    text = re.sub(r"\[(id|club)\d+\|[^\]]*\]", " ", text)
    text = re.sub(r"https?://\S+|\b[\w.]+\.(ru|com|me|net|site|shop|рф)\b\S*", " ", text)
    return re.findall(r"[a-zA-Z]*[а-яёА-ЯЁ][а-яёА-ЯЁa-zA-Z]*", text)


LOOK_ALIKES = str.maketrans("aeopcxykmthb", "аеорсхукмтнв")


def fold(word):
    """Lower case, ё as е, Latin look-alikes as what they stand for, a repeated letter once."""
    return re.sub(r"(.)\1+", r"\1", word.lower().replace("ё", "е").translate(LOOK_ALIKES))


def features(text):
    counts = collections.Counter()
    for word in map(fold, words(text)):
        counts[word] += 1
        for length in STEMS:
            if len(word) > length:
                counts[word[:length] + "*"] += 1
    return counts


def matrix(texts, index):
    rows, columns, values = [], [], []
    for row, counts in enumerate(texts):
        known = [(index[name], count) for name, count in counts.items() if name in index]
        scale = 1 / np.sqrt(max(FEWEST, sum(count for _, count in known)))
        rows += [row] * len(known)
        columns += [column for column, _ in known]
        values += [scale * count for _, count in known]
    return scipy.sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), len(index)))


def fit(x, y, penalty):
    """Weights and bias of least regularised logistic loss."""
    weights = np.where(y == 1, POSITIVE_WEIGHT, 1.0)

    def loss(parameters):
        w, b = parameters[:-1], parameters[-1]
        z = x @ w + b
        slope = weights * (1 / (1 + np.exp(-z)) - y)
        value = (weights * (np.logaddexp(0, z) - y * z)).sum() + penalty / 2 * (w @ w)
        return value, np.append(x.T @ slope + penalty * w, slope.sum())

    result = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return result.x[:-1], result.x[-1]


def train(texts, y, count, penalty):
    """The names, weights and bias of the features that matter most."""
    documents = collections.Counter(name for counts in texts for name in counts)
    names = sorted(name for name, number in documents.items() if number >= 3 and len(name) > 1 and re.fullmatch(r"[а-я]+\*?", name))
    x = matrix(texts, {name: i for i, name in enumerate(names)})
    w, _ = fit(x, y, penalty)
    importance = np.abs(w) * np.sqrt(np.asarray((x != 0).sum(axis=0)).ravel())
    kept = [names[i] for i in sorted(np.argsort(-importance, kind="stable")[:count])]
    w, b = fit(matrix(texts, {name: i for i, name in enumerate(kept)}), y, penalty)
    return kept, w, b


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("label")
    parser.add_argument("--id", required=True)
    parser.add_argument("--threshold", type=float, required=True)
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--features", type=int, default=4000)
    parser.add_argument("--penalty", type=float, default=1 / 30)
    args = parser.parse_args()

    cases = [*read_cases(ROOT / "corpus/training"), *read_cases(ROOT / "corpus/cases")]
    if args.data:
        cases += read_data(args.data, args.label)
    cases = [case for case in cases if args.label not in case[2]]
    capitals, all_words = collections.Counter(), collections.Counter()
    for text, _, _ in cases:
        for word in words(text):
            all_words[fold(word)] += 1
            capitals[fold(word)] += word[0].isupper()
    texts = []
    for text, _, _ in cases:
        counts = features(text)
        texts.append(collections.Counter({
            name: count for name, count in counts.items()
            if name.endswith("*") or capitals[name] * 3 < all_words[name] * 2}))
    y = np.array([args.label in labels for _, labels, _ in cases], dtype=float)

    folds = np.arange(len(cases)) % 5
    scores = np.zeros(len(cases))
    for fold_number in range(5):
        seen = [texts[i] for i in np.flatnonzero(folds != fold_number)]
        names, w, b = train(seen, y[folds != fold_number], args.features, args.penalty)
        unseen = [texts[i] for i in np.flatnonzero(folds == fold_number)]
        scores[folds == fold_number] = matrix(unseen, {name: i for i, name in enumerate(names)}) @ w + b
    print(f"{len(cases)} comments, {int(y.sum())} of them {args.label}; cross-validation:", file=sys.stderr)
    for threshold in np.arange(-0.5, 3.01, 0.5):
        found = scores >= threshold
        right = (found & (y == 1)).sum()
        print(f"  threshold {threshold:4}: precision {right / max(1, found.sum()):.3f}, recall {right / y.sum():.3f}", file=sys.stderr)

    names, w, b = train(texts, y, args.features, args.penalty)
    print("; Words and beginnings of words that speak for the label (weight above zero) or against it.")
    print("; Written by scripts/train-model.py; train it anew rather than editing it.")
    print(f"@model\t{args.id}\n@label\t{args.label}\n@threshold\t{args.threshold}\n@bias\t{b:.3f}\nfeature\tweight")
    for name, weight in sorted(zip(names, w), key=lambda item: (-round(item[1], 3), item[0])):
        if abs(weight) >= 0.0005:
            print(f"{name}\t{weight:.3f}")


if __name__ == "__main__":
    main()
