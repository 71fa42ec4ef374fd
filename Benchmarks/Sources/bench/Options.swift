internal import Glibc

/// What the command line asks for.
struct Options {
  /// Parts of a run.
  enum Section: String, CaseIterable { case library, commands, growth, adversarial }

  var plan = Plan.full
  /// A folder with `comments.txt`, or the project's corpus.
  var data = "corpus"
  /// The path of the command.
  var sito = ".build/release/sito"
  /// Where a record is written.
  var record: String?
  var sections = Section.allCases

  static let usage = """
    usage: bench [--quick] [--data FOLDER] [--sito PATH] [--record FILE] [--only SECTION[,SECTION…]]
    sections: \(Section.allCases.map(\.rawValue).joined(separator: ", "))
    """

  /// nil: the arguments are not understood.
  init?(_ arguments: some Sequence<String>) {
    var rest = Array(arguments)[...]
    while let name = rest.popFirst() {
      if name == "--quick" {
        plan = .quick
        continue
      }
      guard let value = rest.popFirst() else { return nil }
      switch name {
      case "--data": data = value
      case "--sito": sito = value
      case "--record": record = value
      case "--only":
        sections = value.split(separator: ",").compactMap { Section(rawValue: String($0)) }
        if sections.isEmpty { return nil }
      default: return nil
      }
    }
  }
}
