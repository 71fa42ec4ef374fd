import Sito

/// Judges every form of every word of a dictionary as a comment by itself, and names the rules that find something in
/// words that nobody has reviewed (the table with the columns `lemma` and `rules` in the rules folder).
struct DictionaryCheck {
  private let dictionary: HunspellDictionary

  /// Reads a `.dic` file and the `.aff` file beside it; nil if there are none.
  init?(path: String) {
    guard path.hasSuffix(".dic"), let words = try? RulebookFile.read(path: path),
      let affixes = try? RulebookFile.read(path: path.dropLast(3) + "aff")
    else { return nil }
    dictionary = HunspellDictionary(dictionary: words.bytes, affixes: affixes.bytes)
  }

  /// A warning for each rule with the base forms that are not reviewed, and for each reviewed word that no rule finds.
  func run(over ruleset: Ruleset) -> [Diagnostic] {
    let found = findings(of: ruleset)
    var unreviewed: [String: [String]] = [:]
    for (lemma, rules) in found {
      let reviewed = ruleset.rulebook.reviewedWords.lazy.filter { $0.lemma == lemma }.flatMap(\.rules)
      for rule in rules where !reviewed.contains(where: { $0.names(rule) }) {
        unreviewed[rule, default: []].append(lemma)
      }
    }
    let file = ruleset.rulebook.reviewedWords.first?.location.file ?? "reviewed-words.tsv"
    var warnings = unreviewed.map { rule, lemmas in
      Diagnostic(
        .warning, at: ruleset.location(ofRule: rule) ?? SourceLocation(file: file, line: 1, column: 1),
        "'\(rule)' finds something in \(lemmas.count) words of the dictionary: "
          + "\(lemmas.sorted().joined(separator: ", ")); except them, or list them in \(file)")
    }
    for word in ruleset.rulebook.reviewedWords where found[word.lemma] == nil {
      warnings.append(
        Diagnostic(.warning, at: word.location, "no rule finds anything in '\(word.lemma)' any more; take it out"))
    }
    return warnings.sorted { $0.location < $1.location }
  }

  /// The base forms in whose forms something is found, with the rules that find it.
  private func findings(of ruleset: Ruleset) -> [String: Set<String>] {
    var moderator = Moderator(ruleset)
    var found: [String: Set<String>] = [:]
    dictionary.forEachForm { form, lemma in
      let findings = moderator.judge(form).findings
      guard !findings.isEmpty else { return }
      found[String(decoding: lemma, as: UTF8.self), default: []].formUnion(findings.map(\.rule))
    }
    return found
  }
}

extension String {
  /// Whether the text is an id, or the beginning of ids (`x.*`) that the id has.
  fileprivate func names(_ id: String) -> Bool { hasSuffix(".*") ? id.hasPrefix(dropLast()) : self == id }
}
