import Rulebook
import Testing

/// One wrong rules folder and all that is said about it.
struct WrongFolder: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var files: [RulebookFile]
  var diagnostics: [String]

  init(_ name: String, _ files: [RulebookFile], _ diagnostics: String...) {
    testDescription = name
    self.files = files
    self.diagnostics = diagnostics
  }

  /// A lexicon of one file.
  init(_ name: String, tsv: String, _ diagnostics: String...) {
    self.init(name, [RulebookFile("a.tsv", tsv)])
    self.diagnostics = diagnostics
  }

  /// A file of rules, beside words of the labels insult and threat and the classes `you` and `mayor`.
  init(_ name: String, rules: String, _ diagnostics: String...) {
    let words = """
      @label insult
      id\tpattern\tmatch
      insult.a\tа\tа
      insult.b\tб\tб
      @class you
      you.a\tты
      @class mayor
      mayor.a\tмэр
      """
    self.init(name, [RulebookFile("lexicon.tsv", words), RulebookFile("r.yaml", rules)])
    self.diagnostics = diagnostics
  }
}

struct DiagnosticTests {
  static let models: [WrongFolder] = [
    WrongFolder(
      "a model without its lines", tsv: "@label spam\nfeature\tweight\nа\t1",
      "a.tsv:1:1: error: a model needs the lines “@model label.name” and “@label label” above its table"),
    WrongFolder(
      "a model of another label", tsv: "@label spam\n@model insult.words\nfeature\tweight\nа\t1",
      "a.tsv:2:8: error: “insult.words” is no id for a model; write spam.name in lower-case letters"),
    WrongFolder(
      "numbers and features",
      tsv: "@label spam\n@model spam.words\n@bias x\n@threshold inf\nfeature\tweight\nа\tb\nа б\t1\n*\t1\n\t1",
      "a.tsv:3:7: error: “x” is no number; write one such as -1.25",
      "a.tsv:4:12: error: “inf” is no number; write one such as -1.25",
      "a.tsv:6:3: error: “b” is no weight; write a number such as -1.25",
      "a.tsv:7:1: error: “а б” is no word and no beginning of words, «сло*»",
      "a.tsv:8:1: error: “*” is no word and no beginning of words, «сло*»",
      "a.tsv:9:1: error: the cell “feature” is empty"),
  ]

