internal import PatternScanning
internal import Rulebook
internal import TextFolding

/// Finds exceptions that can never apply: no text that they describe holds a match of their entry. An exception with `*`
/// stands for more texts than can be tried and is passed over.
struct ExceptionCheck: ~Copyable {
  /// An exception that describes more texts than this is passed over too.
  private static let mostTexts = 2_000

  private let affixes: [String: [PatternSyntax]]
  private var patternCompiler: PatternCompiler
  private var folder = TextFolder()

  init(_ classes: [AffixClass]) {
    affixes = Dictionary(classes.map { ($0.name, $0.members) }, uniquingKeysWith: { first, _ in first })
    patternCompiler = PatternCompiler(classes)
  }

  /// A warning for each useless exception of an entry.
  mutating func warnings(for entry: LexiconEntry) -> [Diagnostic] {
    guard !entry.exceptions.isEmpty else { return [] }
    var patterns: [Pattern] = []
    for syntax in entry.patterns {
      // What cannot be compiled is reported elsewhere.
      guard let some = try? patternCompiler.patterns(for: syntax, id: 0, spellings: entry.spellings) else { return [] }
      patterns += some
    }
    guard let scanner = try? PatternScanner(patterns) else { return [] }
    var scratch = PatternScanner.Scratch()
    var warnings: [Diagnostic] = []
    for exception in entry.exceptions {
      guard let texts = texts(of: exception.node) else { continue }
      let applies = texts.contains { text in
        scanner.scan(folder.fold(text).symbols.span, scratch: &scratch)
        return !scratch.matches.isEmpty
      }
      if !applies {
        let message = "the exception '\(exception.text)' never applies: '\(entry.id)' does not match there; take it out"
        warnings.append(Diagnostic(.warning, at: exception.location, message))
      }
    }
    return warnings
  }

  /// Every text that a pattern describes; nil if there are too many.
  private func texts(of node: PatternSyntax.Node) -> [String]? {
    switch node {
    case .character(let character): return [String(character)]
    case .gap: return [" "]
    case .mask: return ["*"]
    case .anyLetters: return nil
    case .affixes(let name): return union((affixes[name] ?? []).map(\.node))
    case .choice(let nodes): return union(nodes)
    case .sequence(let nodes):
      var all = [""]
      for node in nodes {
        guard let some = texts(of: node), all.count * some.count <= Self.mostTexts else { return nil }
        all = all.flatMap { start in some.map { start + $0 } }
      }
      return all
    }
  }

  private func union(_ nodes: [PatternSyntax.Node]) -> [String]? {
    var all: [String] = []
    for node in nodes {
      guard let some = texts(of: node), all.count + some.count <= Self.mostTexts else { return nil }
      all += some
    }
    return all
  }
}
