internal import Sito

/// Word forms of the rulebook as plain text, for engines that look for literals.
///
/// Of each pattern every choice is multiplied out; `*` is nothing, `_` a blank, `#` a star. Patterns have up to billions
/// of forms, so a form is made from its number, and as many are taken of each entry, evenly, as fit into the limit.
struct LiteralForms {
  /// The forms, each once, in the order of the entries.
  let literals: [String]
  /// The entries that they were made of.
  let entryCount: Int

  /// A form with fewer letters would be found everywhere, since literals know no edges of words.
  static let fewestLetters = 3

  /// At most `limit` forms of the entries that are looked for in every comment.
  init(_ rulebook: Rulebook, limit: Int) {
    var builder = TreeBuilder(rulebook.affixClasses)
    let trees = rulebook.entries.filter(\.isFinding).map { entry in
      FormTree.choice(of: entry.patterns.map { builder.tree($0.node) })
    }
    entryCount = trees.count
    var quota = limit / max(1, trees.count)
    while trees.reduce(0, { $0 + min($1.count, quota + 1) }) <= limit, quota < limit { quota += 1 }
    var seen: Set<String> = []
    var literals: [String] = []
    for tree in trees {
      let number = min(tree.count, quota)
      for index in 0..<number {
        var form = ""
        let middle = (2 * index + 1) * tree.count / (2 * number)
        tree.append(form: middle, to: &form)
        if form.count >= Self.fewestLetters, seen.insert(form).inserted { literals.append(form) }
      }
    }
    self.literals = literals
  }
}

/// A pattern with its classes put in, and the number of its forms.
private indirect enum FormTree {
  case text(Character)
  case sequence([FormTree], count: Int)
  case choice([FormTree], count: Int)

  /// More forms than this are not told apart; so much that index arithmetic stays within an Int.
  private static let most = 1 << 40

  static func sequence(of parts: [FormTree]) -> FormTree {
    let count = parts.reduce(1) { product, part in
      let (count, overflow) = product.multipliedReportingOverflow(by: part.count)
      return overflow ? most : min(most, count)
    }
    return .sequence(parts, count: count)
  }

  static func choice(of parts: [FormTree]) -> FormTree {
    .choice(parts, count: parts.reduce(0) { min(most, $0 + $1.count) })
  }

  var count: Int {
    switch self {
    case .text: 1
    case .sequence(_, let count), .choice(_, let count): count
    }
  }

  /// Appends the form of that number.
  func append(form number: Int, to text: inout String) {
    switch self {
    case .text(let character): text.append(character)
    case .sequence(let parts, _):
      var rest = number
      for part in parts {
        part.append(form: rest % part.count, to: &text)
        rest /= part.count
      }
    case .choice(let parts, _):
      var rest = number
      for part in parts {
        if rest < part.count { return part.append(form: rest, to: &text) }
        rest -= part.count
      }
    }
  }
}

private struct TreeBuilder {
  private var classes: [String: AffixClass] = [:]
  private var known: [String: FormTree] = [:]

  init(_ classes: [AffixClass]) {
    for affixClass in classes { self.classes[affixClass.name] = affixClass }
  }

  mutating func tree(_ node: PatternSyntax.Node) -> FormTree {
    switch node {
    case .character(let character): return .text(character)
    case .anyLetters: return .sequence(of: [])
    case .mask: return .text("*")
    case .gap: return .text(" ")
    case .sequence(let nodes):
      var parts: [FormTree] = []
      for node in nodes { parts.append(tree(node)) }
      return .sequence(of: parts)
    case .choice(let nodes):
      var parts: [FormTree] = []
      for node in nodes { parts.append(tree(node)) }
      return .choice(of: parts)
    case .affixes(let name):
      if let tree = known[name] { return tree }
      var parts: [FormTree] = []
      for member in classes[name]?.members ?? [] { parts.append(tree(member.node)) }
      let tree = FormTree.choice(of: parts)
      known[name] = tree
      return tree
    }
  }
}

extension LexiconEntry {
  /// Whether a match is a finding by itself, not a word that rules refer to.
  fileprivate var isFinding: Bool {
    if case .finding = meaning { true } else { false }
  }
}