  static let lexicons: [WrongFolder] = [
    WrongFolder(
      "unknown directive", tsv: "@lable insult\nid\tpattern",
      "a.tsv:1:1: error: unknown line “@lable”; did you mean “label”?"),
    WrongFolder(
      "unknown values",
      tsv: "@label insults\n@tier sure\n@target us\n@object x\n@disguise all\n@latin yes\nid\tpattern",
      "a.tsv:1:8: error: unknown label “insults”; did you mean “insult”?",
      "a.tsv:2:7: error: unknown tier “sure”; write certain, probable",
      "a.tsv:3:9: error: unknown target “us”; write official, family, person, group, unknown",
      "a.tsv:4:9: error: unknown object “x”; write life, health, property, unknown",
      "a.tsv:5:11: error: unknown disguise “all”; write none, letters, full",
      "a.tsv:6:8: error: unknown latin “yes”; write on, off"),
    WrongFolder(
      "directive without value, or with two", tsv: "@label\n@tier certain probable\nid\tpattern",
      "a.tsv:1:1: error: “@label” takes one value", "a.tsv:2:15: error: “@tier” takes one value"),
    WrongFolder(
      "class name", tsv: "@class Ты\n@class spam\nid\tpattern",
      "a.tsv:1:8: error: “Ты” is no name for a class; write lower-case Latin letters, digits and “-”, no label",
      "a.tsv:2:8: error: “spam” is no name for a class; write lower-case Latin letters, digits and “-”, no label"),
    WrongFolder(
      "columns", tsv: "id\tpatern\tid\nx",
      "a.tsv:1:1: error: the column “pattern” is missing; the first line names the columns",
      "a.tsv:1:4: error: unknown column “patern”; did you mean “pattern”?",
      "a.tsv:1:11: error: the column “id” comes twice"),
    WrongFolder(
      "class columns", tsv: "name\tnote",
      "a.tsv:1:1: error: the column “members” is missing; the first line names the columns",
      "a.tsv:1:6: error: unknown column “note”"),
    WrongFolder(
      "frequency columns", tsv: "word\tper-milion",
      "a.tsv:1:1: error: the column “per-million” is missing; the first line names the columns",
      "a.tsv:1:6: error: unknown column “per-milion”; did you mean “per-million”?"),
    WrongFolder(
      "frequencies",
      tsv: "word\tper-million\nа\t1.5\nб\t0\nв\t1000001\nг\t\n\t5\nд\tмного\nе\t7\t8",
      "a.tsv:2:3: error: “1.5” is no frequency; write how often the word stands among a million",
      "a.tsv:3:3: error: “0” is no frequency; write how often the word stands among a million",
      "a.tsv:4:3: error: “1000001” is no frequency; write how often the word stands among a million",
      "a.tsv:5:1: error: the cell “per-million” is empty", "a.tsv:6:1: error: the cell “word” is empty",
      "a.tsv:7:3: error: “много” is no frequency; write how often the word stands among a million",
      "a.tsv:8:5: error: more cells than the 2 columns named above"),
    WrongFolder(
      "cells", tsv: "@class you\nid\tpattern\nyou.a\tты\t\nyou.b\tвы\tещё\n\tон\nyou.c\t",
      "a.tsv:4:10: error: more cells than the 2 columns named above",
      "a.tsv:5:1: error: the cell “id” is empty", "a.tsv:6:1: error: the cell “pattern” is empty"),
    WrongFolder(
      "values in cells",
      tsv: "@label insult\nid\tpattern\tmatch\ttier\tobject\tlatin\ninsult.ж\tж\tж\tsure\tlife\tja\n",
      "a.tsv:3:1: error: “insult.ж” is no id; write lower-case Latin letters, digits, “-” and “.”: insult.word",
      "a.tsv:3:14: error: unknown tier “sure”; write certain, probable",
      "a.tsv:3:19: error: “object” goes with the label threat"),
    WrongFolder(
      "label's cells under a class", tsv: "@class you\nid\tpattern\ttier\nyou.a\tты\tcertain",
      "a.tsv:3:10: error: “tier” goes with a label, and this is a class"),
    WrongFolder(
      "neither label nor class", tsv: "id\tpattern\na\tа",
      "a.tsv:2:1: error: neither @label nor @class stands above this line"),
    WrongFolder(
      "ids", [insults([("insult..a", "а"), ("spam.a", "б"), ("insultа", "в"), ("insult.B", "г")])],
      "insults.tsv:3:1: error: “insult..a” is no id; write lower-case Latin letters, digits, “-” and “.”: insult.word",
      "insults.tsv:4:1: error: the id “spam.a” must begin with its label or class: insult.word",
      "insults.tsv:5:1: error: “insultа” is no id; write lower-case Latin letters, digits, “-” and “.”: insult.word",
      "insults.tsv:6:1: error: “insult.B” is no id; write lower-case Latin letters, digits, “-” and “.”: insult.word"),
    WrongFolder(
      "duplicate id", [insults([("insult.a", "а")], path: "a.tsv"), insults([("insult.a", "б")], path: "b.tsv")],
      "b.tsv:3:1: error: the id “insult.a” is taken already, at a.tsv:3:1"),
    WrongFolder(
      "duplicate pattern under one label", [insults([("insult.a", "аа"), ("insult.b", "бб аа")])],
      "insults.tsv:4:13: error: the pattern “аа” stands under insult already, at insults.tsv:3:10"),
    WrongFolder(
      "no example", tsv: "@label spam\nid\tpattern\nspam.a\tаа",
      "a.tsv:3:1: error: “spam.a” has a label and no example; write a text that must match under “match”"),
    WrongFolder(
      "empty example", tsv: "@label spam\nid\tpattern\tmatch\nspam.a\tаа\tаа | | б",
      "a.tsv:3:16: error: an empty example; examples are parted by “ | ”"),
    WrongFolder(
      "classes", tsv: "name\tmembers\nA\tа\nb\t\nc\tа\nc\tб\nd\tа<e>\nf\tа<f>\ng\tб<h>\nh\tв<g>\ni\tа(",
      "a.tsv:2:1: error: “A” is no name; write lower-case Latin letters, digits and “-”",
      "a.tsv:3:1: error: the cell “members” is empty",
      "a.tsv:5:1: error: the class “c” is there already, at a.tsv:4:1",
      "a.tsv:6:4: error: unknown class <e>; did you mean “c”?",
      "a.tsv:7:1: error: the class “f” is made of itself",
      "a.tsv:8:1: error: the class “g” is made of itself",
      "a.tsv:9:1: error: the class “h” is made of itself",
      "a.tsv:10:4: error: “(” without “)” after it"),
    WrongFolder(
      "a class that grows without end",
      tsv: "name\tmembers\n"
        + (25...40).map { "a\($0)\t" + ($0 < 40 ? "<a\($0 + 1)>(б|<a\($0 + 1)>)" : "а") }.joined(separator: "\n"),
      "a.tsv:3:1: error: the class “a26” is too large: 32767 letters written out"),
    WrongFolder(
      "classes too deep",
      tsv: "name\tmembers\n" + (1...20).map { "a\($0)\tа" + ($0 < 20 ? "<a\($0 + 1)>" : "") }.joined(separator: "\n"),
      "a.tsv:18:1: error: the class “a17” stands more than 16 classes deep"),
    WrongFolder(
      "invalid UTF-8", [RulebookFile(path: "a.tsv", bytes: Array("; ж\nа".utf8) + [0xD0])],
      "a.tsv:2:2: error: bytes that are not UTF-8; save the file as UTF-8"),
    WrongFolder(
      "wrong ending", [RulebookFile("a.yml", "]")], "a.yml:1:1: warning: not read; let its name end in .yaml"),
  ]

