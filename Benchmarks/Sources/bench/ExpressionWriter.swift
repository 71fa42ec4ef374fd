internal import Sito

/// Writes the rules as expressions of PCRE2 over raw UTF-8, one for each entry.
///
/// Disguises are not written out: PCRE2 is asked for less than the engine does.
struct ExpressionWriter {
  private var classes: [String: AffixClass] = [:]

  init(_ classes: [AffixClass]) {
    for affixClass in classes { self.classes[affixClass.name] = affixClass }
  }

  /// An entry: any of its patterns, as whole words.
  func expression(for patterns: [PatternSyntax]) -> String {
    let all = patterns.map { write($0.node) }.joined(separator: "|")
    return #"(?<![\p{L}\p{N}])(?:\#(all))(?![\p{L}\p{N}])"#
  }

  /// A rule with an expression of its own. PCRE2 10.42 knows no property of emoji.
  func expression(for rule: RegexRule) -> String {
    var parts = rule.regex.split(separator: #"\p{Emoji}"#, omittingEmptySubsequences: false).map(String.init)
    let first = parts.removeFirst()
    return parts.reduce(first) { $0 + #"\p{So}"# + $1 }
  }

  private func write(_ node: PatternSyntax.Node) -> String {
    switch node {
    case .character("е"): "[её]+"
    case .character(let character): (character.isLetter || character.isNumber ? "" : "\\") + "\(character)+"
    case .sequence(let nodes): nodes.map(write).joined()
    case .choice(let nodes): "(?:" + nodes.map(write).joined(separator: "|") + ")"
    case .affixes(let name):
      "(?:" + (classes[name]?.members ?? []).map { write($0.node) }.joined(separator: "|") + ")"
    case .anyLetters: #"[\p{L}\p{N}]*"#
    case .mask: #"[*#@%$&_+~^=.…-]+"#
    case .gap: #"[^\p{L}\p{N}]+"#
    }
  }
}
