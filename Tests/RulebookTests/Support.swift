import Rulebook

/// Testing has a `SourceLocation` too.
typealias Place = SourceLocation

extension RulebookFile {
  init(_ path: String, _ text: String) { self.init(path: path, bytes: Array(text.utf8)) }
}

/// A few classes that the tests' patterns use.
let classesFile = RulebookFile(
  "classes.tsv",
  """
  name\tmembers
  ending\t~ а ом
  prefix\tза(о|) на
  """)

/// A lexicon of insults with the given rows of `id` and `pattern`.
func insults(_ rows: [(id: String, pattern: String)], path: String = "insults.tsv") -> RulebookFile {
  let lines = rows.map { "\($0.id)\t\($0.pattern)\tпример" }
  return RulebookFile(path, (["@label insult", "id\tpattern\tmatch"] + lines).joined(separator: "\n"))
}

extension PatternSyntax.Node {
  /// The node on one line: letters as they are, `{a|b}` for choices, `·` for nothing.
  var description: String {
    switch self {
    case .character(let character): String(character)
    case .sequence(let items): items.isEmpty ? "·" : items.map(\.description).joined()
    case .choice(let items): "{" + items.map(\.description).joined(separator: "|") + "}"
    case .affixes(let name): "<\(name)>"
    case .anyLetters: "*"
    case .mask: "#"
    case .gap: "_"
    }
  }
}