  static let rules: [WrongFolder] = [
    WrongFolder("broken", rules: "- id: [", "r.yaml:2:1: error: did not find expected node content"),
    WrongFolder("one word", rules: "words", "r.yaml:1:1: error: the file must hold a list of rules or a policy"),
    WrongFolder("no mapping", rules: "- rule", "r.yaml:1:3: error: a rule must be a mapping with keys: “- id: …”"),
    WrongFolder(
      "keys", rules: "- id: spam.a\n  lable: spam\n  regex: а\n- label: spam\n- id: Spam\n- id: spam.c\n  class: links",
      "r.yaml:1:3: error: the rule has neither “label” nor “class”",
      "r.yaml:2:3: error: unknown key “lable” in a rule; did you mean “label”?",
      "r.yaml:4:3: error: the key “id” is missing",
      "r.yaml:5:7: error: “Spam” is no id; write lower-case Latin letters, digits, “-” and “.”: insult.word",
      "r.yaml:6:3: error: the rule has neither “regex” nor “when” nor “cancels”",
      "r.yaml:6:7: error: the id “spam.c” must begin with its label or class: links.word"),
    WrongFolder(
      "both", rules: "- {id: spam.a, label: spam, class: b, regex: x}\n- {id: b.c, class: b, regex: x, when: you}",
      "r.yaml:1:3: error: a rule has either “label” or “class”, not both",
      "r.yaml:2:3: error: a rule has either “regex” or “when”, not both"),
    WrongFolder(
      "values",
      rules: """
        - {id: spam.a, label: spam, object: life, tier: sure, regex: [x], match: а, no-match: [[б]]}
        - {id: links.a, class: links, regex: ~, tier: certain}
        - {id: links.b, class: Links, regex: x}
        """,
      "r.yaml:1:8: error: “spam.a” has a label and no example; write a text that must match under “match”",
      "r.yaml:1:37: error: “object” goes with the label threat",
      "r.yaml:1:49: error: unknown tier “sure”; write certain, probable",
      "r.yaml:1:62: error: “regex” must be a text",
      "r.yaml:1:74: error: “match” must be a list: [a, b]",
      "r.yaml:1:88: error: “no-match” must be a text",
      "r.yaml:2:38: error: “regex” must be a text",
      "r.yaml:2:41: error: “tier” goes with a label, and this is a class",
      "r.yaml:3:24: error: “Links” is no name for a class; write lower-case Latin letters, digits and “-”, no label"),
    WrongFolder(
      "no example", rules: "- {id: spam.a, label: spam, when: insult.a}",
      "r.yaml:1:8: error: “spam.a” has a label and no example; write a text that must match under “match”"),
    WrongFolder(
      "duplicate ids over all kinds",
      rules: """
        - {id: insult.a, label: insult, regex: x, match: [x]}
        - {id: links.a, class: links, regex: x}
        - {id: links.a, class: links, when: insult.a}
        - {id: insult.b, cancels: label:insult, anywhere: you}
        """,
      "r.yaml:1:8: error: the id “insult.a” is taken already, at lexicon.tsv:3:1",
      "r.yaml:3:8: error: the id “links.a” is taken already, at r.yaml:2:8",
      "r.yaml:4:8: error: the id “insult.b” is taken already, at lexicon.tsv:4:1"),
    WrongFolder(
      "conditions",
      rules: """
        - {id: c.a, class: c, when: {near: you, within: 2}}
        - {id: c.b, class: c, when: {near: [you]}}
        - {id: c.c, class: c, when: {near: [you, []], within: 31, ordered: maybe}}
        - {id: c.d, class: c, when: {found: you, not: you}}
        - {id: c.e, class: c, when: {within: 3}}
        - {id: c.f, class: c, when: {allOf: [], wihtin: 3}}
        - {id: c.g, class: c, when: [you]}
        """,
      "r.yaml:1:36: error: “near” must be a list: [a, b]",
      "r.yaml:2:29: error: “within” is missing: a number of words, sentence or comment",
      "r.yaml:2:36: error: “near” needs two parts or more",
      "r.yaml:3:42: error: “near” is empty; name at least one",
      "r.yaml:3:55: error: “within” must be a number of words from 0 to 30, sentence or comment",
      "r.yaml:3:68: error: “ordered” must be true or false",
      "r.yaml:4:42: error: a condition has one kind; join several by allOf",
      "r.yaml:5:29: error: a condition has one kind; write one of found, allOf, anyOf, not, near, count, points",
      "r.yaml:5:30: error: unknown key “within” in a condition",
      "r.yaml:6:37: error: “allOf” is empty; name at least one condition",
      "r.yaml:6:41: error: unknown key “wihtin” in a condition",
      "r.yaml:7:29: error: “when” must be a text"),
    WrongFolder(
      "counts",
      rules: """
        - {id: c.a, class: c, when: {count: {link: ">=1"}}}
        - {id: c.b, class: c, when: {count: {links: 1}}}
        - {id: c.c, class: c, when: {count: {mixed: ">1", capital-share: ">=101", words: ">=0"}}}
        - {id: c.d, class: c, when: {count: [links]}}
        """,
      "r.yaml:1:38: error: unknown counter “link”; did you mean “links”?",
      "r.yaml:2:45: error: a count is compared by >= or <=: {links: \">=1\"}",
      "r.yaml:3:45: error: a count is compared by >= or <=: {mixed: \">=1\"}",
      "r.yaml:3:66: error: “>=101” is out of range: capital-share from 0 to 100, >= from 1",
      "r.yaml:3:82: error: “>=0” is out of range: words from 0 to 1000000, >= from 1",
      "r.yaml:4:37: error: “count” must be a mapping: {links: \">=1\"}"),
    WrongFolder(
      "points",
      rules: """
        - {id: c.a, class: c, when: {points: [[2, you], [-1, insult.a]], at-least: 3}}
        - {id: c.b, class: c, when: {points: [you, ["2", you], [2.5, you]]}}
        - {id: c.c, class: c, when: {points: [[2, you]], at-least: 0}}
        """,
      "r.yaml:1:76: error: 3 points are never reached; all of them make 2",
      "r.yaml:2:29: error: “at-least” is missing: the points needed",
      "r.yaml:2:39: error: each of “points” is a pair of points and a condition: [2, links]",
      "r.yaml:2:45: error: “points” must be a whole number from -100 to 100",
      "r.yaml:2:57: error: “points” must be a whole number from -100 to 100",
      "r.yaml:3:60: error: “at-least” must be a whole number from 1 to 1000"),
    WrongFolder(
      "selectors",
      rules: """
        - {id: c.a, class: c, when: {near: [yuo, insult.a], within: comment, without: [insult.z]}}
        - {id: c.b, class: c, when: {anyOf: [insult.a, {not: {found: insults.*}}, "label:insults", spam]}}
        """,
      "r.yaml:1:37: error: no class and no rule is named “yuo”; did you mean “you”?",
      "r.yaml:1:80: error: no class and no rule is named “insult.z”; did you mean “insult.a”?",
      "r.yaml:2:62: error: no rule has an id that begins as in “insults.*”",
      "r.yaml:2:75: error: unknown label “insults”; did you mean “insult”?",
      "r.yaml:2:92: error: “spam” is a label; write label:spam"),
    WrongFolder(
      "order of rules",
      rules: """
        - {id: c.a, class: c, when: c.b}
        - {id: c.b, class: c, when: {allOf: [c.b, you, c.a, d]}}
        - {id: you.b, class: you, when: insult.a}
        - {id: d.a, class: d, when: c.b}
        """,
      "r.yaml:1:29: error: “c.b” names a later rule only; a rule may refer to those before it",
      "r.yaml:2:38: error: “c.b” names the rule itself; a rule may refer to those before it",
      "r.yaml:2:43: warning: “you” gains words by a rule that comes later and does not count here",
      "r.yaml:2:53: error: “d” names a later rule only; a rule may refer to those before it"),
    WrongFolder(
      "rules without words",
      rules: """
        - {id: c.a, class: c, when: {count: {links: ">=1"}}}
        - {id: c.b, class: c, when: {anyOf: [mayor, {count: {links: ">=1"}}]}}
        - {id: c.c, class: c, when: {points: [[1, mayor], [1, {count: {links: ">=1"}}]], at-least: 1}}
        - {id: c.d, class: c, when: {points: [[1, mayor], [1, {count: {links: ">=1"}}]], at-least: 2}}
        - {id: c.e, class: c, when: {allOf: [mayor, {not: you}]}}
        - {id: c.f, class: c, when: {count: {mixed: ">=1"}}}
        - {id: c.g, class: c, when: {not: you}}
        """,
      "r.yaml:1:8: error: “c.a” may hold without any word; let it ask for something that is found, or for a count of mixed",
      "r.yaml:2:8: error: “c.b” may hold without any word; let it ask for something that is found, or for a count of mixed",
      "r.yaml:3:8: error: “c.c” may hold without any word; let it ask for something that is found, or for a count of mixed",
      "r.yaml:7:8: error: “c.g” may hold without any word; let it ask for something that is found, or for a count of mixed"
    ),
    WrongFolder(
      "guards",
      rules: """
        - {id: guard.a, cancels: [you], lowers: insult.a, before: you, within: 1}
        - {id: guard.b, cancels: insult.a, after: you}
        - {id: guard.c, cancels: insult.a, anywhere: you, within: 2}
        - {id: guard.d, lowers: you, around: mayr, within: sentence, unless: [insult.a]}
        - {id: guard.e, cancels: insult.a, before: you, within: comment}
        - {id: guard.f, cancels: insult.a, label: insult}
        """,
      "r.yaml:1:33: error: a guard has exactly one of cancels, lowers",
      "r.yaml:2:3: error: “within” is missing: a number of words, or sentence",
      "r.yaml:3:59: error: “within” does not go with “anywhere”, which is the whole comment",
      "r.yaml:4:25: error: “you” is a class of words; a guard takes back findings of labels",
      "r.yaml:4:38: error: no class and no rule is named “mayr”; did you mean “mayor”?",
      "r.yaml:5:57: error: for the whole comment write “anywhere” instead of “before”",
      "r.yaml:6:3: error: a guard has exactly one of before, after, around, anywhere",
      "r.yaml:6:36: error: unknown key “label” in a guard"),
  ]

  @Test(arguments: lexicons + models + rules)
  func reportsAllThatIsWrong(_ folder: WrongFolder) {
    #expect(Rulebook.load(folder.files).diagnostics.map(\.description) == folder.diagnostics)
  }
}
