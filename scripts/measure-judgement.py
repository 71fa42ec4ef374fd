#!/usr/bin/env python3
"""Measures sito's labels on labelled comments, for docs/judgement.md.

  scripts/measure-judgement.py [--sito COMMAND] [--rules DIR] [--data DIR] [--errors LABEL [--set NAME]]

Sets: each folder of corpus/ (cases, which the rules were written with; exam, which nobody who wrote rules has seen), and with
--data the files gold.tsv, spam.tsv and clean.tsv of DIR. For each set and label: how many comments have it, precision, recall
and F1 of both tiers, precision and recall of `certain` alone. A label that a case lists under "may" counts neither way.
Then how many evasions are found, how many look-alikes and honest comments are left alone, and whether targets and objects
of threats are right. --errors prints the misses and false alarms of a label, in one set or all."""
import argparse
import collections
import json
import pathlib
import subprocess

LABELS = ["profanity", "coarse", "insult", "threat", "aggression", "spam"]
ROOT = pathlib.Path(__file__).resolve().parent.parent


def corpus_sets():
    for folder in sorted((ROOT / "corpus").iterdir()):
        if folder.is_dir():
            cases = []
            for path in sorted(folder.glob("*.jsonl")):
                for line in path.read_text(encoding="utf-8").splitlines():
                    cases.append(json.loads(line) | {"file": path.stem})
            yield folder.name, cases


def data_sets(folder):
    def rows(name, columns):
        lines = (line.split("\t") for line in (folder / name).read_text(encoding="utf-8").split("\n"))
        return [line for line in lines if len(line) == columns]

    gold = []
    for number, source, written, text in rows("gold.tsv", 4):
        names = [name for name in written.split(",") if name != "none"]
        gold.append({
            "id": number, "kind": source, "file": "gold", "text": text,
            "labels": [name for name in names if not name.endswith("?")],
            "may": [name[:-1] for name in names if name.endswith("?")]})
    yield "gold", gold
    others = [name for name in LABELS if name != "spam"]
    yield "spam", [
        {"id": number, "kind": source, "file": "spam", "text": text, "labels": ["spam"] * (verdict == "spam"), "may": others}
        for number, source, verdict, text in rows("spam.tsv", 4)]
    for wanted in ("kursk", "news"):
        yield wanted, [
            {"id": number, "kind": source, "file": source, "text": text, "labels": []}
            for number, source, text in rows("clean.tsv", 3) if source == wanted]


def judge(command, cases):
    """The verdicts on the cases, in order, from one run."""
    lines = "".join(json.dumps({"id": i, "text": case["text"]}, ensure_ascii=False) + "\n" for i, case in enumerate(cases))
    run = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=False)
    verdicts = [json.loads(line) for line in run.stdout.decode().split("\n") if line]
    if len(verdicts) != len(cases):
        raise SystemExit(f"{len(cases)} comments went in, {len(verdicts)} verdicts came out")
    return verdicts


def found(verdict, tiers=("certain", "probable")):
    return {finding["label"] for finding in verdict["labels"] if finding["tier"] in tiers}


def rates(cases, verdicts, label, tiers=("certain", "probable")):
    """True, found, precision, recall."""
    counts = collections.Counter()
    for case, verdict in zip(cases, verdicts):
        if label not in case.get("may", []):
            counts[label in case["labels"], label in found(verdict, tiers)] += 1
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    return right + missed, right + wrong, right / max(1, right + wrong), right / max(1, right + missed)


def table(name, cases, verdicts):
    print(f"\n{name}: {len(cases)} comments\n")
    print("| label | true | found | precision | recall | F1 | certain: precision | recall |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for label in LABELS:
        true, number, precision, recall = rates(cases, verdicts, label)
        _, _, sure_precision, sure_recall = rates(cases, verdicts, label, ("certain",))
        if true == 0:
            print(f"| {label} | 0 | {number} | | | | | |")
            continue
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"| {label} | {true} | {number} | {precision:.3f} | {recall:.3f} | {f1:.3f} "
              f"| {sure_precision:.3f} | {sure_recall:.3f} |")


def whole_comments(name, cases, verdicts):
    """What is asked of whole groups of comments."""
    groups = collections.defaultdict(list)
    for case, verdict in zip(cases, verdicts):
        groups[case["file"]].append((case, verdict))
    for group in ("evasions", "obscene"):
        evasions = [(c, v) for c, v in groups[group] if set(c["labels"]) & {"profanity", "coarse"}]
        if evasions:
            right = sum(bool(found(v) & {"profanity", "coarse"}) for _, v in evasions)
            print(f"{name}/{group}: {right} of {len(evasions)} obscene or coarse comments are found ({right / len(evasions):.1%})")
    for group in ("lookalikes", "honest", "appeals"):
        left = [(c, v) for c, v in groups[group] if not c["labels"]]
        if left:
            alone = sum(not found(v) - set(c.get("may", [])) for c, v in left)
            print(f"{name}/{group}: {alone} of {len(left)} are left alone ({alone / len(left):.1%})")
    for part in ("target", "object"):
        right = total = 0
        for case, verdict in zip(cases, verdicts):
            threats = [finding for finding in verdict["labels"] if finding["label"] == "threat"]
            if "threat" in case["labels"] and case.get(part) and threats:
                total += 1
                right += any(finding.get(part) == case[part] for finding in threats)
        if total:
            print(f"{name}: the {part} of {right} of {total} threats found is right ({right / total:.1%})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sito", default=str(ROOT / ".build/release/sito"))
    parser.add_argument("--rules", type=pathlib.Path, default=ROOT / "lexicons")
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--errors", choices=LABELS)
    parser.add_argument("--set")
    args = parser.parse_args()
    command = [args.sito, "classify", "--rules", str(args.rules), "--input", "jsonl", "--format", "jsonl"]

    sets = [*corpus_sets(), *(data_sets(args.data) if args.data else [])]
    for name, cases in sets:
        if args.set and name != args.set:
            continue
        verdicts = judge(command, cases)
        if not args.errors:
            table(name, cases, verdicts)
            print()
            whole_comments(name, cases, verdicts)
            continue
        for case, verdict in zip(cases, verdicts):
            is_true, is_found = args.errors in case["labels"], args.errors in found(verdict)
            if is_true != is_found and args.errors not in case.get("may", []):
                rules = [f["rule"] for f in verdict["labels"] if f["label"] == args.errors]
                print("miss" if is_true else "false", name, case["id"], " ".join(case["text"].split()), *rules, sep="\t")


if __name__ == "__main__":
    main()
