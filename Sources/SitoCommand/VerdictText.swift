import Rulebook
import Sito
import SitoRecords
import Wording

/// Verdicts for a person: the comments that are not clear, with the words, the rules and the clauses behind it.
struct VerdictText: Sendable {
  private let policy: Policy
  private let words: Words
  private let style: Style
  let lines: VerdictLines

  init(policy: Policy, language: Language, colour: Bool) {
    self.policy = policy
    words = Words(language)
    style = Style(isOn: colour)
    lines = VerdictLines(words, style)
  }

  /// Appends a comment that is not clear; nothing for the others. `file` is named if there are several.
  func append(_ verdict: Verdict, of record: borrowing Record, in file: String?, to output: inout ByteBuffer) {
    guard !verdict.decision.isClear else { return }
    let bytes = record.text.bytesArray
    let headline = lines.headline(of: verdict.decision)
    output.append(contentsOf: "\(style.dim("\(place(record.number, file)).")) \(headline)\n")
    output.append(contentsOf: "   \(style.marking(verdict.findings.flatMap(\.spans), in: bytes))\n")
    output.append(contentsOf: lines.text(of: verdict, in: bytes))
    output.append("\n")
  }

  /// Appends a record that could not be read.
  func append(
    _ fault: RecordFault, of record: borrowing Record, in file: String?, to output: inout ByteBuffer
  ) {
    let what = style.yellow("\(words("не прочитано, строка", "not read, line")) \(fault.line)")
    output.append(contentsOf: "\(place(record.number, file)). \(what): \(fault.message)\n\n")
  }

  private func place(_ number: Int, _ file: String?) -> String { file.map { "\($0): \(number)" } ?? "\(number)" }

  /// The sums of a run.
  func summary(_ tally: Tally, _ outcome: RunOutcome) -> String {
    let gone = tally.actions[.delete] ?? 0
    var text = "\(style.bold(words.citation(of: policy.act)))\n"
    text +=
      words("Прочитано комментариев: ", "Comments read: ") + "\(outcome.records - outcome.unreadable); "
      + words("удалить: ", "to delete: ") + "\(gone); "
      + words("посмотреть: ", "to review: ") + "\(tally.review); "
      + words("оставить: ", "to keep: ") + "\(outcome.records - outcome.unreadable - gone)\n"
    for action in Policy.Action.allCases where action != .delete {
      if let count = tally.actions[action] { text += "   \(words.name(of: action)): \(count)\n" }
    }
    for label in Label.allCases {
      if let count = tally.labels[label] { text += "   \(words.name(of: label)): \(count)\n" }
    }
    if outcome.unreadable > 0 { text += words("Не прочитано: ", "Not read: ") + "\(outcome.unreadable)\n" }
    return text
  }
}

extension Span<UInt8> {
  /// A copy of the bytes.
  var bytesArray: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for index in indices { bytes.append(self[index]) }
    return bytes
  }
}
